"""What to know before a visit, as one state; its commands tick what is packed and say how to get in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.preparing import Preparation, Preparations
from desktop.casework.reads import PRINT, Reads
from desktop.casework.visits import Visits
from desktop.reports.visit_sheet import VisitSheets
from desktop.ui.ports import Printer
from desktop.ui.tasks import Tasks
from desktop.ui.words import prepare as words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class PrepareState:
    """`now` is local time. `page` is None until it was read."""

    now: datetime
    family: str = ""
    visit: str = ""
    page: Preparation | None = None
    problem: str = ""


class PrepareModel(QObject):
    """One visit at a time.

    Signals:
        changed: a new `PrepareState` is in place.
        started: family and visit, whose visit has begun.
        saved: the note about the way is saved.
        refused: something was not done, and why.
        left: something was taken out of the list, and `undo` puts it back; "" when there is nothing to put back.
        printed: where the PDF is.
    """

    changed = Signal()
    started = Signal(str, str)
    saved = Signal()
    refused = Signal(str)
    left = Signal(str)
    printed = Signal(str)

    def __init__(
        self,
        preparations: Preparations,
        visits: Visits,
        sheets: VisitSheets,
        printer: Printer,
        reads: Reads,
        now: Callable[[], datetime],
        tasks: Tasks,
    ) -> None:
        """`now` is local time."""
        super().__init__()
        self._preparations, self._visits, self._sheets = preparations, visits, sheets
        self._printer, self._reads, self._now, self._tasks = printer, reads, now, tasks
        self.state = PrepareState(now())
        self._left = ""

    def arrive(self, family: str, visit: str) -> None:
        """Show this visit."""
        if visit != self.state.visit:
            self._become(PrepareState(self._now(), family, visit))
        self.reload()

    def reload(self) -> None:
        family, visit = self.state.family, self.state.visit
        if visit:
            self._tasks.run(lambda: self._preparations.of(family, visit), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._become(PrepareState(self._now()))

    def start(self) -> None:
        """Arrive at this visit."""
        family, visit = self.state.family, self.state.visit
        self._tasks.run(
            lambda: self._visits.begin(visit), lambda _done: self.started.emit(family, visit), self._refused
        )

    def tick(self, what: str, *, packed: bool) -> None:
        self._do(partial(self._preparations.tick, self.state.visit, what, packed=packed))

    def take(self, what: str) -> None:
        self._do(partial(self._preparations.take, self.state.visit, what))
        self._left_out("")

    def leave_out(self, what: str) -> None:
        self._do(partial(self._preparations.leave, self.state.visit, what))
        self._left_out(what)

    def undo(self) -> None:
        """Put back what was left out last."""
        self.take(self._left)

    def write_route(self, address: str, text: str, shown: str) -> None:
        """Say how to get in, over what was `shown`."""
        write = partial(self._preparations.write_route, address, text, shown)
        self._tasks.run(write, lambda _done: self._route_saved(), self._refused)

    def print(self, *, hidden: bool) -> None:
        """Make a PDF, with what is kept from the family only where that was asked for."""
        self._tasks.run(
            partial(self._save, self.state.family, self.state.visit, hidden=hidden), self.printed.emit, self._refused
        )

    def _save(self, family: str, visit: str, *, hidden: bool) -> str:
        made = self._sheets.visit(family, visit, hidden=hidden)
        self._reads.note(PRINT, "visit", visit, family)  # first: what is not noted is not handed out (F10)
        return self._printer.save_pdf(words.FILE_NAME, made)

    def _do(self, act: Callable[[], None]) -> None:
        self._tasks.run(act, lambda _done: self.reload(), self._refused)

    def _left_out(self, what: str) -> None:
        self._left = what
        self.left.emit(words.left_out(what) if what else "")

    def _route_saved(self) -> None:
        self.saved.emit()
        self.reload()

    def _loaded(self, page: Preparation) -> None:
        if page.card.visit == self.state.visit:
            self._become(PrepareState(self._now(), self.state.family, self.state.visit, page))

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: PrepareState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
