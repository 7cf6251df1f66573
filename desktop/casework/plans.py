"""The family plan: outcomes in the family's words, actions that somebody will do by a day (domain.md 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.people import people_of
from desktop.casework.plan_view import NOT_STARTED, Owner, PlanView, plan_view, professionals_of
from desktop.store.decisions import shown as content_shown
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.plan import Action, Outcome, Plan
from sync.records.types import instant_text

OutcomeField = Literal["text", "measure", "start_score", "target_score"]
ActionField = Literal["text", "detail", "barrier", "due_on"]
Said = str | int | date | None
"""What a field says; "" and None both say nothing."""


@dataclass(frozen=True)
class HowFar:
    """How far an action is, one of the six stored states, and what is in the way."""

    progress: str = NOT_STARTED
    barrier: str = ""


@dataclass(frozen=True)
class ActionDraft:
    """What an action says, as it is typed. `outcome` may be empty."""

    text: str
    owners: tuple[Owner, ...] = ()
    due_on: date | None = None
    detail: str = ""
    outcome: str = ""
    came_from: str = ""


class Plans:
    """Reading and changing a family's plan."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> PlanView:
        """The plan as it stands; empty where there is none yet."""
        with self._desk.reading() as session:
            return plan_view(session, family)

    def owners(self, family: str) -> tuple[Owner, ...]:
        """Who may own an action: this worker, the family, the professionals around it."""
        with self._desk.reading() as session:
            names = [Owner("", self._desk.worker.name)]
            names += [Owner(p.id, p.known_as or p.first_name or "") for p in people_of(session, family)]
            return (*names, *(Owner(p.id, p.name or "") for p in professionals_of(session, family)))

    def set_aim(self, family: str, aim: str, shown: str) -> None:
        """Change what the plan is for."""
        with self._desk.writing() as session:
            session.save_shown(plan_of(session, family), "aim", shown or None, aim or None)

    def set_contingency(self, family: str, text: str, shown: str) -> None:
        """Change what happens if things get worse."""
        with self._desk.writing() as session:
            plan = plan_of(session, family)
            session.save_shown(plan, "contingency", shown or None, text or None)

    def set_review(self, family: str, on: date | None, shown: date | None) -> None:
        """Say when the plan is looked at again, chosen over the day that was `shown` (S18)."""
        with self._desk.writing() as session:
            session.save_shown(plan_of(session, family), "review_on", shown, on)

    def add_outcome(self, family: str, text: str, measure: str = "") -> str:
        """Add an outcome and return its id."""
        with self._desk.writing() as session:
            plan = plan_of(session, family)
            position = len(session.scalars(select(Outcome.id).where(Outcome.stream == plan.stream)).all())
            outcome = Outcome(
                id=self._desk.new_id(),
                stream=plan.stream,
                plan=plan.id,
                text=text,
                measure=measure or None,
                state="open",
                position=position,
            )
            session.add(outcome)
            return outcome.id

    def add_action(self, family: str, draft: ActionDraft) -> str:
        """Add an action and return its id."""
        with self._desk.writing() as session:
            return new_action(session, self._desk, family, draft)

    def set_progress(self, action: str, said: HowFar, shown: HowFar) -> None:
        """Move an action from how far it was `shown` to be (S18); a finished one says when."""
        with self._desk.writing() as session:
            row = session.get_one(Action, action)
            before = row.progress or NOT_STARTED
            session.save_shown(row, "barrier", _held(shown.barrier), _held(said.barrier))
            session.save_shown(
                row, "progress", row.progress if before == shown.progress else shown.progress, said.progress
            )
            if (
                row.progress != before
            ):  # else it is as it was: done on the day when somebody else did it, or left to be chosen
                row.done_on = self._desk.today() if row.progress == "done" else None

    def change_outcome(self, outcome: str, field: OutcomeField, said: Said, shown: Said) -> None:
        """Change one thing that an outcome says, typed over what was `shown` (S18)."""
        with self._desk.writing() as session:
            session.save_shown(session.get_one(Outcome, outcome), field, _held(shown), _held(said))

    def change_action(self, action: str, field: ActionField, said: Said, shown: Said) -> None:
        """Change one thing that an action says, typed over what was `shown` (S18)."""
        with self._desk.writing() as session:
            session.save_shown(session.get_one(Action, action), field, _held(shown), _held(said))

    def change_owners(self, action: str, owners: Sequence[Owner], shown: Sequence[Owner]) -> None:
        """Say who does it, chosen over the owners that were `shown` (S18)."""
        with self._desk.writing() as session:
            row = session.get_one(Action, action)
            session.save_shown(row, "owners", _records(shown), _records(owners))
            session.save_shown(row, "workers", _names(shown), _names(owners))

    def take_out_outcome(self, outcome: str, why: str) -> None:
        """Take an outcome out of the plan and say why (S15). Its actions stay, under no outcome."""
        self._take_out(Outcome, outcome, why)

    def take_out_action(self, action: str, why: str) -> None:
        """Take an action out of the plan and say why (S15)."""
        self._take_out(Action, action, why)

    def _take_out(self, kind: type[Outcome] | type[Action], record: str, why: str) -> None:
        with self._desk.reading() as session:
            row = session.get_one(kind, record)
            if row.deleted is not None:
                return  # two deletes are one (S15)
            decision = content_shown(session, row)
        worker, now = self._desk.worker.user, instant_text(self._desk.clock.now())
        with self._desk.store.writing(worker, decision=decision) as session:
            session.get_one(kind, record).deleted = {"at": now, "by": worker, "why": why}


def _held(said: Said) -> Said:
    return None if said == "" else said


def _records(owners: Sequence[Owner]) -> tuple[str, ...] | None:
    return tuple(sorted(owner.record for owner in owners if owner.record)) or None


def _names(owners: Sequence[Owner]) -> tuple[str, ...] | None:
    return tuple(sorted(owner.name for owner in owners if not owner.record)) or None


def plan_of(session: Session, family: str) -> Plan:
    """The family's one plan, begun where there is none yet."""
    stream = stream_id(family, Compartment.SHARED)
    plan = session.get(Plan, Plan.id_for(stream))
    if plan is None:
        plan = Plan(id=Plan.id_for(stream), stream=stream)
        session.add(plan)
    return plan


def new_action(session: Session, desk: Desk, family: str, draft: ActionDraft) -> str:
    """Add an action within a save that does more than this; its id."""
    plan = plan_of(session, family)
    action = Action(
        id=desk.new_id(),
        stream=plan.stream,
        plan=plan.id,
        outcome=draft.outcome or None,
        text=draft.text,
        detail=draft.detail or None,
        owners=_records(draft.owners),
        workers=_names(draft.owners),
        due_on=draft.due_on,
        progress=NOT_STARTED,
        came_from=draft.came_from or None,
    )
    session.add(action)
    return action.id
