"""A status as icon, word and soft pill: never a colour alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens


def badge_size(words: str) -> QSize:
    """What `paint_badge` needs, in pixels."""
    worn = theme.current()
    wide = QFontMetrics(worn.font("metaStrong")).horizontalAdvance(words)
    return QSize(wide + worn.px(7 + tokens.size("iconSmall") + 6 + 10), worn.px(24))


def paint_badge(painter: QPainter, at: QPointF, words: str, icon: str, tone: str) -> None:
    """Draw a badge with its top left corner at `at`; delegates use it in lists."""
    worn = theme.current()
    small = worn.px(tokens.size("iconSmall"))
    pill = QRectF(at, badge_size(words).toSizeF())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(worn.colour(tone), 1) if worn.edged else Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour(f"{tone}soft"))
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
    dpr = painter.device().devicePixelRatio()
    picture = icons.pixmap(icon, worn.hexes[tone], small, dpr)
    painter.drawPixmap(QPointF(pill.left() + worn.px(7), pill.top() + (pill.height() - small) / 2), picture)
    painter.setFont(QFont(worn.font("metaStrong")))
    painter.setPen(worn.colour(tone))
    words_at = pill.adjusted(worn.px(7) + small + worn.px(6), 0, 0, 0)
    painter.drawText(words_at, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
    painter.restore()


class Badge(QLabel):
    """The same as a widget. `tone` is one of success, warning, danger, info, private, voice, neutral."""

    def __init__(self, words: str, icon: str, tone: str = "neutral", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "metaStrong")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(words, icon, tone)

    @classmethod
    def of(cls, family: str, name: str, words: str) -> "Badge":
        """The badge of a status in the tokens, such as `Badge.of("action", "overdue", "2 days overdue")`."""
        return cls(words, *tokens.status(family, name))

    def show_status(self, words: str, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_badge(QPainter(self), QPointF(0, 0), self.text(), self._icon, self._tone)
