"""Changing the passphrase: the one of now, and a new one as when the laptop was set up. A lock forgets what is typed here."""

from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.enrol.new_passphrase import NewPassphrase
from desktop.ui.settings.model import SettingsModel
from desktop.ui.shell.dialog import RING, Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.passphrase import PassphraseField
from desktop.ui.words import settings as words
from desktop.ui.words import shell


class ChangePassphrase(Dialog):
    """Stays open until the new one is on the disk, or says why it is not."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__(words.CHANGE_TITLE, words.CHANGE_TEXT, wide=620)
        self._model = model
        self._old = PassphraseField(words.OLD)
        self._new = NewPassphrase(words.NEW)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, RING, 0, RING)
        inside.setSpacing(12)
        inside.addWidget(self._old)
        inside.addWidget(self._new)
        self.body.addLayout(inside)
        self.add_button(Button(shell.CANCEL))
        self._save = self.add_button(Button(words.CHANGE, "primary"), closes=False)
        self._save.clicked.connect(self._change)
        self._old.edit.textChanged.connect(lambda: self._old.set_error(""))
        self._new.typed.connect(model.weigh)
        self._new.wanted_words.connect(model.suggest)
        model.strength.connect(self._new.show_strength)
        model.suggested.connect(self._new.take)
        model.passphrase_changed.connect(self.closed)
        model.passphrase_refused.connect(self._refused)

    def _change(self) -> None:
        settled = self._new.settled()
        self.refit()
        if settled:
            self._save.setEnabled(False)
            self._save.set_words(words.CHANGING)
            self._model.change_passphrase(self._old.edit.text(), self._new.passphrase())

    def _refused(self, why: str) -> None:
        self._save.setEnabled(True)
        self._save.set_words(words.CHANGE)
        self._old.set_error(why)
        self._old.edit.setFocus()
        self.refit()
