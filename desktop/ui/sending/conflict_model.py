"""The choice between two versions of one field: what each says, what will be kept, and keeping it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.conflicts import Conflicts, Keep, OpenConflict
from desktop.ui.tasks import Tasks
from desktop.ui.words import conflicts as words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class ConflictState:
    """`choice` is empty until something was chosen; `edited` is the text of one's own. `open` counts what is left to choose."""

    now: datetime
    conflict: OpenConflict | None = None
    open: int = 0
    choice: Keep | None = None
    edited: str = ""
    gone: bool = False
    problem: str = ""

    @property
    def kept_text(self) -> str:
        """What the field will say, in words."""
        conflict = self.conflict
        if conflict is None or self.choice is None:
            return ""
        match self.choice:
            case "kept":
                stays = conflict.current if conflict.moved else conflict.kept.value
                return words.value_of(conflict.field, stays)
            case "other":
                return words.value_of(conflict.field, conflict.other.value)
            case "together":
                return conflict.together or ""
            case "edited":
                return self.edited
            case "read":
                return words.value_of(conflict.field, conflict.current)


class ConflictModel(QObject):
    """One conflict at a time.

    Signals:
        changed: a new `ConflictState` is in place.
        settled: it is chosen and saved.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, conflicts: Conflicts, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._conflicts, self._now, self._tasks = conflicts, now, tasks
        self._id = ""
        self.state = ConflictState(now())

    def open(self, conflict: str) -> None:
        """Show one. What was begun on it is kept while the page is away."""
        if conflict != self._id:
            self._id = conflict
            self._become(ConflictState(self._now()))
        self._tasks.run(self._conflicts.open, self._loaded, self._failed)

    def choose(self, keep: Keep) -> None:
        """Say what will be kept. Editing begins with what was chosen before."""
        edited = self.state.edited
        if keep == "edited" and not edited:
            edited = self.state.kept_text or self._start()
        self._become(replace(self.state, choice=keep, edited=edited))

    def edit(self, text: str) -> None:
        self._become(replace(self.state, choice="edited", edited=text))

    def settle(self) -> None:
        """Keep what is chosen."""
        state, keep, conflict = self.state, self.state.choice, self.state.conflict
        if keep is not None and conflict is not None:
            text = state.kept_text if keep in {"together", "edited"} else ""
            self._tasks.run(lambda: self._conflicts.settle(conflict, keep, text), self._settled, self._failed)

    def _start(self) -> str:
        conflict = self.state.conflict
        return words.value_of(conflict.field, conflict.current) if conflict else ""

    def _loaded(self, found: tuple[OpenConflict, ...]) -> None:
        conflict = next((one for one in found if one.id == self._id), None)
        choice = self.state.choice
        if conflict is not None and choice is None:
            choice = "read" if conflict.nature == "joined" else "together" if conflict.together else None
        self._become(
            replace(
                self.state, now=self._now(), conflict=conflict, open=len(found), choice=choice,
                gone=conflict is None, problem="",
            )
        )  # fmt: skip

    def _settled(self, _answer: None) -> None:
        self._id = ""
        self.settled.emit()

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: ConflictState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
