"""Room for the bar of what scrolls: kept from the beginning, so that nothing moves or is measured anew when it comes or goes.

The bar is always there; while there is nothing to scroll it is disabled, and the style sheet gives a disabled bar no handle.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollBar

from desktop.ui import qss


def keep_room(area: QAbstractScrollArea) -> None:
    """Have the bar of `area` take its width always."""
    area.setVerticalScrollBar(_Bar(Qt.Orientation.Vertical))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


def keep_edges(area: QAbstractScrollArea, column: QLayout) -> None:
    """The same, out of the right margin of `column`, which is at least as wide as the bar."""
    margins = column.contentsMargins()
    margins.setRight(margins.right() - qss.BAR)
    column.setContentsMargins(margins)
    keep_room(area)


class _Bar(QScrollBar):
    """Enabled while there is something to scroll."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setEnabled(False)
        self.rangeChanged.connect(self._fit)

    def _fit(self, least: int, most: int) -> None:
        self.setEnabled(most > least)
