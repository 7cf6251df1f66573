"""The family plan: outcomes in the family's words, actions that somebody will do by a day (domain.md 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.people import people_of
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.plan import Action, Outcome, Plan
from sync.records.professional import Professional

FINISHED = ("done", "no_longer_needed")


@dataclass(frozen=True)
class ActionCard:
    """One action. `owners` are names; `progress` is one of the six stored states."""

    action: str
    family: str
    text: str
    detail: str
    owners: tuple[str, ...]
    due_on: date | None
    progress: str
    done_on: date | None
    barrier: str
    came_from: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.progress in FINISHED


@dataclass(frozen=True)
class OutcomeCard:
    """One outcome with its actions."""

    outcome: str
    text: str
    measure: str
    start_score: int | None
    current_score: int | None
    target_score: int | None
    actions: tuple[ActionCard, ...]


@dataclass(frozen=True)
class PlanView:
    """The whole plan. `loose` are actions that stand under no outcome."""

    family: str
    aim: str
    contingency: str
    review_on: date | None
    agreed_on: date | None
    outcomes: tuple[OutcomeCard, ...]
    loose: tuple[ActionCard, ...]

    def actions(self) -> tuple[ActionCard, ...]:
        """Every action, in the order of the plan."""
        return (*(action for outcome in self.outcomes for action in outcome.actions), *self.loose)


@dataclass(frozen=True)
class Owner:
    """Somebody who may own an action: a person of the family, a professional, or a worker (`record` empty)."""

    record: str
    name: str


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
            return (*names, *(Owner(p.id, p.name or "") for p in _professionals(session, family)))

    def set_aim(self, family: str, aim: str, shown: str) -> None:
        """Change what the plan is for."""
        with self._desk.writing() as session:
            session.save_shown(plan_of(session, family), "aim", shown or None, aim or None)

    def set_contingency(self, family: str, text: str, shown: str) -> None:
        """Change what happens if things get worse."""
        with self._desk.writing() as session:
            plan = plan_of(session, family)
            session.save_shown(plan, "contingency", shown or None, text or None)

    def set_review(self, family: str, on: date | None) -> None:
        """Say when the plan is looked at again."""
        with self._desk.writing() as session:
            plan_of(session, family).review_on = on

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

    def set_progress(self, action: str, progress: str, barrier: str = "") -> None:
        """Move an action; a finished one says when."""
        with self._desk.writing() as session:
            row = session.get_one(Action, action)
            row.progress = progress
            row.done_on = self._desk.today() if progress == "done" else None
            if barrier:
                row.barrier = barrier


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
        owners=tuple(owner.record for owner in draft.owners if owner.record) or None,
        workers=tuple(owner.name for owner in draft.owners if not owner.record) or None,
        due_on=draft.due_on,
        progress="not_started",
        came_from=draft.came_from or None,
    )
    session.add(action)
    return action.id


def plan_view(session: Session, family: str) -> PlanView:
    """The plan of a family."""
    stream = stream_id(family, Compartment.SHARED)
    plan = session.get(Plan, Plan.id_for(stream)) or Plan()
    actions = {action.id: action for action in actions_of(session, [stream])}
    cards = {card.action: card for card in action_cards(session, family, tuple(actions.values()))}
    outcomes = tuple(
        _outcome(outcome, tuple(cards[a.id] for a in actions.values() if a.outcome == outcome.id))
        for outcome in session.scalars(
            select(Outcome)
            .where(Outcome.stream == stream, Outcome.deleted.is_(None))
            .order_by(Outcome.position, Outcome.id)
        )
    )
    under = {card.action for outcome in outcomes for card in outcome.actions}
    agreed_on = (plan.agreed or {}).get("on")
    return PlanView(
        family=family,
        aim=plan.aim or "",
        contingency=plan.contingency or "",
        review_on=plan.review_on,
        agreed_on=date.fromisoformat(agreed_on) if isinstance(agreed_on, str) else None,
        outcomes=outcomes,
        loose=tuple(card for card in cards.values() if card.action not in under),
    )


def actions_of(session: Session, streams: Sequence[str]) -> Sequence[Action]:
    """The actions of these streams that are not taken out, those due first leading."""
    found = session.scalars(select(Action).where(Action.stream.in_(streams), Action.deleted.is_(None))).all()
    return sorted(found, key=lambda action: (action.due_on or date.max, action.id))


def action_cards(session: Session, family: str, actions: Sequence[Action]) -> tuple[ActionCard, ...]:
    """Cards with the names of who owns each action."""
    names = {person.id: person.known_as or person.first_name or "" for person in people_of(session, family)}
    names |= {professional.id: professional.name or "" for professional in _professionals(session, family)}
    return tuple(_card(family, action, names) for action in actions)


def _card(family: str, action: Action, names: dict[str, str]) -> ActionCard:
    owners = (*(action.workers or ()), *(names.get(owner, "") for owner in action.owners or ()))
    return ActionCard(
        action=action.id,
        family=family,
        text=action.text or "",
        detail=action.detail or "",
        owners=tuple(owner for owner in owners if owner),
        due_on=action.due_on,
        progress=action.progress or "not_started",
        done_on=action.done_on,
        barrier=action.barrier or "",
        came_from=action.came_from or "",
    )


def _outcome(outcome: Outcome, actions: tuple[ActionCard, ...]) -> OutcomeCard:
    return OutcomeCard(
        outcome=outcome.id,
        text=outcome.text or "",
        measure=outcome.measure or "",
        start_score=outcome.start_score,
        current_score=outcome.current_score,
        target_score=outcome.target_score,
        actions=actions,
    )


def _professionals(session: Session, family: str) -> Sequence[Professional]:
    stream = stream_id(family, Compartment.SHARED)
    return session.scalars(
        select(Professional).where(Professional.stream == stream, Professional.deleted.is_(None))
    ).all()
