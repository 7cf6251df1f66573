"""The settings of this worker, and what is to be known before a laptop is handed in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.preferences import Chosen, Own
from desktop.casework.sending import Sending, SendingState
from desktop.ui.ports import OwnPassphrase, Strength
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class SettingsState:
    """`chosen` and `sending` are None until they were read; `problem` is a sentence, or ""."""

    chosen: Chosen | None = None
    sending: SendingState | None = None
    backed_up_at: datetime | None = None
    problem: str = ""


class SettingsModel(QObject):
    """Reads and keeps them in the store's lane.

    Signals:
        changed: a new `SettingsState` is in place.
        chose: the `Preferences` that hold from now on.
        strength, suggested: what is known of a new passphrase, and five words for one.
        passphrase_changed, passphrase_refused: it is, or why not, in words.
    """

    changed = Signal()
    chose = Signal(object)
    strength = Signal(object)
    suggested = Signal(str)
    passphrase_changed = Signal()
    passphrase_refused = Signal(str)

    def __init__(
        self,
        own: Own,
        sending: Sending,
        backed_up_at: Callable[[], datetime | None],
        passphrase: OwnPassphrase,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._own, self._sending, self._backed_up_at = own, sending, backed_up_at
        self._passphrase, self._tasks = passphrase, tasks
        self.state = SettingsState()

    def reload(self) -> None:
        self._tasks.run(self._read, self._loaded, self._failed)

    def choose(self, **changes: str | bool | int) -> None:
        """Keep a choice; it holds at once."""
        self._tasks.run(partial(self._own.choose, **changes), self._chose, self._failed)

    def weigh(self, passphrase: str) -> None:
        self._tasks.run(partial(self._passphrase.strength, passphrase), self._weighed, self._failed)

    def suggest(self) -> None:
        self._tasks.run(self._passphrase.suggest_words, self.suggested.emit, self._failed)

    def change_passphrase(self, old: str, new: str) -> None:
        """Takes about a second: both are stretched."""
        self._tasks.run(partial(self._passphrase.change, old, new), self._passphrase_changed, self._passphrase_refused)

    def _read(self) -> tuple[Chosen, SendingState, datetime | None]:
        return self._own.read(), self._sending.state(), self._backed_up_at()

    def _loaded(self, read: tuple[Chosen, SendingState, datetime | None]) -> None:
        self._become(SettingsState(*read))

    def _chose(self, chosen: Chosen) -> None:
        self.chose.emit(chosen.preferences)
        self._become(replace(self.state, chosen=chosen, problem=""))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _weighed(self, strength: Strength) -> None:
        self.strength.emit(strength)

    def _passphrase_changed(self, _nothing: None) -> None:
        self.passphrase_changed.emit()

    def _passphrase_refused(self, error: Exception) -> None:
        self.passphrase_refused.emit(sentence(error))

    def _become(self, state: SettingsState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
