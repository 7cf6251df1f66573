"""What came of the search before a family was begun (domain.md 2.2, T1): here, and at the council (F17).

It stands in the family's first episode. As long as the council was not asked, that is the question which waits: it is asked of the people as they are
by then, so that nothing is stored twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.duplicates import Match, people_of_family
from desktop.errors import DoorstepError
from sync.records.episode import Episode
from sync.records.family import Family
from sync.records.types import Wire
from sync.rules.duplicates import Described

NO, POSSIBLE, LIKELY = "no", "possible", "likely"


class NotSearched(DoorstepError):
    """Nobody looked whether the family is known, or said why it is none of those that were found (T1)."""


@dataclass(frozen=True)
class Looked:
    """What came of it here, at the council ("" while that was not asked), and why it is another family than those that were found."""

    here: str
    council: str = ""
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to say why it is another family."""
        return bool({self.here, self.council} & {POSSIBLE, LIKELY}) and not self.because.strip()

    def as_told(self) -> dict[str, Wire]:
        """Its parts of `Episode.searched`."""
        return {"here": self.here, "council": self.council or None, "because": self.because.strip() or None}


@dataclass(frozen=True)
class Question:
    """What waits to be asked of the council: about the people of which family."""

    family: str
    people: tuple[Described, ...]


@dataclass(frozen=True)
class Answered:
    """A family that may be known to the council, as its answer said; somebody has yet to say why it is another."""

    family: str
    name: str
    council: str


def here(matches: Sequence[Match]) -> str:
    """What a search on this laptop comes to."""
    if any(match.likeness.is_likely for match in matches):
        return LIKELY
    return POSSIBLE if any(match.likeness.is_possible for match in matches) else NO


class Questions:
    """What this worker has yet to ask of the council, and what it answered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self) -> tuple[Question, ...]:
        """Of each family that was begun without an answer, if there is somebody to ask about."""
        with self._desk.reading() as session:
            asked = [
                Question(family, tuple(one for one in people_of_family(session, family) if any(one.first_names)))
                for family, _name, looked in self._mine(session)
                if not looked.council
            ]
        return tuple(question for question in asked if question.people)

    def answered(self, family: str, known: str) -> None:
        """The council has answered: no, possible or likely."""
        with self._desk.writing() as session:
            for episode in self._episodes(session, family):
                episode.searched = {**(episode.searched or {}), "council": known}

    def open(self) -> tuple[Answered, ...]:
        """The families that may be known to the council, and nobody has said why they are others."""
        with self._desk.reading() as session:
            return tuple(
                Answered(family, name, looked.council)
                for family, name, looked in self._mine(session)
                if looked.is_open and looked.council
            )

    def settle(self, family: str, because: str) -> None:
        """Say why it is another family."""
        with self._desk.writing() as session:
            for episode in self._episodes(session, family):
                episode.searched = {**(episode.searched or {}), "because": because.strip()}

    def _mine(self, session: Session) -> list[tuple[str, str, Looked]]:
        rows = session.execute(
            select(Family.id, Family.name, Episode.searched)
            .join(Episode, Episode.stream == Family.stream)
            .where(Episode.searched.is_not(None), Episode.deleted.is_(None), Family.deleted.is_(None))
            .order_by(Family.name, Family.id)
        )
        return [
            (row.id, row.name or "", _looked(row.searched))
            for row in rows
            if row.searched.get("by") == self._desk.worker.user
        ]

    def _episodes(self, session: Session, family: str) -> Sequence[Episode]:
        return session.scalars(
            select(Episode)
            .join(Family, Family.stream == Episode.stream)
            .where(Family.id == family, Episode.searched.is_not(None), Episode.deleted.is_(None))
        ).all()


def _looked(told: dict[str, Any]) -> Looked:
    return Looked(told.get("here") or NO, told.get("council") or "", told.get("because") or "")
