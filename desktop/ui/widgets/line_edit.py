"""One-line editors: plain, search, and a list to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens


class LineEdit(QLineEdit):
    """A line of plain text; `placeholder` is an example, never the label."""

    def __init__(self, placeholder: str = "", *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tall", tall)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class SearchEdit(LineEdit):
    """A line with a magnifying glass, and the key that comes here (such as "Ctrl K") shown at its end while empty."""

    def __init__(self, words: str, key: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(words, parent=parent)
        self._key = key
        self.setAccessibleName(words)
        self.setClearButtonEnabled(False)
        self._leave_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._leave_room()
        super().paintEvent(event)
        worn, side = theme.current(), theme.current().px(tokens.size("icon"))
        painter = QPainter(self)
        glass = icons.pixmap("search", worn.hexes["text2"], side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(12, (self.height() - side) / 2), glass)
        if self._key and not self.text():
            self._paint_key(painter)

    def _leave_room(self) -> None:
        """For the glass at this text scale. Setting what is set would have it painted again, for ever."""
        room = theme.current().px(tokens.size("icon")) + 10
        if self.textMargins().left() != room:
            self.setTextMargins(room, 0, 0, 0)

    def _paint_key(self, painter: QPainter) -> None:
        worn = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(worn.font("meta"))
        wide, high = painter.fontMetrics().horizontalAdvance(self._key) + 12, worn.px(22)
        box = self.rect().adjusted(self.width() - wide - 10, (self.height() - high) // 2, -10, 0)
        box.setHeight(high)
        painter.setPen(worn.colour("line"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(worn.colour("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)


class Select(QComboBox):
    """One value out of a list, each with its words. `dense` is 32 high, for rows."""

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), *, dense: bool = False, parent: QWidget | None = None
    ) -> None:
        """`options` are pairs of value and words."""
        super().__init__(parent)
        self.setProperty("dense", dense)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        self.clear()
        for value, words in options:
            self.addItem(words, value)

    def value(self) -> str:
        """The chosen value, or "" where there is none."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over it scrolls the page: a choice that is saved at once is never made in passing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        worn, side = theme.current(), theme.current().px(18)
        arrow = icons.pixmap("chevron-down", worn.hexes["text2"], side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(self.width() - side - 12, (self.height() - side) / 2), arrow)
