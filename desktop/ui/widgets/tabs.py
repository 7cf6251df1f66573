"""The tabs of a family page: arrows move between them, the chosen one is underlined and set in bold."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.ui import theme, tokens


class Tabs(QTabBar):
    """Give pairs of key and words.

    Signals:
        chosen: the key of the tab the user went to.
    """

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], name: str, *, parent: QWidget | None = None) -> None:
        """`name` says what the tabs are of, for a screen reader."""
        super().__init__(parent)
        self._keys = [key for key, _words in tabs]
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(name)
        for _key, words in tabs:
            self.addTab(words.replace("&", "&&"))
        self._quiet = False
        self.currentChanged.connect(self._moved)

    def set_current(self, key: str) -> None:
        """Show where we are, without the signal."""
        self._quiet = True
        self.setCurrentIndex(self._keys.index(key))
        self._quiet = False

    def tabSizeHint(self, index: int) -> QSize:
        worn = theme.current()
        wide = QFontMetrics(worn.font("bodyStrong")).horizontalAdvance(self._words(index))
        return QSize(wide + 24, worn.px(tokens.size("controlHeight")) + 4)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        for index in range(self.count()):
            box, on = self.tabRect(index), index == self.currentIndex()
            painter.setFont(worn.font("bodyStrong"))
            painter.setPen(worn.colour("text" if on else "text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words(index))
            if on:
                painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 3), worn.colour("primary"))

    def _words(self, index: int) -> str:
        return self.tabText(index).replace("&&", "&")

    def _moved(self, index: int) -> None:
        if not self._quiet and index >= 0:
            self.chosen.emit(self._keys[index])
