"""The three columns of the workspace, which fold as room gets scarce: first what is known becomes a page, then the rail a menu."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.assessment.foot import Foot
from desktop.ui.assessment.top_line import TopLine
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.section_rail import SectionRail

_RAIL_WIDE, _SIDE_WIDE = 258, 292
_WITH_RAIL, _WITH_SIDE = 700, 1040
_LEAST = 240
_NO_LIMIT = 16_777_215


class ThreeColumns(QFrame):
    """Rail, middle, side. Where the side has no room of its own, a button of the top line brings it in front."""

    def __init__(self, rail: SectionRail, top: TopLine, room: QWidget, foot: Foot, side: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._rail, self._top, self._foot, self._room, self._side = rail, top, foot, room, side
        self._index = Panel("index", (26, 14, 12, 12), 8)
        self._index.add(rail)
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
        top.known.clicked.connect(lambda: self.show_side(wanted=not self._in_front))

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that a window may get narrow enough for the columns to fold."""
        return QSize(_LEAST, super().minimumSizeHint().height())

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
        self._index.setMaximumWidth(worn.px(_RAIL_WIDE) if railed else _NO_LIMIT)
        self._index.setMinimumWidth(worn.px(_RAIL_WIDE) if railed else 0)
        self._side.setFixedWidth(worn.px(_SIDE_WIDE)) if self._beside else self._side.setMaximumWidth(_NO_LIMIT)
        self._side.setMinimumWidth(worn.px(_SIDE_WIDE) if self._beside else 0)
        self._place_side()
        self._top.show_known_button(wanted=not self._beside, back=self._in_front)
        self._foot.shorten(short=not railed)

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
