"""What a plan looks like: its outcomes with their actions, and who owns each (domain.md 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.people import people_of
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.plan import Action, Outcome, Plan
from sync.records.professional import Professional

NOT_STARTED = "not_started"
FINISHED = ("done", "no_longer_needed")


@dataclass(frozen=True)
class Owner:
    """Somebody who may own an action: a person of the family, a professional, or a worker (`record` empty)."""

    record: str
    name: str


@dataclass(frozen=True)
class ActionCard:
    """One action. `owners` are names, `owned_by` the same people; `progress` is one of the six stored states."""

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
    owned_by: tuple[Owner, ...] = ()

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
    names |= {professional.id: professional.name or "" for professional in professionals_of(session, family)}
    return tuple(_card(family, action, names) for action in actions)


def _card(family: str, action: Action, names: dict[str, str]) -> ActionCard:
    owned_by = (
        *(Owner("", worker) for worker in action.workers or ()),
        *(Owner(owner, names.get(owner, "")) for owner in action.owners or ()),
    )
    return ActionCard(
        action=action.id,
        family=family,
        text=action.text or "",
        detail=action.detail or "",
        owners=tuple(owner.name for owner in owned_by if owner.name),
        due_on=action.due_on,
        progress=action.progress or NOT_STARTED,
        done_on=action.done_on,
        barrier=action.barrier or "",
        came_from=action.came_from or "",
        owned_by=owned_by,
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


def professionals_of(session: Session, family: str) -> Sequence[Professional]:
    stream = stream_id(family, Compartment.SHARED)
    return session.scalars(
        select(Professional).where(Professional.stream == stream, Professional.deleted.is_(None))
    ).all()
