"""The three columns of the workspace, which fold as room gets scarce: first what is known becomes a page, then the rail a menu."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.assessment.foot import Foot
from desktop.ui.assessment.top_line import TopLine
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.section_rail import SectionRail
from desktop.ui.words import assessment as words

_RAIL_WIDE, _SIDE_WIDE = 300, 252
_WITH_RAIL, _WITH_SIDE = 700, 1040
_LEAST = 240
_RAILED, _FOLDED = (14, 14, 0, 10), (26, 12, 26, 4)
"""Around the rail, whose list has room for its own bar; around the menu that it becomes, flush with the questions."""
_NO_LIMIT = 16_777_215


class ThreeColumns(QFrame):
    """Rail, middle, side. Where the side has no room of its own, a button brings it in front of the questions.

    Signals:
        folded: whether the rail is a menu now, as in large text.
    """

    folded = Signal(bool)

    def __init__(self, rail: SectionRail, top: TopLine, room: QWidget, foot: Foot, side: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._rail, self._top, self._foot, self._room, self._side = rail, top, foot, room, side
        self._index = Panel("index", _RAILED, 8)
        self._across = QHBoxLayout()
        self._across.setSpacing(12)
        self._across.addWidget(rail, 1)
        self._index.column.addLayout(self._across)
        self.known = Button(words.what_we_know(0), icon="panel-right")
        self._count = 0
        middle = QFrame()
        middle.setProperty("kind", "page")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((top, 0), (room, 1), (foot, 0)):
            column.addWidget(widget, stretch)
        self._middle_column = column
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for widget, stretch in ((self._index, 0), (middle, 1), (side, 0)):
            self._box.addWidget(widget, stretch)
        self._beside = True
        self._in_front = False
        self.known.clicked.connect(lambda: self.show_side(wanted=not self._in_front))

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that a window may get narrow enough for the columns to fold."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def count_known(self, count: int) -> None:
        """How much the side holds, for its button."""
        self._count = count
        self._fit()

    def show_side(self, *, wanted: bool) -> None:
        """Bring what is known in front of the questions, or put it away. Beside them it is always in sight."""
        self._in_front = wanted and not self._beside
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_in_front"):
            self._fit()

    def _fit(self) -> None:
        worn, ways = theme.current(), QBoxLayout.Direction
        room = worn.effective(self.width())
        railed, self._beside = room >= _WITH_RAIL, room >= _WITH_SIDE
        self._in_front = self._in_front and not self._beside
        self._box.setDirection(ways.LeftToRight if railed else ways.TopToBottom)
        self._rail.fold(not railed)
        self._index.column.setContentsMargins(*(_RAILED if railed else _FOLDED))
        self._index.setMaximumWidth(worn.px(_RAIL_WIDE) if railed else _NO_LIMIT)
        self._index.setMinimumWidth(worn.px(_RAIL_WIDE) if railed else 0)
        self._side.setMaximumWidth(worn.px(_SIDE_WIDE) if self._beside else _NO_LIMIT)
        self._side.setMinimumWidth(worn.px(_SIDE_WIDE) if self._beside else 0)
        self._place_side()
        self._place_button(railed=railed)
        for part in (self._top, self._foot):
            part.shorten(short=not railed)
        self.folded.emit(not railed)

    def _place_button(self, *, railed: bool) -> None:
        """At the end of the top line, or beside the menu that the rail has become."""
        if railed:
            self._top.put(self.known)
        else:
            self._across.addWidget(self.known)
        self.known.set_words(words.CLOSE_KNOWN if self._in_front else words.what_we_know(self._count))
        self.known.setVisible(not self._beside)

    def _place_side(self) -> None:
        """Beside the middle, or inside it in place of the questions."""
        inside = self._middle_column.indexOf(self._side) >= 0
        if self._beside and inside:
            self._box.addWidget(self._side)
        elif not self._beside and not inside:
            self._middle_column.insertWidget(1, self._side, 1)
        self._side.setVisible(self._beside or self._in_front)
        self._room.setVisible(not self._in_front)
        self._foot.setVisible(not self._in_front)
