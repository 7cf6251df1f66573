"""Where a scrolling column is cut off at its foot, it fades: what is below is not forgotten."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui import theme

_HIGH = 28


class MoreBelow(QWidget):
    """Over the foot of `column`, in the colour of the ground it stands on; gone at its end. The mouse goes through it."""

    def __init__(self, column: QScrollArea, ground: str) -> None:
        """`ground`: a colour token."""
        super().__init__(column)
        self._column, self._ground = column, ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.installEventFilter(self)
        bar = column.verticalScrollBar()
        bar.valueChanged.connect(self._place)
        bar.rangeChanged.connect(self._place)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        solid = theme.current().colour(self._ground)
        clear = theme.current().colour(self._ground)
        clear.setAlpha(0)
        fading = QLinearGradient(0, 0, 0, self.height())
        fading.setColorAt(0, clear)
        fading.setColorAt(1, solid)
        QPainter(self).fillRect(self.rect(), fading)

    def _place(self) -> None:
        bar, view = self._column.verticalScrollBar(), self._column.viewport()
        high = theme.current().px(_HIGH)
        self.setGeometry(view.x(), view.y() + view.height() - high, view.width(), high)
        self.setVisible(bar.value() < bar.maximum())
        self.raise_()
