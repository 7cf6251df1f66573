"""What the unlock page shows, and the two ways in: the passphrase, or the help desk's code."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.ui.ports import Gate, Strength, VaultChoice
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class UnlockState:
    """`chosen` is the folder of the vault to open. `problem` is a sentence, or ""."""

    vaults: tuple[VaultChoice, ...] = ()
    chosen: str | None = None
    demo_passphrase: str | None = None
    busy: bool = False
    problem: str = ""
    forgot: bool = False
    strength: Strength | None = None
    suggested: str = ""


class UnlockModel(QObject):
    """One immutable state, one signal.

    Signals:
        changed: a new `UnlockState` is in place.
        unlocked: the vault is open.
    """

    changed = Signal()
    unlocked = Signal()

    def __init__(self, gate: Gate, tasks: Tasks) -> None:
        super().__init__()
        self._gate, self._tasks = gate, tasks
        vaults = tuple(gate.vaults())
        self.state = UnlockState(
            vaults=vaults,
            chosen=vaults[0].folder_id if vaults else None,
            demo_passphrase=gate.demo_passphrase(),
        )

    def choose(self, folder_id: str) -> None:
        self._become(replace(self.state, chosen=folder_id, problem=""))

    def unlock(self, passphrase: str) -> None:
        """Does nothing while a try is under way: each one costs half a second and counts."""
        if self.state.busy or not passphrase:
            return
        chosen = self.state.chosen
        self._become(replace(self.state, busy=True, problem=""))
        self._tasks.run(lambda: self._gate.unlock(passphrase, chosen), self._opened, self._failed)

    def forget(self, *, forgot: bool) -> None:
        """Go to the form for the help desk's code, or back."""
        self._become(replace(self.state, forgot=forgot, problem="", strength=None, suggested=""))

    def recover(self, code: str, passphrase: str) -> None:
        if self.state.busy:
            return
        chosen = self.state.chosen
        self._become(replace(self.state, busy=True, problem=""))
        self._tasks.run(lambda: self._gate.recover(code, passphrase, chosen), self._opened, self._failed)

    def weigh(self, passphrase: str) -> None:
        self._tasks.run(lambda: self._gate.strength(passphrase), self._weighed, self._failed)

    def suggest(self) -> None:
        self._tasks.run(self._gate.suggest_words, self._suggested, self._failed)

    def _opened(self, _nothing: None) -> None:
        self._become(replace(self.state, busy=False))
        self.unlocked.emit()

    def _weighed(self, strength: Strength) -> None:
        self._become(replace(self.state, strength=strength))

    def _suggested(self, words: str) -> None:
        self._become(replace(self.state, suggested=words))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, busy=False, problem=sentence(error)))

    def _become(self, state: UnlockState) -> None:
        self.state = state
        self.changed.emit()
