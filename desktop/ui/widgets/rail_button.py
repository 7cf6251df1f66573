"""One place in the navigation rail: icon, words, how many, and the key; folded, the icon alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens
from desktop.ui.words import shell

_AROUND = 16
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class RailButton(QAbstractButton):
    """Checkable for pages; a plain button for Hide screen and the like, whose `key` is shown at its end."""

    def __init__(
        self, words: str, icon: str, key: str = "", *, page: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._icon, self._key, self._page = words, icon, key, page
        self._count, self._folded = 0, False
        self.setCheckable(page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(shell.with_count(self._words, count))
        self._tell()

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self._tell()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Folded, an icon needs no line of words' height: ten of them stand in a small window at 200 %."""
        worn, least = theme.current(), tokens.size("controlHeight")
        high = max(least, worn.px(tokens.size("icon")) + _AROUND) if self._folded else worn.px(least)
        return QSize(tokens.size("navWidth") - 25, high)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter, on = theme.current(), QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on or self.underMouse():
            painter.setPen(worn.colour("border"))
            painter.setBrush(worn.colour("navsel" if on else "nav"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("primary"))
            painter.drawRoundedRect(QRectF(0, self.height() / 2 - worn.px(11), 3, worn.px(22)), 1.5, 1.5)
        side = worn.px(tokens.size("icon"))
        left = (self.width() - side) / 2 if self._folded else 11
        picture = icons.pixmap(self._icon, worn.hexes["primary" if on else "text2"], side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - side) / 2), picture)
        if not self._folded:
            self._paint_words(painter, round(left + side + 11))

    def _paint_words(self, painter: QPainter, left: int) -> None:
        worn, on = theme.current(), self.isChecked()
        end = str(self._count) if self._count else self._key
        painter.setFont(worn.font("metaStrong"))
        painter.setPen(worn.colour("text2"))
        painter.drawText(self.rect().adjusted(0, 0, -10, 0), _ALIGN | Qt.AlignmentFlag.AlignRight, end)
        room = self.rect().adjusted(left, 0, -10 - (painter.fontMetrics().horizontalAdvance(end) + 6 if end else 0), 0)
        painter.setFont(worn.font("bodyStrong"))
        painter.setPen(worn.colour("text" if on else "text2"))
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _ALIGN, words)

    def _tell(self) -> None:
        self.setToolTip(shell.with_key(self.accessibleName(), self._key) if self._folded else "")
        self.update()
