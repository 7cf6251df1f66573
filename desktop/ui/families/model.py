"""The families of this laptop, narrowed by a filter and by what is typed; all of it in memory, so that typing never waits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.casework.duplicates import NewFamily
from desktop.casework.families import REVIEW_AHEAD, Families, FamilyRow, matching
from desktop.casework.looked import Answered, Looked, Questions
from desktop.clock import LONDON
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence

ALL = "mine"
_WEEK = timedelta(days=7)
_OVER = frozenset({"closed", "merged"})


@dataclass(frozen=True)
class FamiliesState:
    """`rows` are what the list shows, `counts` how many each filter would. `answered` may be known to the council."""

    today: date
    every: tuple[FamilyRow, ...] = ()
    answered: tuple[Answered, ...] = ()
    rows: tuple[FamilyRow, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    search: str = ""
    filter: str = ALL
    loaded: bool = False
    problem: str = ""


class FamiliesModel(QObject):
    """Finds and adds families.

    Signals:
        changed: a new `FamiliesState` is in place.
        added: the id of a family that was begun.
        settled: it is said why a family is another.
        refused: why something was not saved, in words.
    """

    changed = Signal()
    added = Signal(str)
    settled = Signal()
    refused = Signal(str)

    def __init__(self, families: Families, questions: Questions, today: Callable[[], date], tasks: Tasks) -> None:
        super().__init__()
        self._families, self._questions, self._today, self._tasks = families, questions, today, tasks
        self.state = FamiliesState(today())

    def reload(self) -> None:
        self._tasks.run(lambda: (self._families.mine(), self._questions.open()), self._loaded, self._failed)

    def seek(self, words: str) -> None:
        """Show the families found by these words, whatever the filter: who searches wants to find."""
        self._show(replace(self.state, search=words))

    def choose(self, key: str) -> None:
        self._show(replace(self.state, filter=key))

    def add(self, new: NewFamily, looked: Looked) -> None:
        """Begin a family; `looked` is what came of the search for it."""
        self._tasks.run(lambda: self._families.add(new, looked), self._added, self._refused)

    def settle(self, family: str, because: str) -> None:
        """Say why a family is none that the council knows."""
        self._tasks.run(lambda: self._questions.settle(family, because), self._settled, self._refused)

    def _loaded(self, read: tuple[tuple[FamilyRow, ...], tuple[Answered, ...]]) -> None:
        every, answered = read
        self._show(replace(self.state, today=self._today(), every=every, answered=answered, loaded=True, problem=""))

    def _settled(self, _done: None) -> None:
        self.settled.emit()
        self.reload()

    def _added(self, family: str) -> None:
        self.added.emit(family)
        self.reload()

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _show(self, state: FamiliesState) -> None:
        chosen = {key: tuple(row for row in state.every if kept(row, state.today)) for key, kept in FILTERS.items()}
        rows = matching(state.every, state.search) if state.search.strip() else chosen[state.filter]
        counts = tuple((key, len(found)) for key, found in chosen.items())
        self._become(replace(state, rows=rows, counts=counts))

    def _become(self, state: FamiliesState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def _this_week(row: FamilyRow, today: date) -> bool:
    return row.next_visit_at is not None and row.next_visit_at.astimezone(LONDON).date() < today + _WEEK


def _review_due(row: FamilyRow, today: date) -> bool:
    return row.stage not in _OVER and row.review_on is not None and row.review_on <= today + REVIEW_AHEAD


FILTERS: dict[str, Callable[[FamilyRow, date], bool]] = {
    ALL: lambda row, _today: row.stage not in _OVER,
    "week": _this_week,
    "review": _review_due,
    "unsent": lambda row, _today: row.unsent > 0,
    "closed": lambda row, _today: row.stage in _OVER,
}
"""Filter to whether a family belongs in it."""
