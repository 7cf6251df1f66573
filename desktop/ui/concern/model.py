"""One concern as a state, and what can be done with it. Every key is kept; nothing that is missing is in the way."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.casework.concerns import Account, Call, Concerns, ConcernView
from desktop.casework.council import in_force
from desktop.casework.desk import Desk
from desktop.casework.families import Families
from desktop.casework.people import People, PersonCard
from desktop.casework.reads import PRINT, VIEW, Reads
from desktop.reports.concern_words import CONCERN
from desktop.ui.ports import Printer
from desktop.ui.saves import Saves
from desktop.ui.tasks import Tasks
from desktop.ui.words import concern as words
from desktop.ui.words.times import clock
from desktop.ui.words.trouble import sentence

Named = tuple[str, str]
"""An id or a code, and its words."""
Printing = Callable[[ConcernView, str, Sequence[PersonCard]], bytes]
"""A PDF of a concern, by the name of its family and its people."""


@dataclass(frozen=True)
class ConcernState:
    """`beside` is the family whose page or visit was open, "" for none. In a visit there is no other family to choose."""

    view: ConcernView | None = None
    beside: str = ""
    in_visit: bool = False
    families: tuple[Named, ...] = ()
    people: tuple[PersonCard, ...] = ()
    categories: tuple[Named, ...] = ()
    before: tuple[ConcernView, ...] = ()
    begun: tuple[ConcernView, ...] = ()
    saving: bool = False
    saved_at: datetime | None = None
    problem: str = ""

    @property
    def children(self) -> tuple[PersonCard, ...]:
        return tuple(person for person in self.people if person.is_child)


@dataclass(frozen=True)
class _Around:
    """What is known beside the concern."""

    families: tuple[Named, ...]
    people: tuple[PersonCard, ...]
    categories: tuple[Named, ...]
    before: tuple[ConcernView, ...]
    begun: tuple[ConcernView, ...]


class ConcernModel(QObject):
    """Begins, keeps, raises, follows.

    Signals:
        changed: a new `ConcernState` is in place.
        shown: another concern is shown than before; editors are to be filled.
        raised: it is a record now, sealed.
        saved: where the PDF is.
        refused: why there is no PDF.
        waiting: how many raised concerns the council does not have yet, and whether one of them is late.
    """

    changed = Signal()
    shown = Signal()
    raised = Signal()
    saved = Signal(str)
    refused = Signal(str)
    waiting = Signal(int, bool)

    def __init__(
        self,
        desk: Desk,
        printing: Printing,
        printer: Printer,
        reads: Reads,
        send: Callable[[], object],
        now: Callable[[], datetime],
        tasks: Tasks,
    ) -> None:
        """`send` has what is sealed sent now; `now` is local time."""
        super().__init__()
        self._desk, self._concerns = desk, Concerns(desk)
        self._families, self._people = Families(desk), People(desk)
        self._printing, self._printer, self._reads = printing, printer, reads
        self._send, self._now, self._tasks = send, now, tasks
        self._stored = Account()
        self._saves = Saves(tasks)
        self._saves.saved.connect(self._kept)
        self._saves.refused.connect(self._not_kept)
        self.state = ConcernState()

    # -- which one

    def begin(self, family: str = "", visit: str = "", *, in_visit: bool = False) -> None:
        """The one that waits to be received here, else the draft begun here, else a new one."""
        self._become(ConcernState(beside=family, in_visit=in_visit))

        def found() -> ConcernView:
            return next((one for one in self._concerns.of(family) if not one.received), None) or self._concerns.begin(
                family, visit
            )

        self._tasks.run(found, self._show, self._failed)

    def another(self) -> None:
        """Begin a new one at the same place, or go on with its draft."""
        beside, view = self.state.beside, self.state.view
        visit = view.visit if view is not None else ""
        self._tasks.run(lambda: self._concerns.begin(beside, visit), self._show, self._failed)

    def go_on(self, view: ConcernView) -> None:
        """Show one that was raised before, or that was begun somewhere else."""
        self._become(replace(self.state, beside=view.beside))
        self._show(view)

    def reload(self) -> None:
        """What came in, or was sent: whether the council has it now. Words under way stay."""
        view = self.state.view
        if view is not None and view.raised_at is not None:
            concern = view.concern
            self._tasks.run(lambda: self._concerns.view(concern), self._followed, self._quiet)
        self._tasks.run(self._late, lambda late: self.waiting.emit(*late), self._quiet)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it. A draft stays."""
        view = self.state.view
        if family in {self.state.beside, view.family if view else ""}:
            self._become(ConcernState())
            self.shown.emit()

    # -- saying

    def say(self, **said: object) -> None:
        """Keep what was said, by field of the account."""
        view = self.state.view
        if view is None:
            return
        account = replace(view.account, **said)  # type: ignore[arg-type]  # by field, as the form names them
        if account != view.account:
            self._keep(replace(view, account=account))

    def choose_family(self, family: str) -> None:
        """It is about a child of this family, or of none here."""
        view = self.state.view
        if view is not None and view.raised_at is None and family != view.family:
            self._keep(replace(view, family=family, account=replace(view.account, about=())))
            self._look_around()

    def rang(self, name: str, number: str) -> None:
        """Somebody was rung just now."""
        view = self.state.view
        if view is not None:
            self.say(calls=(*view.account.calls, Call(name, number, clock(self._now()))))

    def raise_(self) -> None:
        """With whatever there is."""
        view = self.state.view
        if view is not None and view.raised_at is None:
            self._become(replace(self.state, saving=True))
            self._tasks.run(lambda: self._concerns.raise_(view, words.EVENT), self._has_raised, self._failed)

    # -- handing over

    def save_pdf(self) -> None:
        """Make the PDF, note that it leaves the laptop, and put it where the worker finds it."""
        view, people = self.state.view, self.state.people
        if view is None or view.raised_at is None:
            return
        name = dict(self.state.families).get(view.family, "")

        def work() -> str:
            made = self._printing(self._concerns.view(view.concern), name, people)
            self._reads.note(PRINT, "concern", view.concern)
            self._concerns.handed_over(view, CONCERN, hashlib.sha256(made).hexdigest())
            return self._printer.save_pdf(words.FILE_NAME, made)

        self._saves.try_again()
        self._tasks.run(work, self.saved.emit, lambda error: self.refused.emit(sentence(error)))

    # -- saving

    @property
    def unsaved(self) -> str:
        """Why something typed is not on the disk yet, in words; "" when everything is."""
        return self._saves.unsaved

    def save(self) -> None:
        """Try to save what is not saved yet."""
        self._saves.try_again()

    def _keep(self, view: ConcernView) -> None:
        self._become(replace(self.state, view=view, saving=True))
        if view.raised_at is None:
            self._saves.give(lambda: self._concerns.keep(view))
            return

        def change() -> None:
            # In the store's lane, after the save before it: that one's words are what this one was said over.
            self._concerns.change(view.concern, view.account, self._stored)
            self._stored = view.account

        self._saves.give(change)

    def _kept(self) -> None:
        self._become(replace(self.state, saving=False, saved_at=self._now(), problem=""))

    def _not_kept(self, why: str) -> None:
        self._become(replace(self.state, saving=False, problem=why))

    def _show(self, view: ConcernView) -> None:
        if view.raised_at is None and view.account.is_empty:
            view = replace(view, account=Account(noticed=words.noticed(self._now())))
        self._stored = view.account
        self._become(replace(self.state, view=view, saved_at=None, problem=""))
        self.shown.emit()
        self._look_around()
        if view.raised_at is not None:  # it covers the pages, whose opening is noted by the window (F10)
            self._tasks.run(lambda: self._reads.note(VIEW, "concern", view.concern), self._nothing, self._quiet)

    def _look_around(self) -> None:
        view, state = self.state.view, self.state
        if view is not None:
            self._tasks.run(lambda: self._around(view, state), self._found, self._quiet)

    def _around(self, view: ConcernView, state: ConcernState) -> _Around:
        rows = tuple((row.family, row.name) for row in self._families.mine())
        mine = tuple(row for row in rows if not state.in_visit or row[0] == state.beside)
        people = self._people.of(view.family) if view.family else ()
        begun = () if state.in_visit else self._concerns.waiting()
        return _Around(
            mine,
            people,
            tuple(in_force(self._desk).lists["concern_categories"].items()),
            tuple(one for one in self._concerns.of(state.beside) if one.concern != view.concern),
            tuple(one for one in begun if one.concern != view.concern),
        )

    def _found(self, around: _Around) -> None:
        self._become(
            replace(
                self.state,
                families=around.families,
                people=around.people,
                categories=around.categories,
                before=around.before,
                begun=around.begun,
            )
        )

    def _has_raised(self, view: ConcernView) -> None:
        self._show(view)
        self._become(replace(self.state, saving=False, saved_at=self._now()))
        self.raised.emit()
        self.reload()
        self._send()

    def _followed(self, view: ConcernView) -> None:
        here = self.state.view
        if here is not None and here.concern == view.concern:
            self._become(replace(self.state, view=replace(here, received=view.received, received_at=view.received_at)))

    def _late(self) -> tuple[int, bool]:
        minutes = in_force(self._desk).timescales.concern_phoned_minutes
        before = self._now() - timedelta(minutes=minutes)
        own = self._concerns.own()
        late = any(one.raised_at and one.raised_at <= before and not (one.received or one.account.calls) for one in own)
        return sum(not one.received for one in own), late

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, saving=False, problem=sentence(error)))

    def _nothing(self, _answer: None) -> None:
        """It is noted."""

    def _quiet(self, _error: Exception) -> None:
        """The page keeps saying what it said."""

    def _become(self, state: ConcernState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
