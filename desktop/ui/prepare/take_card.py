"""What to take along: the usual things that this family needs, those somebody added, each with a tick."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.preparing import ToTake
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.choices import TickBox
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import prepare as words


class TakeCard(Card):
    """Enter in the line adds to the list.

    Signals:
        ticked: what, and whether it is in the bag.
        added, left_out: what.
    """

    ticked = Signal(str, bool)
    added = Signal(str)
    left_out = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.TAKE, parent=parent)
        self._list = Stack(gap=2)
        self._more = LineEdit(words.TAKE_MORE)
        self._more.setAccessibleName(words.TAKE_MORE)
        self._button = Button(words.ADD)
        self._line = QWidget()
        across = QHBoxLayout(self._line)
        across.setContentsMargins(0, 4, 0, 0)
        across.setSpacing(8)
        across.addWidget(self._more, 1)
        across.addWidget(self._button)
        self.add(self._list, self._line)
        self._more.returnPressed.connect(self._add)
        self._button.clicked.connect(self._add)

    def show_list(self, things: Sequence[ToTake], *, readable_only: bool) -> None:
        """Show these. `readable_only`: the visit is over, and nothing is packed any more."""
        self._line.setVisible(not readable_only)
        self._list.fill([self._row(thing, readable_only=readable_only) for thing in things])

    def _row(self, thing: ToTake, *, readable_only: bool) -> QWidget:
        said = words.to_take(thing.what, usual=thing.usual)
        room = QWidget()
        across = QHBoxLayout(room)
        across.setContentsMargins(0, 0, 0, 0)
        tick = TickBox(said)
        tick.setChecked(thing.packed)
        tick.setEnabled(not readable_only)
        tick.clicked.connect(lambda on: self.ticked.emit(thing.what, on))
        across.addWidget(tick, 1)
        if not thing.usual and not readable_only:
            out = IconButton(f"{words.LEAVE_OUT}: {said}", "x")
            out.clicked.connect(partial(self.left_out.emit, thing.what))
            across.addWidget(out)
        return room

    def _add(self) -> None:
        said = self._more.text().strip()
        if said:
            self._more.clear()
            self.added.emit(said)
