"""What has happened in a family, newest first: one line an event, drawn from the records that tell it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import ASSESSMENT, consents_of
from desktop.casework.moving import is_moved, moved_at
from desktop.casework.people import people_of
from desktop.clock import LONDON
from sync.records.assessment import Assessment
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.visit import Visit

MOVED_LINE = "note_moved"
"""What a note is that was moved to another family and is not taken out yet."""

EXCERPT = 160
"""Letters of a text that a line shows."""


@dataclass(frozen=True)
class StoryLine:
    """One thing that happened. `what` is a code of the words module, `detail` all that somebody wrote, `who` a name.

    `note` is the id of a note, which may be moved; with `what` note_moved it was, and may be brought back. `came`: from another family.
    """

    on: date
    what: str
    detail: str
    minutes: int | None = None
    who: str = ""
    note: str = ""
    came: bool = False


def story(session: Session, family: str, limit: int | None = None) -> tuple[StoryLine, ...]:
    """The family's story, newest first, at most `limit` lines."""
    shared, team = stream_id(family, Compartment.SHARED), stream_id(family, Compartment.TEAM)
    restricted = stream_id(family, Compartment.RESTRICTED)
    lines = [*_visits(session, team), *_assessments(session, shared)]
    lines += [*_events(session, shared), *_events(session, restricted)]
    for compartment in (Compartment.TEAM, Compartment.RESTRICTED, Compartment.SUPERVISION):
        lines += _notes(session, stream_id(family, compartment))  # a page shows compartments as one
    lines += _consents(session, family)
    return tuple(sorted(lines, key=lambda line: line.on, reverse=True)[:limit])


def excerpt(text: str | None) -> str:
    """The beginning of a text, cut at a word."""
    words = " ".join((text or "").split())
    if len(words) <= EXCERPT:
        return words
    return words[:EXCERPT].rpartition(" ")[0] + "…"


def _visits(session: Session, stream: str) -> list[StoryLine]:
    lines = []
    for visit in session.scalars(select(Visit).where(Visit.stream == stream, Visit.deleted.is_(None))):
        at = visit.arrived_at or visit.planned_at
        if at is None:
            continue
        minutes = None
        if visit.arrived_at and visit.left_at:
            minutes = max(1, round((visit.left_at - visit.arrived_at).total_seconds() / 60))
        text = visit.observation if visit.state == "done" else visit.purpose
        kind = f"visit_{visit.state or 'planned'}"
        lines.append(StoryLine(at.astimezone(LONDON).date(), kind, text or "", minutes))
    return lines


def _notes(session: Session, stream: str) -> list[StoryLine]:
    notes = session.scalars(select(Note).where(Note.stream == stream))
    return [line for note in notes if (line := _note(note)) is not None]


def _note(note: Note) -> StoryLine | None:
    if is_moved(note):
        return StoryLine(moved_at(note).astimezone(LONDON).date(), MOVED_LINE, "", note=note.id)
    if note.deleted is not None or note.happened_at is None:
        return None
    return StoryLine(
        note.happened_at.astimezone(LONDON).date(),
        f"note_{note.channel or 'other'}",
        note.text or "",
        note.minutes,
        note.with_whom or "",
        note.id,
        came=note.moved is not None,
    )


def _events(session: Session, stream: str) -> list[StoryLine]:
    return [
        StoryLine(event.happened_on, "event", event.text or "")
        for event in session.scalars(select(Event).where(Event.stream == stream, Event.deleted.is_(None)))
        if event.happened_on
    ]


def _assessments(session: Session, stream: str) -> list[StoryLine]:
    return [
        StoryLine(assessment.started_on, "assessment_started", "")
        for assessment in session.scalars(
            select(Assessment).where(Assessment.stream == stream, Assessment.deleted.is_(None))
        )
        if assessment.started_on
    ]


def _consents(session: Session, family: str) -> list[StoryLine]:
    names = {person.id: person.known_as or person.first_name or "" for person in people_of(session, family)}
    return [
        StoryLine(
            date.fromisoformat(str(consent.decision["on"])),
            f"consent_{consent.decision['answer']}",
            "",
            who=names.get(consent.person or "", ""),
        )
        for consent in consents_of(session, family)
        if consent.decision and consent.decision.get("on") and consent.purpose == ASSESSMENT
    ]
