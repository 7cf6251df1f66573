"""For a forgotten passphrase: ring the help desk, type its code, choose a new passphrase."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.enrol.new_passphrase import NewPassphrase
from desktop.ui.unlock.model import UnlockModel
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.words import gate


class RecoveryForm(QWidget):
    """Draws the same `UnlockModel` while `forgot` is true."""

    def __init__(self, model: UnlockModel) -> None:
        super().__init__()
        self._model = model
        self.code = LineEdit(tall=True)
        self._field = Field(gate.RECOVERY_CODE, self.code, gate.RECOVERY_HINT)
        self.fresh = NewPassphrase(gate.NEW_PASSPHRASE)
        self.fresh.typed.connect(model.weigh)
        self.fresh.wanted_words.connect(model.suggest)
        self.use = Button(gate.USE_CODE, "primary", tall=True)
        self.use.clicked.connect(self._use)
        back = Button(gate.BACK, tall=True)
        back.clicked.connect(lambda: model.forget(forgot=False))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(back)
        buttons.addWidget(self.use)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(PlainLabel(gate.FORGOT, "h1"))
        column.addWidget(PlainLabel(gate.FORGOT_TEXT, "body", "text2"))
        column.addWidget(self._field)
        column.addWidget(self.fresh)
        column.addLayout(buttons)
        model.changed.connect(self._draw)
        self.code.setFocus()

    def _use(self) -> None:
        if not self.code.text().strip():
            self._field.set_error(gate.MISSING_RECOVERY)
            self.code.setFocus()
        elif self.fresh.settled():
            self._model.recover(self.code.text(), self.fresh.passphrase())

    def _draw(self) -> None:
        state = self._model.state
        self._field.set_error(state.problem)
        self.use.setEnabled(not state.busy)
        self.fresh.show_strength(state.strength)
        self.fresh.take(state.suggested)
