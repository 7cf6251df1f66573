"""The card at the foot of the rail: is my work sent? Icon, a strong line and a line under it; pressing it tells more."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens
from desktop.ui.words import sending

_LEFT = 42
_WRAP = Qt.TextFlag.TextWordWrap


class SyncCard(QAbstractButton):
    """`show_state` takes a status of the tokens: upToDate, waiting, sending, needsYou, failed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state("waiting", sending.WORKING_OFFLINE, "")

    def show_state(self, state: str, title: str, text: str) -> None:
        self._status = tokens.status("sync", state)
        self._title, self._text = title, text
        self.setAccessibleName(f"{title}. {text}" if text else title)
        self.setToolTip(self.accessibleName() if self._folded else "")
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[str, str]:
        return self._title, self._text

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self.show_state_again()

    def show_state_again(self) -> None:
        """After folding or a new text scale."""
        self.setToolTip(self.accessibleName() if self._folded else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = theme.current()
        if self._folded:
            return QSize(worn.px(40), worn.px(48))
        width = tokens.size("navWidth") - 25
        return QSize(width, self._words_high(width) + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(worn.colour("line" if self.underMouse() else "border"))
        painter.setBrush(worn.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side = worn.px(tokens.size("icon"))
        picture = icons.pixmap(self._status.icon, worn.hexes[self._status.tone], side, self.devicePixelRatioF())
        if self._folded:
            painter.drawPixmap(QPointF((self.width() - side) / 2, (self.height() - side) / 2), picture)
            return
        painter.drawPixmap(QPointF(12, 12), picture)
        words_at = QRect(worn.px(_LEFT), 10, self.width() - worn.px(_LEFT) - 8, self.height())
        for words, style, tone in ((self._title, "metaStrong", "text"), (self._text, "meta", "text2")):
            painter.setFont(worn.font(style))
            painter.setPen(worn.colour(tone))
            used = painter.drawText(words_at, _WRAP, words)
            words_at.setTop((used.bottom() if used is not None else words_at.top()) + 3)

    def _words_high(self, width: int) -> int:
        worn = theme.current()
        box = QRect(0, 0, width - worn.px(_LEFT) - 8, 10_000)
        lines = ((self._title, "metaStrong"), (self._text, "meta"))
        return sum(
            QFontMetrics(worn.font(style)).boundingRect(box, _WRAP, words).height() + 2 for words, style in lines
        )
