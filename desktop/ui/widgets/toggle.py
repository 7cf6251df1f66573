"""A button that stays pressed, with an icon: a tag for the next line, one of a few ways to look at something."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens

_SIDE, _GAP = 12, 8


class Toggle(QPushButton):
    """Pressed it is edged twice as thick, filled and set in bold: never by colour alone."""

    def __init__(self, words: str, icon: str, *, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._icon_name = icon
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        worn = theme.current()
        wide = QFontMetrics(worn.font("bodyStrong")).horizontalAdvance(self.accessibleName())
        return QSize(wide + worn.px(2 * _SIDE + tokens.size("icon") + _GAP) + 4, worn.px(tokens.size("controlHeight")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, on, painter = theme.current(), self.isChecked(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2 if on else 1
        painter.setPen(QPen(worn.colour("primary" if on else "line"), edge))
        painter.setBrush(worn.colour("primarysoft" if on else "sunken" if self.underMouse() else "surface"))
        frame = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(frame, tokens.radius("control"), tokens.radius("control"))
        ink, side = "onprimarysoft" if on else "text", worn.px(tokens.size("icon"))
        picture = icons.pixmap(self._icon_name, worn.hexes[ink], side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(worn.px(_SIDE), (self.height() - side) / 2), picture)
        painter.setFont(worn.font("bodyStrong"))
        painter.setPen(worn.colour(ink))
        words_at = self.rect().adjusted(worn.px(_SIDE + _GAP) + side, 0, 0, 0)
        painter.drawText(words_at, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.accessibleName())
