"""A page's main column with a panel at its right that scrolls by itself, or follows below where the page is narrow."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.more_below import MoreBelow
from desktop.ui.widgets.page import NARROW, ScrollColumn


class WithSidePanel(QWidget):
    """`side` is what the panel holds, `foot` what never scrolls out of sight in it. Both keep their state when they move."""

    def __init__(
        self, main: ScrollColumn, side: QWidget, foot: QWidget, width: int = 348, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._side, self._foot, self._width = main, side, foot, width
        self._below = False
        self._panel = Panel("side", (0, 0, 0, 0), 0)
        self._scroll = ScrollColumn((18, 16, 18, 12))
        self._scroll.add(side)
        self._scroll.add_stretch()
        MoreBelow(self._scroll, "sunken")
        self._last = QVBoxLayout()
        self._last.setContentsMargins(18, 0, 18, 16)
        self._last.addWidget(foot)
        self._panel.column.addWidget(self._scroll, 1)
        self._panel.column.addLayout(self._last)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(main, 1)
        across.addWidget(self._panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        worn = theme.current()
        below = worn.effective(self.width()) < NARROW
        self._panel.setFixedWidth(worn.px(self._width))
        if below != self._below:
            self._below = below
            self._panel.setVisible(not below)
            if below:
                self._main.add(self._side, self._foot)
            else:
                self._scroll.column.insertWidget(0, self._side)
                self._last.addWidget(self._foot)
