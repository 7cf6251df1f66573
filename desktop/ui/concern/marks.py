"""Where on the body: the map, and beside it the same as a list that can be read, added to and taken from by keyboard alone."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.body import PARTS, Side, part_at, place_of
from desktop.casework.concerns import Mark
from desktop.reports import concern_words as paper
from desktop.ui import theme
from desktop.ui.concern.body_map import BodyMap
from desktop.ui.concern.line import Line
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import Select
from desktop.ui.words import concern as words

_NARROW = 560


class Marks(QWidget):
    """The marks of one concern.

    Signals:
        changed: all of them, a tuple of `Mark`.
    """

    changed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._gone: tuple[int, Mark] | None = None
        self._map = BodyMap()
        self._map.marked.connect(self._mark)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._none = PlainLabel(words.NO_MARKS, "body", "text2")
        self._undo = Button(words.PUT_BACK, "quiet", "history", dense=True)
        self._undo.clicked.connect(self._put_back)
        self._where = Select(
            [(f"{side} {part}", paper.part(side, part)) for side in ("front", "back") for part in PARTS]
        )
        self._add = Button(words.ADD_MARK, icon="plus")
        self._add.clicked.connect(self._add_chosen)
        told = QVBoxLayout()
        told.setSpacing(10)
        told.addWidget(PlainLabel(words.BODY_TEXT, "meta", "text3"))
        told.addWidget(self._none)
        told.addLayout(self._list)
        told.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        told.addWidget(Field(words.ADD_MARK_AT, self._where))
        told.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        told.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(24)
        self._box.addWidget(self._map, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(told, 1)
        self.show_marks(())

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show what is kept. What is typed into a row that is there already stays."""
        if [(mark.side, mark.x, mark.y) for mark in marks] != [
            (one.side, one.x, one.y) for one in self._marks
        ] or not marks:
            self._draw(marks)
        self._marks = marks
        self._map.show_marks(marks)
        self._undo.setVisible(self._gone is not None)

    def flush(self) -> None:
        """Hand over words that are being typed."""
        for row in self.findChildren(_MarkRow):
            row.words.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = theme.current().effective(self.width()) < _NARROW
        self._box.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _draw(self, marks: tuple[Mark, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._none.setVisible(not marks)
        for at, mark in enumerate(marks):
            row = _MarkRow(at + 1, mark)
            row.wrote.connect(partial(self._write, at))
            row.take_out.clicked.connect(partial(self._take_out, at))
            self._list.addWidget(row)

    def _mark(self, side: Side, x: int, y: int) -> None:
        self._gone = None
        self._say((*self._marks, Mark(side, x, y)))
        rows = self.findChildren(_MarkRow)
        newest = next((row for row in rows if row.number == len(self._marks)), None)
        if newest is not None:
            newest.show()
            newest.words.setFocus()

    def _add_chosen(self) -> None:
        side, part = self._where.value().split(" ")
        self._mark("front" if side == "front" else "back", *place_of("front" if side == "front" else "back", part))

    def _write(self, at: int, said: str) -> None:
        self._say(tuple(replace(mark, words=said) if at == place else mark for place, mark in enumerate(self._marks)))

    def _take_out(self, at: int) -> None:
        self._gone = (at, self._marks[at])
        self._say(self._marks[:at] + self._marks[at + 1 :])
        self._undo.setFocus()

    def _put_back(self) -> None:
        if self._gone is not None:
            at, mark = self._gone
            self._gone = None
            self._say((*self._marks[:at], mark, *self._marks[at:]))
            self._map.setFocus()

    def _say(self, marks: tuple[Mark, ...]) -> None:
        self.show_marks(marks)
        self.changed.emit(marks)


class _MarkRow(QWidget):
    """One mark.

    Signals:
        wrote: what it looks like.
    """

    wrote = Signal(str)

    def __init__(self, number: int, mark: Mark) -> None:
        super().__init__()
        self.number = number
        said = words.mark(number, mark.side, part_at(mark.side, mark.x, mark.y))
        self.words = Line(words.LOOKS_LIKE)
        self.words.set_text(mark.words)
        self.words.setAccessibleName(f"{said}. {words.LOOKS_LIKE}")
        self.words.committed.connect(self.wrote)
        self.take_out = IconButton(words.TAKE_OUT_MARK, "x")
        self.take_out.setAccessibleDescription(said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        across = QHBoxLayout()
        across.addWidget(PlainLabel(said, "bodyStrong"), 1)
        across.addWidget(self.take_out)
        column.addLayout(across)
        column.addWidget(self.words)
