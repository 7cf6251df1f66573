"""An icon as a widget, for rows and notices. Decoration only: the word beside it says the same."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens


class Picture(QWidget):
    """One icon in one tone, `px` high at text scale 1."""

    def __init__(self, icon: str, tone: str = "text2", px: int = 0, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._px = icon, tone, px or tokens.size("icon")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._px)
        return QSize(side, theme.current().px(max(self._px, 24)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = theme.current()
        side = worn.px(self._px)
        picture = icons.pixmap(self._icon, worn.hexes[self._tone], side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF((self.width() - side) / 2, (self.height() - side) / 2), picture)
