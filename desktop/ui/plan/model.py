"""What the plan shows, as one state, and the changes that can be made to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from desktop.casework.plan_view import Owner, PlanView
from desktop.casework.plans import ActionDraft, ActionField, HowFar, OutcomeField, Plans, Said
from desktop.ui.saves import Saves
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence

Place = tuple[str, str]
"""A record (for the plan itself its family) and what is saved of it."""
Read = tuple[PlanView, tuple[Owner, ...]]
"""The plan, and who may own an action of it."""


@dataclass(frozen=True)
class PlanState:
    """`now` and `saved_at` are local time. `unsaved`: something was typed or chosen and is not saved yet."""

    now: datetime
    plan: PlanView | None = None
    owners: tuple[Owner, ...] = ()
    unsaved: bool = False
    saved_at: datetime | None = None
    problem: str = ""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def settled(self) -> bool:
        """Whether what is in the store is what was typed: editors may be drawn anew."""
        return not self.unsaved and not self.problem


class PlanModel(QObject):
    """Reads and writes one family's plan; `family` is "" before one is opened.

    Signals:
        changed: a new `PlanState` is in place.
        dealt: what a dialog asked for is done: something was added or taken out.
        refused: why it was not, in words.
    """

    changed = Signal()
    dealt = Signal()
    refused = Signal(str)

    def __init__(self, plans: Plans, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._plans, self._now, self._tasks = plans, now, tasks
        self.family = ""
        self._shown: dict[Place, Any] = {}
        self._saves = Saves(tasks)
        self._saves.saved.connect(self._read_back)
        self._saves.refused.connect(self._not_saved)
        self.state = PlanState(now())

    def open(self, family: str) -> None:
        """Show this family's plan."""
        if family != self.family:
            self.family = family
            self._become(PlanState(self._now(), unsaved=bool(self.unsaved)))
        self.reload()

    def reload(self) -> None:
        """Read it again, as when changes have come in."""
        if self.family:
            self._tasks.run(self._read, self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.family:
            self.family = ""
            self._shown.clear()
            self._become(PlanState(self._now()))

    # -- what is typed over what was shown

    def showed(self, record: str, field: str, said: object) -> None:
        """An editor shows this now: what it saves was typed over it. Of the plan itself, the record is the family."""
        self._shown[record, field] = said

    def write(self, name: str, text: str) -> None:
        """Save `aim` or `contingency` as far as it is typed."""
        write = self._plans.set_aim if name == "aim" else self._plans.set_contingency
        self._over((self.family, name), text, partial(write, self.family))

    def change_outcome(self, outcome: str, field: OutcomeField, said: Said) -> None:
        """Save what an outcome says as far as it is typed."""
        self._over((outcome, field), said, partial(self._plans.change_outcome, outcome, field))

    def change_action(self, action: str, field: ActionField | Literal["owners"], said: Any) -> None:
        """Save what an action says as far as it is typed, or who does it."""
        if field == "owners":
            self._over((action, field), said, partial(self._plans.change_owners, action))
        else:
            self._over((action, field), said, partial(self._plans.change_action, action, field))

    # -- what is chosen

    def review_on(self, day: date | None) -> None:
        self._over((self.family, "review_on"), day, partial(self._plans.set_review, self.family))

    def progress(self, action: str, said: HowFar) -> None:
        """Say how far an action is."""
        self._over((action, "progress"), said, partial(self._plans.set_progress, action))

    # -- what a dialog asks for

    def add_action(self, draft: ActionDraft) -> None:
        self._deal(partial(self._plans.add_action, self.family, draft))

    def add_outcome(self, text: str, measure: str) -> None:
        self._deal(partial(self._plans.add_outcome, self.family, text, measure))

    def take_out_outcome(self, outcome: str, why: str) -> None:
        self._deal(partial(self._plans.take_out_outcome, outcome, why))

    def take_out_action(self, action: str, why: str) -> None:
        self._deal(partial(self._plans.take_out_action, action, why))

    # -- saving

    @property
    def unsaved(self) -> str:
        """Why something is not on the disk yet, in words; "" when everything is."""
        return self._saves.unsaved

    def save(self) -> None:
        """Try to save what is not saved yet."""
        self._saves.try_again()

    def _read(self) -> Read:
        return self._plans.of(self.family), self._plans.owners(self.family)

    def _over(self, place: Place, said: Any, write: Callable[[Any, Any], object]) -> None:
        def save() -> None:
            # In the store's lane, after the save before it: that one's words are what this one was typed over.
            write(said, self._shown.get(place, ""))
            self._shown[place] = said

        self._keep(save)

    def _keep(self, save: Callable[[], object]) -> None:
        """Save it; what could not be saved waits and is tried again, since its editor may be closed by then."""
        self._become(replace(self.state, unsaved=True))
        self._saves.give(save)

    def _read_back(self) -> None:
        """The page shows what is in the store."""
        if self.family:
            self._tasks.run(self._read, self._saved, self._failed)

    def _deal(self, work: Callable[[], object]) -> None:
        def dealt() -> Read:
            work()
            return self._read()

        self._tasks.run(dealt, self._was_dealt, self._not_dealt)

    def _loaded(self, read: Read) -> None:
        plan, owners = read
        if plan.family == self.family:
            self._become(replace(self.state, now=self._now(), plan=plan, owners=owners))

    def _saved(self, read: Read) -> None:
        self._become(replace(self.state, unsaved=bool(self.unsaved), saved_at=self._now(), problem=""))
        self._loaded(read)

    def _was_dealt(self, read: Read) -> None:
        self._become(replace(self.state, saved_at=self._now()))
        self._loaded(read)
        self.dealt.emit()

    def _not_dealt(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _not_saved(self, why: str) -> None:
        self._become(replace(self.state, unsaved=bool(self.unsaved), problem=why))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: PlanState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
