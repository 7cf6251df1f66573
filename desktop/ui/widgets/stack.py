"""A column of widgets that can be filled anew."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.presence import present
from desktop.ui.widgets.settled import laid_out_once


class Stack(QWidget):
    """Widgets one under the other; gone while there are none."""

    def __init__(self, gap: int = 16, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show these instead of the ones there are."""
        self._put(widgets, stay=())

    def arrange(self, widgets: Sequence[QWidget]) -> None:
        """The same, where those that were there before stay as they are."""
        if widgets == self.widgets():
            present(self, wanted=bool(widgets))
            return
        self._put(widgets, stay=widgets)

    def widgets(self) -> list[QWidget]:
        """What is shown, from the top."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _put(self, widgets: Sequence[QWidget], stay: Sequence[QWidget]) -> None:
        with laid_out_once(self):
            while (item := self._column.takeAt(0)) is not None:
                if (old := item.widget()) is not None and old not in stay:
                    old.hide()
                    old.deleteLater()
            for widget in widgets:
                self._column.addWidget(widget)
                if self.isVisible():
                    widget.show()  # Qt would do so later, and measure it then
            present(self, wanted=bool(widgets))
