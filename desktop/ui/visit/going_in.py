"""Before the door opens: what is known of the family's risks, a PIN for the hidden screen, and who waits for the worker."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.casework.visit_safety import Risk, Watch
from desktop.ui.shell.form_dialog import beside
from desktop.ui.shell.hold import Hold
from desktop.ui.visit.editors import TimeEdit
from desktop.ui.visit.write_up_model import WriteUpState
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import booking
from desktop.ui.words import write_up as words


class GoingIn(Panel):
    """Nothing here has to be filled in. Risks are folded, as everything that the family must not read.

    Signals:
        ready: a `Watch`; the PIN is set.
        put_off: not now.
    """

    ready = Signal(object)
    put_off = Signal()

    def __init__(self, hold: Hold) -> None:
        super().__init__("card", gap=12)
        self._hold = hold
        self._drawn: tuple[Risk, ...] | None = None
        self._unfolded = False
        self._risks = Stack(6)
        self.pin, self.buddy, self.phone, self.by = LineEdit(), LineEdit(), LineEdit(), TimeEdit()
        self.pin.setEchoMode(LineEdit.EchoMode.Password)
        self.pin.setMaxLength(hold.rules.most)
        self.pin.setMaximumWidth(220)
        self._pin = Field(words.PIN_LABEL, self.pin, words.PIN_HINT)
        self._by = Field(words.BACK_BY, self.by)
        self.ok, self.later = Button(words.READY, "primary"), Button(words.NOT_NOW, "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.ok)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        self.add(
            PlainLabel(words.GOING_IN, "h3"), self._risks, self._pin,
            beside(Field(words.BUDDY, self.buddy), Field(words.BUDDY_PHONE, self.phone), self._by),
            PlainLabel(words.CANNOT_CALL, "meta", "text2"),
        )  # fmt: skip
        self.column.addLayout(buttons)
        self.ok.clicked.connect(self._say)
        self.later.clicked.connect(self.put_off)

    def show_state(self, state: WriteUpState) -> None:
        """Show what is saved."""
        if state.doc is None:
            return
        mine = state.doc.mine
        for editor, said in ((self.buddy, mine.buddy), (self.phone, mine.buddy_phone)):
            if not editor.hasFocus() and not editor.text():
                editor.setText(said)
        if not self.by.hasFocus():
            self.by.show_time(mine.expected_end_at, state.now)
        if state.risks != self._drawn:
            self._drawn = state.risks
            self._draw_risks()

    def clear(self) -> None:
        """Another visit: nothing that was typed for the one before stays."""
        self.by.show_time(None, self.by.day)
        for editor in (self.pin, self.buddy, self.phone, self.by):
            editor.clear()
        self.fold()

    def fold(self) -> None:
        """Hide the risks again."""
        if self._unfolded:
            self._unfolded = False
            self._draw_risks()

    def _draw_risks(self) -> None:
        risks = self._drawn or ()
        if not risks:
            self._risks.fill([])
        elif self._unfolded:
            self._risks.fill([_risk(risk) for risk in risks])
        else:
            folded = Panel("warning", (14, 10, 14, 10), 4)
            show = LinkButton(words.SHOW_IT)
            show.clicked.connect(self._unfold)
            folded.add(PlainLabel(words.risks(len(risks)), "bodyStrong", "warning"))
            folded.column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
            self._risks.fill([folded])

    def _unfold(self) -> None:
        self._unfolded = True
        self._draw_risks()
        self.pin.setFocus()

    def _say(self) -> None:
        pin, rules = self.pin.text(), self._hold.rules
        wrong = bool(pin) and not self._hold.takes(pin)
        self._pin.set_error(words.pin_bounds(rules.least, rules.most) if wrong else "")
        unread = bool(self.by.text().strip()) and booking.read_time(self.by.text()) is None
        self._by.set_error(booking.NOT_A_TIME if unread else "")
        if wrong or unread:
            (self._pin if wrong else self._by).take_focus()
            return
        if pin:
            self._hold.set_pin(pin)
        self.pin.clear()
        self.by.flush()
        self.ready.emit(Watch(self.buddy.text().strip(), self.phone.text().strip(), self.by.at()))


def _risk(risk: Risk) -> Panel:
    panel = Panel("warning", (14, 10, 14, 10), 2)
    panel.add(PlainLabel(risk.text), PlainLabel(words.checked(risk.checked_on), "meta", "text2"))
    return panel
