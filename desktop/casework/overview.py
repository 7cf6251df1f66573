"""One family on one page: who is in it, what has happened, what is open, what changed since the first score."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import ConsentState, consents_of, standing
from desktop.casework.desk import Desk
from desktop.casework.families import stage
from desktop.casework.people import PersonCard, cards, people_of
from desktop.casework.plans import ActionCard, plan_view
from desktop.casework.story import StoryLine, story
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.flag import Flag
from sync.records.ids import stream_id
from sync.records.professional import Professional
from sync.records.scale_score import ScaleScore

STORY_LINES = 6


@dataclass(frozen=True)
class RiskFlag:
    """What a worker must know before going in. Never shown to the family."""

    text: str
    checked_on: date | None


@dataclass(frozen=True)
class Helper:
    """A professional around the family."""

    name: str
    role: str


@dataclass(frozen=True)
class Travelled:
    """The first and the latest score of an area, with those between."""

    area: str
    scores: tuple[int, ...]
    since: date


@dataclass(frozen=True)
class Overview:
    """Everything on the page."""

    family: str
    name: str
    stage: str
    consent: ConsentState
    risks: tuple[RiskFlag, ...]
    people: tuple[PersonCard, ...]
    helpers: tuple[Helper, ...]
    story: tuple[StoryLine, ...]
    open_actions: tuple[ActionCard, ...]
    done: int
    travelled: tuple[Travelled, ...]


class Overviews:
    """Reading one family."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> Overview:
        """The family's page."""
        with self._desk.reading() as session:
            row = session.get_one(Family, family)
            actions = plan_view(session, family).actions()
            return Overview(
                family=family,
                name=row.name or "",
                stage=stage(session, row),
                consent=standing(consents_of(session, family)),
                risks=_risks(session, family, self._desk.today()),
                people=cards(people_of(session, family), self._desk.today()),
                helpers=_helpers(session, row.stream),
                story=story(session, family, STORY_LINES),
                open_actions=tuple(sorted((a for a in actions if not a.finished), key=lambda a: a.due_on or date.max)),
                done=sum(1 for action in actions if action.progress == "done"),
                travelled=_travelled(session, row.stream),
            )


def _risks(session: Session, family: str, today: date) -> tuple[RiskFlag, ...]:
    stream = stream_id(family, Compartment.TEAM)
    flags = session.scalars(select(Flag).where(Flag.stream == stream, Flag.deleted.is_(None)).order_by(Flag.id))
    return tuple(
        RiskFlag(flag.text or "", flag.checked_on) for flag in flags if not flag.until_on or flag.until_on >= today
    )


def _helpers(session: Session, stream: str) -> tuple[Helper, ...]:
    rows = session.scalars(
        select(Professional)
        .where(Professional.stream == stream, Professional.deleted.is_(None))
        .order_by(Professional.name)
    )
    return tuple(Helper(row.name or "", row.role or "") for row in rows)


def _travelled(session: Session, stream: str) -> tuple[Travelled, ...]:
    rows = session.scalars(
        select(ScaleScore)
        .where(ScaleScore.stream == stream, ScaleScore.deleted.is_(None), ScaleScore.score.is_not(None))
        .order_by(ScaleScore.scored_on, ScaleScore.id)
    )
    areas: dict[str, list[ScaleScore]] = {}
    for row in rows:
        areas.setdefault(row.area or "overall", []).append(row)
    return tuple(
        Travelled(area, tuple(row.score for row in scores if row.score is not None), scores[0].scored_on or date.min)
        for area, scores in areas.items()
        if len(scores) > 1
    )
