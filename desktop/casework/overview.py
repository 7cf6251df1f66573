"""One family on one page: who is in it, what has happened, what is open, what changed since the first score."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import ConsentState, barred, consents_of, lines_of, standing
from desktop.casework.desk import Desk
from desktop.casework.families import stage
from desktop.casework.people import PersonCard, Tie, ties_of
from desktop.casework.picture import cards_of
from desktop.casework.plan_view import ActionCard, plan_view
from desktop.casework.story import StoryLine, story
from desktop.casework.visits import visits_between
from desktop.casework.voice import Voice, voice_of
from sync.records.episode import Episode
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.professional import Professional
from sync.records.scale_score import ScaleScore

STORY_LINES = 6


@dataclass(frozen=True)
class FamilyHead:
    """What stands above every page of a family. `visit_today` is the visit that is planned or under way, "" without one;
    `not_to_see` says who must not see the record, as they put it."""

    family: str = ""
    name: str = ""
    stage: str = ""
    consent: ConsentState = field(default_factory=ConsentState)
    visit_today: str = ""
    not_to_see: tuple[str, ...] = ()


@dataclass(frozen=True)
class Helper:
    """A professional around the family; `agency` is what consents call their organisation."""

    name: str
    role: str
    agency: str


@dataclass(frozen=True)
class Travelled:
    """One person's scores of an area, from the first to the latest. `who` is a name, where several people scored it."""

    area: str
    who: str
    scores: tuple[int, ...]
    since: date | None


@dataclass(frozen=True)
class Overview:
    """Everything on the page."""

    people: tuple[PersonCard, ...] = ()
    ties: tuple[Tie, ...] = ()
    helpers: tuple[Helper, ...] = ()
    story: tuple[StoryLine, ...] = ()
    open_actions: tuple[ActionCard, ...] = ()
    done: int = 0
    travelled: tuple[Travelled, ...] = ()
    voice: Voice | None = None


class Overviews:
    """Reading one family."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def head(self, family: str) -> FamilyHead:
        """What stands above every page of the family."""
        today = self._desk.today()
        with self._desk.reading() as session:
            row = session.get_one(Family, family)
            episodes = session.scalars(select(Episode).where(Episode.stream == row.stream, Episode.deleted.is_(None)))
            visits = visits_between(session, self._desk, today, today)
            return FamilyHead(
                family=family,
                name=row.name or "",
                stage=stage(episodes.all()),
                consent=standing(consents_of(session, family), today),
                not_to_see=barred(lines_of(session, family)),
                visit_today=next((v.visit for v in visits if v.family == family and v.state == "planned"), ""),
            )

    def of(self, family: str) -> Overview:
        """The family's page."""
        shared, today = stream_id(family, Compartment.SHARED), self._desk.today()
        with self._desk.reading() as session:
            actions = plan_view(session, family).actions()
            ties = ties_of(session, family)
            people = cards_of(session, family, today)
            return Overview(
                people=people,
                ties=ties,
                helpers=_helpers(session, shared),
                story=story(session, family, STORY_LINES),
                open_actions=tuple(sorted((a for a in actions if not a.finished), key=lambda a: a.due_on or date.max)),
                done=sum(1 for action in actions if action.progress == "done"),
                travelled=_travelled(session, shared, {person.person: person.name for person in people}),
                voice=voice_of(session, family, people),
            )


def _helpers(session: Session, stream: str) -> tuple[Helper, ...]:
    rows = session.scalars(
        select(Professional)
        .where(Professional.stream == stream, Professional.deleted.is_(None))
        .order_by(Professional.name)
    )
    return tuple(Helper(row.name or "", row.role or "", row.agency or "") for row in rows)


def _travelled(session: Session, stream: str, names: dict[str, str]) -> tuple[Travelled, ...]:
    rows = session.scalars(
        select(ScaleScore)
        .where(ScaleScore.stream == stream, ScaleScore.deleted.is_(None), ScaleScore.score.is_not(None))
        .order_by(ScaleScore.scored_on, ScaleScore.id)
    )
    areas: dict[tuple[str, str], list[ScaleScore]] = {}
    for row in rows:
        areas.setdefault((row.area or "overall", names.get(row.who or "", "")), []).append(row)
    several = Counter(area for area, _who in areas)
    return tuple(
        Travelled(
            area,
            who if several[area] > 1 else "",
            tuple(row.score for row in scores if row.score is not None),
            scores[0].scored_on,
        )
        for (area, who), scores in sorted(areas.items())
        if len(scores) > 1
    )
