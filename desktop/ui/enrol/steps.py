"""The steps of enrolment down the left side: done, now, later, with a word for each."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import icons, theme
from desktop.ui.ports import CouncilGreeting
from desktop.ui.widgets.brand import Mark
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import gate

_WIDE = 320
_FOLDED = 84


class StepsRail(Panel):
    """Tells where we are; pressing it does nothing, since each step needs the one before."""

    def __init__(self) -> None:
        super().__init__("rail", (28, 32, 24, 24), 14)
        self.setFixedWidth(_WIDE)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._name = PlainLabel(gate.DOORSTEP, "h2")
        head.addWidget(Mark())
        head.addWidget(self._name)
        head.addStretch(1)
        self.column.addLayout(head)
        self._about = PlainLabel(gate.ENROL_ABOUT, "body", "text2")
        self.add(self._about)
        self.column.addSpacing(8)
        self._steps = [_StepRow(at, *words) for at, words in enumerate(zip(gate.STEPS, gate.STEP_HINTS, strict=True))]
        self.add(*self._steps)
        self.column.addStretch(1)

    def fold(self, *, folded: bool) -> None:
        """Marks alone, for narrow windows and large text."""
        wide = max(_FOLDED, theme.current().px(56)) if folded else _WIDE
        aside = (wide - theme.current().px(28)) // 2
        self.setFixedWidth(wide)
        self.column.setContentsMargins(*((aside, 16, 0, 12) if folded else (28, 32, 24, 24)))
        for words in (self._name, self._about):
            words.setVisible(not folded)
        for step in self._steps:
            step.fold(folded=folded)

    def show_step(self, now: int, greeting: CouncilGreeting | None, *, ready: bool) -> None:
        """What the council told about is shown under the steps it belongs to."""
        hints = list(gate.STEP_HINTS)
        if greeting is not None:
            hints[0] = greeting.council_name
            hints[1] = gate.person(greeting.worker_name, greeting.team)
            hints[3] = gate.families_to_bring(greeting.families)
        for at, (row, hint) in enumerate(zip(self._steps, hints, strict=True)):
            row.become(hint, done=at < now or ready, now=at == now)


class _StepRow(QWidget):
    def __init__(self, at: int, title: str, hint: str) -> None:
        super().__init__()
        self._at, self._title = at, title
        self._mark = _StepMark(at + 1)
        self._hint = PlainLabel(hint, "meta", "text2")
        self._name = PlainLabel(title, "bodyStrong")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._hint)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 8)
        across.setSpacing(14)
        across.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)

    def fold(self, *, folded: bool) -> None:
        self._name.setVisible(not folded)
        self._hint.setVisible(not folded)

    def become(self, hint: str, *, done: bool, now: bool) -> None:
        self._hint.setText(hint)
        self._name.set_tone("text" if done or now else "text2")
        self._mark.become(done=done, now=now)
        state = gate.STEP_DONE if done else gate.STEP_NOW if now else gate.STEP_LATER
        self.setAccessibleName(gate.step_name(self._at + 1, self._title, state))


class _StepMark(QWidget):
    """A tick for what is done, the number on colour for now, the number in a ring for later."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._done, self._now = number, False, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def become(self, *, done: bool, now: bool) -> None:
        self._done, self._now = done, now
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(28)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._done:
            tick = icons.pixmap("circle-check", worn.hexes["success"], self.width(), self.devicePixelRatioF())
            painter.drawPixmap(self.rect(), tick)
            return
        painter.setPen(QPen(worn.colour("primary" if self._now else "line"), 2))
        painter.setBrush(worn.colour("primary" if self._now else "nav"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(worn.font("metaStrong"))
        painter.setPen(worn.colour("onprimary" if self._now else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
