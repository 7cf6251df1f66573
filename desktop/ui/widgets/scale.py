"""The 0 to 10 scale: arrows move, digits type, the last score stays in sight as a bar and in words."""

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme, tokens
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import forms

TOP = 10
_TEN_WITHIN_MS = 600
_GAP = 5


class _Score(QRadioButton):
    """One box of the scale."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self.score = score
        self.was = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        worn = theme.current()
        return QSize(worn.px(44), worn.px(tokens.size("controlHeight")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("primary" if on else "line"), 1))
        painter.setBrush(worn.colour("primary" if on else "sunken" if self.underMouse() else "surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, tokens.radius("control"), tokens.radius("control"))
        if self.was:
            painter.setClipRect(QRectF(0, self.height() - 5, self.width(), 5))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("c2"))
            painter.drawRoundedRect(frame, tokens.radius("control"), tokens.radius("control"))
            painter.setClipping(False)
        painter.setFont(worn.font("bodyStrong"))
        painter.setPen(worn.colour("onprimary" if on else "text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.score))


class ScaleRow(QWidget):
    """Eleven boxes and the words of both ends. Colours carry no meaning.

    Signals:
        scored: the score, 0 to 10, that the user chose.
    """

    scored = Signal(int)

    def __init__(self, low: str, high: str, *, parent: QWidget | None = None) -> None:
        """`low` and `high` say what 0 and 10 mean."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._boxes = [_Score(score) for score in range(TOP + 1)]
        boxes = QWidget()
        flow = FlowLayout(boxes, gap=_GAP)
        for box in self._boxes:
            box.setAccessibleName(forms.score_name(box.score, low, high))
            self._group.addButton(box, box.score)
            flow.addWidget(box)
        self._low = PlainLabel(forms.scale_end(0, low), "meta", "text2")
        self._last = PlainLabel("", "meta", "text2", wrap=False)
        self._high = PlainLabel(forms.scale_end(TOP, high), "meta", "text2")
        self._high.setAlignment(Qt.AlignmentFlag.AlignRight)
        ends = QHBoxLayout()
        ends.setContentsMargins(0, 0, 0, 0)
        ends.addWidget(self._low, 1)
        ends.addWidget(self._last)
        ends.addWidget(self._high, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(boxes)
        self._ends = QWidget()
        self._ends.setLayout(ends)
        column.addWidget(self._ends)
        self.setFocusProxy(self._boxes[0])
        self._one = QTimer(self, singleShot=True, interval=_TEN_WITHIN_MS)
        self._group.idToggled.connect(self._toggled)

    def score(self) -> int | None:
        chosen = self._group.checkedId()
        return chosen if chosen >= 0 else None

    def set_score(self, score: int | None) -> None:
        """Show what is saved, without the signal."""
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for box in self._boxes:
                box.setChecked(box.score == score)
            self._group.setExclusive(True)

    def set_last(self, score: int | None) -> None:
        """Mark the score of last time. Show it only after the family has answered, so that it does not anchor them."""
        for box in self._boxes:
            box.was = box.score == score
            box.update()
        self._last.say("" if score is None else forms.last_time(score))

    def box(self, score: int) -> QRadioButton:
        return self._boxes[score]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of the ends stand under the ends of the row, however wide the page is."""
        super().resizeEvent(event)
        row = self._boxes[0].sizeHint().width() * len(self._boxes) + _GAP * TOP
        self._ends.setMaximumWidth(max(self._ends.minimumSizeHint().width(), row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if not (digit.isdecimal() and digit.isascii()):
            super().keyPressEvent(event)
            return
        score = TOP if digit == "0" and self._one.isActive() else int(digit)
        self._one.stop()
        if score == 1:
            self._one.start()
        self._boxes[score].click()
        self._boxes[score].setFocus()

    def _toggled(self, score: int, on: bool) -> None:
        if on:
            self.scored.emit(score)
