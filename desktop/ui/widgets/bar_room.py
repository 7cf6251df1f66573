"""Room for the bar of a scrolling column: taken out of the margin beside it, so that nothing moves when it comes or goes."""

from PySide6.QtWidgets import QLayout, QScrollArea

from desktop.ui import qss


def keep_edges(area: QScrollArea, column: QLayout) -> None:
    """Have what stands in `column` keep its right edge. Its right margin is at least as wide as the bar."""
    wide = column.contentsMargins().right()

    def give(least: int, most: int) -> None:
        margins = column.contentsMargins()
        margins.setRight(wide - (qss.BAR if most > least else 0))
        column.setContentsMargins(margins)

    area.verticalScrollBar().rangeChanged.connect(give)
