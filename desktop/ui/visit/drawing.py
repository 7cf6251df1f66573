"""A sheet to draw on, for a child who would rather draw than talk. What is on it is kept, also when the laptop locks meanwhile."""

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import shell as shell_words
from desktop.ui.words import write_up as words

_SHEET = QSize(1200, 700)
_PEN = 5
_WIDE = 1000


class Paper(QWidget):
    """White in every theme, as it will be printed. A pen and a finger reach it as a mouse does."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(words.PAPER)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._last: QPointF | None = None
        self.clear()

    def clear(self) -> None:
        self._sheet = QImage(_SHEET, QImage.Format.Format_RGB32)
        self._sheet.fill(Qt.GlobalColor.white)
        self.is_empty = True
        self.update()

    def png(self) -> bytes:
        """The sheet as a file of our own."""
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        self._sheet.save(made, "PNG")  # type: ignore[call-overload]  # PySide's stub wants bytes, Qt takes the name
        return bytes(made.data().data())

    def sizeHint(self) -> QSize:
        return _SHEET.scaled(QSize(900, 525), Qt.AspectRatioMode.KeepAspectRatio)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 140)

    def heightForWidth(self, width: int) -> int:
        return round(width * _SHEET.height() / _SHEET.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = self._on_sheet(event.position())
        self._stroke(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            self._stroke(self._on_sheet(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._last = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._sheet)
        painter.setPen(theme.current().colour("text3"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _on_sheet(self, at: QPointF) -> QPointF:
        return QPointF(at.x() * _SHEET.width() / self.width(), at.y() * _SHEET.height() / self.height())

    def _stroke(self, to: QPointF) -> None:
        painter = QPainter(self._sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._last is None or self._last == to:
            painter.drawPoint(to)
        else:
            painter.drawLine(self._last, to)
        painter.end()
        self._last, self.is_empty = to, False
        self.update()


class Draw(Dialog):
    """Hands over the sheet once, when it is kept or when it would be lost.

    Signals:
        drawn: the sheet as a PNG file.
    """

    drawn = Signal(bytes)

    def __init__(
        self,
        title: str = words.DRAWING,
        text: str = words.DRAWING_TEXT,
        keep: str = words.KEEP_DRAWING,
        nothing: str = words.NOTHING_DRAWN,
    ) -> None:
        """`keep` is on the button; `nothing` is said where it is pressed over an empty sheet."""
        super().__init__(title, text, wide=_WIDE)
        self._nothing = nothing
        self.paper = Paper()
        self._problem = PlainLabel("", "bodyStrong", "danger")
        self._problem.hide()
        self.body.addWidget(self.paper, 1)
        self.body.addWidget(self._problem)
        self.add_button(Button(shell_words.CANCEL))
        self.again = self.add_button(Button(words.CLEAR), closes=False)
        self.keep_it = self.add_button(Button(keep, "primary"), closes=False)
        self.again.clicked.connect(self.paper.clear)
        self.keep_it.clicked.connect(self._keep)

    def flush(self) -> None:
        """Hand the sheet over, if there is anything on it: the laptop locks."""
        if not self.paper.is_empty:
            self.drawn.emit(self.paper.png())
            self.paper.is_empty = True

    def fail(self, why: str) -> None:
        """It is not kept, and this is why."""
        self.paper.is_empty = False
        self._problem.say(why)
        self.refit()

    def _keep(self) -> None:
        if self.paper.is_empty:
            self.fail(self._nothing)
            self.paper.is_empty = True
        else:
            self.flush()
