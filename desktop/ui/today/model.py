"""What Today shows, as one state; its one command begins a visit. Booking is `ui.booking`'s."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.casework.day import Day, Days, DayVisit
from desktop.casework.visits import Visits
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


class Standing(Protocol):
    """How sending stands, in plain words, with an icon of the tokens' "sync" family: `state` names it."""

    @property
    def state(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class TodayState:
    """`now` is local time. `standing` is None until somebody knows it; `week`: seven days are shown, and not today alone."""

    now: datetime
    day: Day = field(default_factory=Day)
    standing: Standing | None = None
    week: bool = False
    loaded: bool = False
    problem: str = ""


class TodayModel(QObject):
    """Reads the day when asked, and the time each minute.

    Signals:
        changed: a new `TodayState` is in place.
        started: family and visit, whose visit has begun.
    """

    changed = Signal()
    started = Signal(str, str)

    def __init__(
        self,
        days: Days,
        visits: Visits,
        standing: Callable[[], Standing | None],
        now: Callable[[], datetime],
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._days, self._visits, self._standing, self._now, self._tasks = days, visits, standing, now, tasks
        self.state = TodayState(now())

    def reload(self) -> None:
        self._tasks.run(self._days.today, self._loaded, self._failed)

    def tick(self) -> None:
        """Time went on."""
        self._become(replace(self.state, now=self._now(), standing=self._standing()))

    def start(self, visit: DayVisit) -> None:
        """Arrive at a visit; one that is under way goes on."""

        def begin() -> tuple[str, str]:
            self._visits.begin(visit.card.visit)
            return visit.card.family, visit.card.visit

        self._tasks.run(begin, self._begun, self._failed)

    def show_week(self, *, week: bool) -> None:
        """Show the next seven days, or today alone."""
        self._become(replace(self.state, week=week))

    def _loaded(self, day: Day) -> None:
        self._become(TodayState(self._now(), day, self._standing(), self.state.week, loaded=True))

    def _begun(self, ids: tuple[str, str]) -> None:
        self.started.emit(*ids)

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: TodayState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
