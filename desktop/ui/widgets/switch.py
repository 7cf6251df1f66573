"""On or off, said in a word before the switch: never by colour or place alone (mockup 17)."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop.ui import theme, tokens
from desktop.ui.words import settings as words

_WIDE, _HIGH, _GAP, _RIM = 46, 26, 12, 4


class Switch(QCheckBox):
    """`name` says what it switches, for a screen reader; for the eye the row says it."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        worn = theme.current()
        letters = QFontMetrics(worn.font("metaStrong"))
        said = max(letters.horizontalAdvance(word) for word in (words.ON, words.OFF))
        return QSize(said + worn.px(_GAP + _WIDE) + 2, worn.px(tokens.size("controlHeight")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, on, painter = theme.current(), self.isChecked(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high, rim = worn.px(_WIDE), worn.px(_HIGH), worn.px(_RIM)
        painter.setFont(worn.font("metaStrong"))
        painter.setPen(worn.colour("text2"))
        said = self.rect().adjusted(0, 0, -wide - worn.px(_GAP), 0)
        painter.drawText(
            said, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.ON if on else words.OFF
        )
        track = QRectF(self.width() - wide - 1, (self.height() - high) / 2, wide, high)
        painter.setPen(worn.colour("primary" if on else "line"))
        painter.setBrush(worn.colour("primary" if on else "surface"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        knob = high - 2 * rim
        left = track.right() - rim - knob if on else track.left() + rim
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("onprimary" if on else "line"))
        painter.drawEllipse(QRectF(left, track.top() + rim, knob, knob))
