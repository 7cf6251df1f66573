"""The four steps of setting a laptop up: the council's code, who it is for, a passphrase, bringing the families over."""

from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from desktop.ui.ports import Brought, CouncilGreeting, Gate, Strength
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.words.trouble import sentence


class Step(IntEnum):
    """In this order."""

    CODE = 0
    WHO = 1
    PASSPHRASE = 2
    BRING = 3


@dataclass(frozen=True)
class EnrolState:
    """`problem` is a sentence, or ""; `ready` once the families are here."""

    step: Step = Step.CODE
    busy: bool = False
    problem: str = ""
    greeting: CouncilGreeting | None = None
    strength: Strength | None = None
    suggested: str = ""
    brought: Brought | None = None
    ready: bool = False


class EnrolModel(QObject):
    """One immutable state, one signal.

    Signals:
        changed: a new `EnrolState` is in place.
        enrolled: the user has seen that all is ready and goes on.
    """

    changed = Signal()
    enrolled = Signal()

    def __init__(self, gate: Gate, tasks: Tasks) -> None:
        super().__init__()
        self._gate, self._tasks = gate, tasks
        self.state = EnrolState()

    def check(self, server_url: str, code: str) -> None:
        """Ask the council whom the code is for."""
        if self.state.busy:
            return
        self._become(replace(self.state, busy=True, problem=""))
        self._tasks.run(lambda: self._gate.check_code(server_url, code), self._greeted, self._failed, Lane.NETWORK)

    def confirm(self) -> None:
        """Yes, that is me."""
        self._become(replace(self.state, step=Step.PASSPHRASE, problem=""))

    def go_back(self) -> None:
        """One step; nothing that was made is undone."""
        if self.state.step in {Step.WHO, Step.PASSPHRASE} and not self.state.busy:
            self._become(replace(self.state, step=Step(self.state.step - 1), problem=""))

    def weigh(self, passphrase: str) -> None:
        self._tasks.run(lambda: self._gate.strength(passphrase), self._weighed, self._failed)

    def suggest(self) -> None:
        self._tasks.run(self._gate.suggest_words, self._suggested, self._failed)

    def create(self, passphrase: str) -> None:
        """Make the vault and bring the families over, saying how far it is."""
        if self.state.busy:
            return
        self._become(replace(self.state, step=Step.BRING, busy=True, problem="", brought=None))
        self._tasks.follow(
            lambda job: self._gate.create(passphrase, job.report), self._created, self._failed, self._reported
        )

    def finish(self) -> None:
        self.enrolled.emit()

    def _greeted(self, greeting: CouncilGreeting) -> None:
        self._become(replace(self.state, step=Step.WHO, busy=False, greeting=greeting))

    def _weighed(self, strength: Strength) -> None:
        self._become(replace(self.state, strength=strength))

    def _suggested(self, words: str) -> None:
        self._become(replace(self.state, suggested=words))

    def _reported(self, brought: Brought) -> None:
        self._become(replace(self.state, brought=brought))

    def _created(self, _nothing: None) -> None:
        self._become(replace(self.state, busy=False, ready=True))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, busy=False, problem=sentence(error, enrolling=True)))

    def _become(self, state: EnrolState) -> None:
        self.state = state
        self.changed.emit()
