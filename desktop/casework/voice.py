"""What a child of the family wants: their answer in the assessment, else the latest of their own words caught in a visit, with its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.hidden import hidden_answers, hides, is_hidden
from desktop.casework.people import PersonCard
from desktop.clock import LONDON
from sync.records.assessment import Answer, Assessment
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.visit import VisitEntry


@dataclass(frozen=True)
class Voice:
    """`source` is "assessment", begun `on` that day, where they said what they wish would change; else "visit", on the day of it."""

    name: str
    words: str
    source: str
    on: date | None


def voice_of(session: Session, family: str, people: Sequence[PersonCard]) -> Voice | None:
    """One child's: the eldest who said what they wish for, else whoever spoke last."""
    children = {person.person: person.name for person in people if person.is_child}
    return _wish(session, family, children) or _words(session, family, children)


def _wish(session: Session, family: str, children: dict[str, str]) -> Voice | None:
    stream = stream_id(family, Compartment.SHARED)
    keys = {f"child{{{child}}}/wish": name for child, name in children.items()}
    rows = session.execute(
        select(Answer, Assessment)
        .join(Assessment, Assessment.id == Answer.assessment)
        .where(Answer.stream == stream, Answer.key.in_(keys), Answer.narrative.is_not(None))
        .where(Assessment.deleted.is_(None))
    ).all()
    found = [
        (answer, assessment)
        for answer, assessment in rows
        if answer.narrative
        and not hides(answer.sensitivity)
        and answer.key not in hidden_answers(session, stream, assessment.id)
    ]
    order = list(keys)
    newest = max((assessment.started_on or date.min for _answer, assessment in found), default=None)
    latest = [both for both in found if (both[1].started_on or date.min) == newest]
    if not latest:
        return None
    answer, assessment = min(latest, key=lambda both: (order.index(both[0].key), both[1].id))
    return Voice(keys[answer.key], answer.narrative or "", "assessment", assessment.started_on)


def _words(session: Session, family: str, children: dict[str, str]) -> Voice | None:
    quoted = session.scalars(
        select(VisitEntry)
        .where(
            VisitEntry.stream == stream_id(family, Compartment.TEAM),
            VisitEntry.tag == "words",
            VisitEntry.said_by.in_(children),
            VisitEntry.deleted.is_(None),
        )
        .order_by(VisitEntry.at.desc())
    )
    latest = next((entry for entry in quoted if not is_hidden(session, entry)), None)
    if latest is None:
        return None
    on = latest.at.astimezone(LONDON).date() if latest.at else None
    return Voice(children[latest.said_by or ""], latest.text or "", "visit", on)
