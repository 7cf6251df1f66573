"""What the plan shows, as one state, and the changes that can be made to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.plans import ActionDraft, Owner, Plans, PlanView
from desktop.ui.saves import Saves
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class PlanState:
    """`now` and `saved_at` are local time."""

    now: datetime
    plan: PlanView | None = None
    owners: tuple[Owner, ...] = ()
    saving: bool = False
    saved_at: datetime | None = None
    problem: str = ""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def settled(self) -> bool:
        """Whether what is in the store is what was typed: editors may be drawn anew."""
        return not self.saving and not self.problem


class PlanModel(QObject):
    """Reads and writes one family's plan.

    Signals:
        changed: a new `PlanState` is in place.
        added: an action or outcome was added.
        refused: why it was not, in words.
    """

    changed = Signal()
    added = Signal()
    refused = Signal(str)

    def __init__(self, plans: Plans, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._plans, self._now, self._tasks = plans, now, tasks
        self._family = ""
        self._shown: dict[str, str] = {}
        self._saves = Saves(tasks)
        self._saves.saved.connect(self._read_back)
        self._saves.refused.connect(self._not_saved)
        self.state = PlanState(now())

    def open(self, family: str) -> None:
        """Show this family's plan."""
        if family != self._family:
            self._family, self._shown = family, {}
            self._become(PlanState(self._now()))
        self.reload()

    def reload(self) -> None:
        """Read it again, as when changes have come in."""
        if self._family:
            self._tasks.run(self._read, self._loaded, self._failed)

    def showed(self, name: str, text: str) -> None:
        """An editor shows these words of `aim` or `contingency` now: what it saves was typed over them."""
        self._shown[name] = text

    def write(self, name: str, text: str) -> None:
        """Save `aim` or `contingency` as far as it is typed."""
        family = self._family

        def save() -> None:
            write = self._plans.set_aim if name == "aim" else self._plans.set_contingency
            # In the store's lane, after the save before it: that one's words are what this one was typed over.
            write(family, text, self._shown.get(name, ""))
            self._shown[name] = text

        self._save(save)

    def review_on(self, day: date | None) -> None:
        family = self._family
        self._save(lambda: self._plans.set_review(family, day))

    def progress(self, action: str, progress: str, barrier: str = "") -> None:
        """Say how far an action is."""
        self._save(lambda: self._plans.set_progress(action, progress, barrier))

    def add_action(self, draft: ActionDraft) -> None:
        family = self._family
        self._add(lambda: self._plans.add_action(family, draft))

    def add_outcome(self, text: str, measure: str) -> None:
        family = self._family
        self._add(lambda: self._plans.add_outcome(family, text, measure))

    # -- saving

    @property
    def unsaved(self) -> str:
        """Why something typed is not on the disk yet, in words; "" when everything is."""
        return self._saves.unsaved

    def save(self) -> None:
        """Try to save what is not saved yet."""
        self._saves.try_again()

    def _read(self) -> tuple[PlanView, tuple[Owner, ...]]:
        return self._plans.of(self._family), self._plans.owners(self._family)

    def _save(self, work: Callable[[], object]) -> None:
        self._become(replace(self.state, saving=True))
        self._saves.give(work)

    def _read_back(self) -> None:
        """The page shows what is in the store."""
        if self._family:
            self._tasks.run(self._read, self._saved, self._failed)

    def _add(self, work: Callable[[], str]) -> None:
        def added() -> tuple[PlanView, tuple[Owner, ...]]:
            work()
            return self._read()

        self._tasks.run(added, self._was_added, self._not_added)

    def _loaded(self, read: tuple[PlanView, tuple[Owner, ...]]) -> None:
        plan, owners = read
        if plan.family == self._family:
            self._become(replace(self.state, now=self._now(), plan=plan, owners=owners))

    def _saved(self, read: tuple[PlanView, tuple[Owner, ...]]) -> None:
        self._become(replace(self.state, saving=bool(self._saves.unsaved), saved_at=self._now(), problem=""))
        self._loaded(read)

    def _was_added(self, read: tuple[PlanView, tuple[Owner, ...]]) -> None:
        self._become(replace(self.state, saved_at=self._now()))
        self._loaded(read)
        self.added.emit()

    def _not_added(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _not_saved(self, why: str) -> None:
        self._become(replace(self.state, saving=False, problem=why))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: PlanState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
