"""What to know before going in, on the overview: each flag with who says so and when it is to be checked again."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.flags import FlagCard
from desktop.ui import tokens
from desktop.ui.flags.dialog import FlagDialog
from desktop.ui.flags.model import FlagsModel
from desktop.ui.ports import Shell
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Hairline, Panel
from desktop.ui.widgets.flow import flow
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import family as family_words
from desktop.ui.words import flags as words


class FlagsCard(QWidget):
    """Asks in dialogs of its own, through the shell."""

    def __init__(self, model: FlagsModel, shell: Shell, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._shell = model, shell
        self._dialog: FlagDialog | None = None
        self._drawn: object = None
        self._room = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._room)
        model.changed.connect(self._draw)
        model.saved.connect(self._saved)
        model.refused.connect(self._refused)
        self._draw()

    def ask(self, flag: str = "") -> None:
        """For a new flag, or to change one."""
        shown = self._model.flag(flag)
        self._dialog = FlagDialog(self._model.state, shown)
        self._dialog.said.connect(self._said)
        self._dialog.closed.connect(self._closed)
        self._shell.ask(self._dialog)

    # -- drawing

    def _draw(self) -> None:
        state = self._model.state
        if (shown := (state.flags, state.gone, state.people)) == self._drawn:
            return
        self._drawn = shown
        with kept_focus(self):
            self._room.fill([self._panel(state.flags, state.gone)])
        settle_layouts()

    def _panel(self, flags: Sequence[FlagCard], gone: Sequence[FlagCard]) -> Panel:
        panel = Panel("danger" if flags else "card", (18, 12, 18, 12), 8)
        add = LinkButton(words.ADD)
        add.clicked.connect(partial(self.ask, ""))
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Picture("shield-alert", "danger" if flags else "text2"))
        top.addWidget(
            PlainLabel(words.HEADING if flags else words.NONE, "h3" if flags else "body", "text" if flags else "text2"),
            1,
        )
        if flags:
            top.addWidget(Badge(family_words.NOT_SHOWN, *tokens.status("privacy", "private")))
        top.addWidget(add)
        panel.column.addLayout(top)
        for at, card in enumerate(flags):
            if at:
                panel.add(Hairline())
            panel.add(self._flag(card))
        for card in gone:
            panel.add(self._gone(card))
        return panel

    def _flag(self, card: FlagCard) -> QWidget:
        first, _line, rest = card.said.text.partition("\n")
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addLayout(self._words(card, first, rest), 1)
        for says, act in (
            (words.STILL_TRUE, partial(self._model.still_true, card.flag)),
            (words.CHANGE, partial(self.ask, card.flag)),
            (words.TAKE_OUT, partial(self._model.take_out, card)),
        ):
            across.addWidget(self._button(says, first, act), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _words(self, card: FlagCard, first: str, rest: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(PlainLabel(first, "bodyStrong"))
        if rest:
            column.addWidget(PlainLabel(rest))
        column.addWidget(PlainLabel(self._under(card), "meta", "text2"))
        if card.is_past and card.said.review_on:
            column.addWidget(Badge(words.past(card.said.review_on), "clock", "warning"), 0, Qt.AlignmentFlag.AlignLeft)
        if card.named:
            column.addWidget(Badge(words.NAMED, "lock-keyhole", "private"), 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _under(self, card: FlagCard) -> str:
        names = {person.person: person.name for person in self._model.state.people}
        about = [names[person] for person in card.said.about if person in names]
        said = dict(self._model.state.categories).get(card.said.category, "")
        kinds = [part for part in (said, words.about(family_words.names(about)) if about else "") if part]
        source = words.source(card.said.source, card.checked_on, None if card.is_past else card.said.review_on)
        return " ".join([*(f"{kind}." for kind in kinds), source])

    def _gone(self, card: FlagCard) -> QWidget:
        first = card.said.text.partition("\n")[0]
        said = PlainLabel(f"{words.TAKEN_OUT}: {first}", "body", "text2")
        return flow(said, self._button(words.PUT_BACK, first, partial(self._model.put_back, card)))

    def _button(self, says: str, about: str, act: Callable[[], object]) -> Button:
        button = Button(says, "quiet", dense=True)
        button.setAccessibleDescription(about)
        button.clicked.connect(act)
        return button

    # -- doing

    def _said(self, said: object) -> None:
        if self._dialog is None:
            return
        if self._dialog.shown is None:
            self._model.add(said, named=self._dialog.only_named)  # type: ignore[arg-type]  # a signal's object
        else:
            self._model.change(self._dialog.shown, said)  # type: ignore[arg-type]  # a signal's object

    def _closed(self) -> None:
        self._dialog = None

    def _saved(self, said: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
        if self.isVisible():
            self._shell.tell(said)

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
        elif self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")
