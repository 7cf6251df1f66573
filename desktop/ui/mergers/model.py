"""What is proposed of families, for the one that is on the screen and for the manager's list."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from desktop.casework.mergers import Mergers, Proposal, Standing, Word
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class MergersState:
    """`standing` is of the family that is shown; `to_decide` what waits for this manager."""

    standing: Standing = field(default_factory=Standing)
    to_decide: tuple[Proposal, ...] = ()
    loaded: bool = False
    problem: str = ""


class MergersModel(QObject):
    """Proposes and decides.

    Signals:
        changed: a new `MergersState` is in place.
        proposed: it waits for a manager now.
        decided: it is decided.
        refused: why something was not saved, in words.
    """

    changed = Signal()
    proposed = Signal()
    decided = Signal()
    refused = Signal(str)

    def __init__(self, mergers: Mergers, tasks: Tasks) -> None:
        super().__init__()
        self._mergers, self._tasks = mergers, tasks
        self.state = MergersState()

    @property
    def decides(self) -> bool:
        """Whether the worker is a manager."""
        return self._mergers.decides

    def arrive(self, family: str) -> None:
        """Show how this family stands."""
        if family != self.state.standing.family:
            self._become(replace(self.state, standing=Standing(family)))
            self.reload()

    def let_go(self, family: str) -> None:
        """A family is no longer here."""
        if family == self.state.standing.family:
            self._become(replace(self.state, standing=Standing()))

    def reload(self) -> None:
        family = self.state.standing.family
        self._tasks.run(
            lambda: (self._mergers.of(family) if family else Standing(), self._mergers.to_decide()),
            self._loaded,
            self._failed,
        )

    def propose(self, act: str, other: str, why: str) -> None:
        """Of the family that is shown."""
        family = self.state.standing.family
        self._tasks.run(lambda: self._mergers.propose(family, act, other, why), self._proposed, self._refused)

    def decide(self, proposal: str, decision: Word, comment: str) -> None:
        self._tasks.run(lambda: self._mergers.decide(proposal, decision, comment), self._decided, self._refused)

    def _loaded(self, read: tuple[Standing, tuple[Proposal, ...]]) -> None:
        standing, to_decide = read
        if standing.family == self.state.standing.family:
            self._become(MergersState(standing, to_decide, loaded=True))

    def _proposed(self, _proposal: str) -> None:
        self.proposed.emit()
        self.reload()

    def _decided(self, _done: None) -> None:
        self.decided.emit()
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _become(self, state: MergersState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
