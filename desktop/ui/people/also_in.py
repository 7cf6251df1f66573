"""That somebody of a family is in another one too: on the family's page of everybody, on a person's page with a way to ask it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.person_links import Link
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.people.links_dialogs import AskSame, AskTwo, ends
from desktop.ui.people.links_model import LinksModel
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import links as words


class AlsoIn(QWidget):
    """Shows the links of the family that it `follow`s; of one person, with a way to ask, where one is named."""

    def __init__(self, model: LinksModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._shell = model, shell
        self._family = self._person = ""
        self._notices = Stack()
        self._ask = LinkButton(words.ASK)
        self._ask.clicked.connect(self.ask_same)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notices)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._drawn: object = None
        model.changed.connect(self._draw)
        model.asked.connect(self._tell_asked)
        self._draw()

    def follow(self, family: str, person: str = "") -> None:
        """Show those of this family, or of this person in it."""
        self._family, self._person = family, person
        if family != self._model.state.known.family:
            self._model.arrive(family)
        self._draw()

    def follow_head(self, head: FamilyHeadModel) -> None:
        """Show those of the family that a page's head shows, whichever it is."""

        def follow() -> None:
            self.follow(head.family)

        head.changed.connect(follow)
        follow()

    def ask_same(self) -> None:
        """Ask who they are in which other family."""
        known = self._model.state.known
        somebody = known.somebody(self._person)
        if somebody is not None:
            dialog = AskSame(somebody, known.like(self._person))
            dialog.said.connect(lambda said: self._say(known.between(somebody.person, said[0]), said[1]))
            self._open(dialog)

    def ask_two(self, link: Link) -> None:
        """Ask whether two who count as one are two after all."""
        dialog = AskTwo(link)
        dialog.said.connect(lambda why: self._say(link, why))
        self._open(dialog)

    def ask_again(self, dialog: str, about: str) -> bool:
        """After an unlock: the dialog that was open at the lock, if it is one of these."""
        if dialog == AskSame.name:
            self.ask_same()
        elif dialog == AskTwo.name:
            for link in self._model.state.known.of(self._person):
                if link.there.person == about.partition("/")[2]:
                    self.ask_two(link)
        return dialog in (AskSame.name, AskTwo.name)

    def _open(self, dialog: AskSame | AskTwo) -> None:
        self._model.asked.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)

    def _say(self, link: Link | None, why: str) -> None:
        if link is not None:
            self._model.ask(link, why)

    def _draw(self) -> None:
        known = self._model.state.known
        is_here = known.family == self._family
        links = known.of(self._person) if is_here else ()
        somebody = known.somebody(self._person) if is_here else None
        self._ask.setVisible(somebody is not None and bool(known.like(self._person)))
        if links != self._drawn:
            self._drawn = links
            with kept_focus(self):
                self._notices.fill([self._notice(link) for link in links])

    def _notice(self, link: Link) -> Notice:
        if link.asked:
            return Notice("info", "clock", words.question(link.asked, *ends(link)), words.WAITS)
        said = words.also_in(link.here.name, link.there.family_name)
        notice = Notice("info", "users-round", said, words.there_as(link.there.full_name, link.there.age))
        buttons = [Button(words.OPEN, dense=True)]
        buttons[0].clicked.connect(
            lambda: self._shell.open("person", family=link.there.family, person=link.there.person)
        )
        if self._person:
            buttons.append(Button(words.SPLIT, dense=True))
            buttons[1].clicked.connect(lambda: self.ask_two(link))
        for button in buttons:
            button.setAccessibleDescription(said)
            notice.across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return notice

    def _tell_asked(self) -> None:
        if self.isVisible():
            self._shell.tell(words.ASKED)
