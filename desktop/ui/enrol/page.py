"""Setting a laptop up, one question a page: steps on the left, what to do now on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.ui import theme
from desktop.ui.enrol.model import EnrolModel, Step
from desktop.ui.enrol.new_passphrase import NewPassphrase
from desktop.ui.enrol.steps import StepsRail
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.states import ProgressBar
from desktop.ui.words import gate

_COLUMN = 640
_FOLD_UNDER = 900


class EnrolPage(QFrame):
    """Draws an `EnrolModel`."""

    def __init__(self, model: EnrolModel) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._model = model
        self._rail = StepsRail()
        self.code = _CodeStep(model)
        self.who = _WhoStep(model)
        self.passphrase = _PassphraseStep(model)
        self.bring = _BringStep(model, self.passphrase.go_on_with_it)
        self._stack = QStackedWidget()
        for step in (self.code, self.who, self.passphrase, self.bring):
            self._stack.addWidget(step)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._stack, 1)
        self._shown: Step | None = None
        model.changed.connect(self._draw)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.fold(folded=theme.current().effective(self.width()) < _FOLD_UNDER)

    def _draw(self) -> None:
        state = self._model.state
        self._rail.show_step(state.step, state.greeting, ready=state.ready)
        for draw in (self.code.draw, self.who.draw, self.passphrase.draw, self.bring.draw):
            draw()
        if state.step is not self._shown:
            self._shown = state.step
            page = (self.code, self.who, self.passphrase, self.bring)[state.step]
            self._stack.setCurrentWidget(page)
            page.setFocus()


class _StepPage(ScrollColumn):
    """One step: a title, a line under it, what is asked, and the buttons."""

    def __init__(self, model: EnrolModel, title: str, text: str) -> None:
        super().__init__((72, 32, 40, 32), 16)
        self.model = model
        self.title = PlainLabel(title, "h1")
        self.text = PlainLabel(text, "body", "text2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.column.addLayout(words)
        self.inside.setMaximumWidth(theme.current().px(_COLUMN) + 112)

    def add_buttons(self, *buttons: Button, note: str = "") -> None:
        across = QHBoxLayout()
        across.setSpacing(12)
        for button in buttons:
            across.addWidget(button)
        across.addStretch(1)
        if note:
            across.addWidget(PlainLabel(note, "meta", "text2"))
        self.column.addSpacing(8)
        self.column.addLayout(across)
        self.add_stretch()


class _CodeStep(_StepPage):
    def __init__(self, model: EnrolModel) -> None:
        super().__init__(model, gate.CODE_TITLE, gate.CODE_TEXT)
        self.address_edit, self.code_edit = LineEdit(tall=True), LineEdit(tall=True)
        self.address = Field(gate.ADDRESS, self.address_edit, gate.ADDRESS_HINT)
        self.code = Field(gate.CODE, self.code_edit, gate.CODE_HINT)
        self.go_on = Button(gate.CONTINUE, "primary", tall=True)
        self.go_on.clicked.connect(self._check)
        for edit in (self.address_edit, self.code_edit):
            edit.returnPressed.connect(self._check)
        self.add(self.address, self.code)
        self.add_buttons(self.go_on)
        self.setFocusProxy(self.address.editor)

    def draw(self) -> None:
        state = self.model.state
        self.go_on.setEnabled(not state.busy)
        self.go_on.set_words(gate.CHECKING if state.busy else gate.CONTINUE)
        if state.step is Step.CODE:
            self.code.set_error(state.problem)

    def _check(self) -> None:
        address, code = self.address_edit.text().strip(), self.code_edit.text().strip()
        self.address.set_error("" if address else gate.MISSING_ADDRESS)
        self.code.set_error("" if code else gate.MISSING_CODE)
        if address and code:
            self.model.check(address, code)
        else:
            (self.code_edit if address else self.address_edit).setFocus()


class _WhoStep(_StepPage):
    def __init__(self, model: EnrolModel) -> None:
        super().__init__(model, gate.WHO_TITLE, gate.WHO_TEXT)
        self._who = Notice("card", "user-round", "")
        self.me = Button(gate.YES_ME, "primary", tall=True)
        self.me.clicked.connect(model.confirm)
        back = Button(gate.NOT_ME, tall=True)
        back.clicked.connect(model.go_back)
        self.add(self._who)
        self.add_buttons(back, self.me)
        self.setFocusProxy(self.me)

    def draw(self) -> None:
        greeting = self.model.state.greeting
        if greeting is not None:
            self._who.title.setText(gate.person(greeting.worker_name, greeting.team))
            self._who.text.say(f"{greeting.council_name}. {gate.families_to_bring(greeting.families)}")


class _PassphraseStep(_StepPage):
    def __init__(self, model: EnrolModel) -> None:
        super().__init__(model, gate.CHOOSE_TITLE, gate.CHOOSE_TEXT)
        self.fresh = NewPassphrase(gate.PASSPHRASE)
        self.fresh.typed.connect(model.weigh)
        self.fresh.wanted_words.connect(model.suggest)
        self.fresh.again.edit.returnPressed.connect(self.go_on_with_it)
        self.go_on = Button(gate.CONTINUE, "primary", tall=True)
        self.go_on.clicked.connect(self.go_on_with_it)
        back = Button(gate.BACK, tall=True)
        back.clicked.connect(model.go_back)
        self.add(self.fresh, Notice("well", "lock", gate.NOBODY_LOOKS_UP, gate.IF_FORGOTTEN))
        self.add_buttons(back, self.go_on, note=gate.PASTING)
        self.setFocusProxy(self.fresh.first.edit)

    def draw(self) -> None:
        self.fresh.show_strength(self.model.state.strength)
        self.fresh.take(self.model.state.suggested)
        if self.model.state.ready:
            self.fresh.clear()

    def go_on_with_it(self) -> None:
        """Go on with what was typed; after a lost connection, once more."""
        if self.fresh.settled():
            self.model.create(self.fresh.passphrase())


class _BringStep(_StepPage):
    def __init__(self, model: EnrolModel, retry: Callable[[], None]) -> None:
        super().__init__(model, gate.BRING_TITLE, gate.BRING_TEXT)
        self._bar = ProgressBar(gate.BRING_TITLE)
        self._said = PlainLabel("", "body", "text2")
        self._problem = Notice("warning", "triangle-alert", "")
        self.again = Button(gate.TRY_AGAIN, "primary", "refresh-cw", tall=True)
        self.again.clicked.connect(retry)
        self.open = Button(gate.OPEN_TODAY, "primary", tall=True)
        self.open.clicked.connect(model.finish)
        self.add(self._bar, self._said, self._problem)
        self.add_buttons(self.again, self.open)

    def draw(self) -> None:
        state = self.model.state
        here = state.step is Step.BRING
        self.title.setText(gate.READY_TITLE if state.ready else gate.BRING_TITLE)
        self.text.setText(gate.READY_TEXT if state.ready else gate.BRING_TEXT)
        self._problem.setVisible(here and bool(state.problem))
        self._problem.title.setText(state.problem)
        self.again.setVisible(here and bool(state.problem))
        self.open.setVisible(state.ready)
        if state.brought is not None:
            self._bar.set_progress(state.brought.done, state.brought.whole)
            self._said.setText(gate.brought(state.brought.done, state.brought.whole))
        if state.ready and not self.open.hasFocus():
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)
