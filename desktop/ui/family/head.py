"""What stands above every page of a family: whose it is, whether they agreed, and the way into the visit of today."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.overview import FamilyHead, Overviews
from desktop.casework.planning import Booking
from desktop.casework.visits import Visits
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class HeadState:
    """`head` is empty until the first family was read."""

    head: FamilyHead = field(default_factory=FamilyHead)
    problem: str = ""


class FamilyHeadModel(QObject):
    """One for all pages of a family: whichever page opens tells it the family.

    Signals:
        changed: a new `HeadState` is in place.
        started: family and visit, whose visit has begun.
        refused: why it has not, in words.
    """

    changed = Signal()
    started = Signal(str, str)
    refused = Signal(str)

    def __init__(self, overviews: Overviews, visits: Visits, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._overviews, self._visits, self._now, self._tasks = overviews, visits, now, tasks
        self.family = ""
        """Whose page is open, read already or not."""
        self.state = HeadState()

    def arrive(self, family: str) -> None:
        """Show this family."""
        self.family = family
        self.reload()

    def reload(self) -> None:
        if self.family:
            family = self.family
            self._tasks.run(lambda: self._overviews.head(family), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.family:
            self.family = ""
            self._become(HeadState())

    def start_visit(self) -> None:
        """Arrive at the visit of today; where none was planned, one that begins now. Does nothing before the family was read."""
        head = self.state.head
        if head.family != self.family:
            return

        def begin() -> tuple[str, str]:
            visit = head.visit_today or self._visits.book(Booking(head.family, self._now()))
            self._visits.begin(visit)
            return head.family, visit

        self._tasks.run(begin, self._begun, self._not_begun)

    def _loaded(self, head: FamilyHead) -> None:
        if head.family == self.family:
            self._become(HeadState(head))

    def _begun(self, ids: tuple[str, str]) -> None:
        self.started.emit(*ids)
        self.reload()

    def _not_begun(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: HeadState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
