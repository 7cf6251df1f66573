"""Whether work is saved, how far a long task is, and how strong a passphrase is: always in words too."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui import theme, tokens
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.words import saving

_SAY_SAVING_AFTER_MS = 400


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class SaveState(QWidget):
    """Says "Saved on this laptop 11:31". Speaks up for a screen reader only when saving went wrong."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Picture(*tokens.status("save", "saved"))
        self.words = PlainLabel("", "meta", "text2", wrap=False)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self._picture)
        across.addWidget(self.words, 1)
        self._slow = QTimer(self, singleShot=True, interval=_SAY_SAVING_AFTER_MS)
        self._slow.timeout.connect(lambda: self._show("saving", saving.SAVING))
        self.clear()

    def clear(self) -> None:
        """Say nothing, as on a page where nothing was changed yet."""
        self._slow.stop()
        self.words.setText("")
        self.hide()

    def saving(self) -> None:
        """A save began. Said only if it takes over 400 ms."""
        self._slow.start()

    def saved(self, words: str) -> None:
        """The commit returned; `words` come from `words.saving.saved_at`."""
        self._show("saved", words)

    def failed(self, words: str) -> None:
        self._show("failed", words)
        announce(self, words)

    def _show(self, state: str, words: str) -> None:
        self._slow.stop()
        self._picture.show_icon(*tokens.status("save", state))
        self.words.set_tone("danger" if state == "failed" else "text2")
        self.words.setText(words)
        self.words.updateGeometry()
        self.show()


class ProgressBar(QWidget):
    """A thin bar, `part` of `whole`. The words that say the same stand beside it and name it."""

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, part: float, whole: float) -> None:
        self._share = min(1.0, part / whole) if whole else 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(worn.colour("border"))
        painter.setBrush(worn.colour("neutralsoft"))
        painter.drawRoundedRect(whole, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("primary"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), 4, 4)


class StrengthBars(QWidget):
    """Four bars, `score` of them filled."""

    _BARS = 4

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score, self._tone = 0, "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_score(self, score: int, tone: str) -> None:
        self._score, self._tone = score, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = (self.width() - 6 * (self._BARS - 1)) / self._BARS
        for bar in range(self._BARS):
            filled = bar < self._score
            painter.setPen(worn.colour(self._tone if filled else "line"))
            painter.setBrush(worn.colour(self._tone if filled else "neutralsoft"))
            painter.drawRoundedRect(QRectF(bar * (wide + 6) + 0.5, 1.5, wide - 1, 7), 3.5, 3.5)
