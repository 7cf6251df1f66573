"""What a manager's colleagues ask of people in two families."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from desktop.casework.person_links import Link
from desktop.clock import LONDON
from desktop.ui.people.links_dialogs import DecideLink, ends
from desktop.ui.people.links_model import LinksModel
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import links as words


class LinksToDecide(RowCard):
    """`names` tells who a user is.

    Signals:
        drawn: `waiting` may be another.
    """

    drawn = Signal()

    def __init__(self, model: LinksModel, shell: Shell, names: Callable[[str], str]) -> None:
        super().__init__(words.TITLE)
        self._model, self._shell, self._names = model, shell, names
        self._drawn: object = None
        model.changed.connect(self._draw)
        model.decided.connect(lambda: shell.tell(words.DECIDED))
        self._draw()

    @property
    def waiting(self) -> int:
        """How many there are."""
        return len(self._model.state.to_decide)

    def reload(self) -> None:
        self._model.reload()

    def ask_again(self, dialog: str, about: str) -> None:
        """After an unlock: the dialog that was open at the lock, if it is this one."""
        for link in self._model.state.to_decide:
            if dialog == DecideLink.name and about == f"{link.here.person}/{link.there.person}":
                self._ask(link)

    def _draw(self) -> None:
        links = self._model.state.to_decide
        self.setVisible(bool(links))
        if links != self._drawn:
            self._drawn = links
            with kept_focus(self):
                self.set_rows([self._row(link) for link in links])
        self.drawn.emit()

    def _row(self, link: Link) -> Row:
        said = words.question(link.asked, *ends(link))
        row = Row(said, self._told(link), Picture("users-round", "text2"))
        button = Button(words.DECIDE, dense=True)
        button.setAccessibleDescription(said)
        button.clicked.connect(partial(self._ask, link))
        row.add(button)
        return row

    def _told(self, link: Link) -> str:
        at = link.at.astimezone(LONDON).date() if link.at else None
        return words.why(link.why, self._names(link.by), at)

    def _ask(self, link: Link) -> None:
        dialog = DecideLink(link, self._told(link))
        dialog.said.connect(lambda said: self._model.decide(link, agreed=said[0], why=said[1]))
        self._model.decided.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)
