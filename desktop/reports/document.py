"""What a printed assessment is made of: plain facts, already worded for people and already chosen for their reader.

Casework chooses what a copy may hold, in its query; whatever can be private says whether it is, so that a family's copy can refuse it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

Strokes = tuple[tuple[tuple[float, float], ...], ...]
"""A signature: strokes of points, (0, 0) its top left corner and 1 its width in both directions."""


class Copy(StrEnum):
    """Whose copy."""

    OFFICE = "office"
    FAMILY = "family"


class Place(StrEnum):
    """Under which heading a person stands."""

    CHILD = "child"
    CARER = "carer"
    OTHER = "other"


class Standing(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the family. `age` is worded ("14", "due in March"), `relation` too ("grandmother")."""

    name: str
    place: Place
    age: str = ""
    relation: str = ""
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Who leads for the council."""

    name: str
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What one person said about sharing with one agency. `purpose` and `decision` are worded."""

    person: str
    agency: str
    purpose: str
    decision: str
    shares: bool
    """Whether the agency belongs in the line of those agreed to."""
    said_on: date | None
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Somebody's own words."""

    text: str
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question and its answer: prose, or what was chosen."""

    question: str
    text: str = ""
    choices: tuple[str, ...] = ()
    words: tuple[Quote, ...] = ()
    said_by: str = ""
    standing: Standing = Standing.ANSWERED
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page of the form."""

    title: str
    items: tuple[Item, ...]
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Score:
    """One area on its scale, first and now."""

    area: str
    now: int
    before: int | None = None
    lowest: int = 0
    highest: int = 10
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Action:
    """What somebody will do."""

    what: str
    who: str
    by: date | None
    known_by: str
    progress: str = ""
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is wanted, and the way there."""

    wanted: str
    actions: tuple[Action, ...]
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The family plan."""

    outcomes: tuple[Outcome, ...]
    aim: str = ""
    if_things_get_worse: str = ""
    review_on: date | None = None
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Level:
    """The level of need decided, and why."""

    name: str
    reason: str = ""
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who agreed. `said` is worded when nobody signed ("Chose not to sign"); strokes are empty for a typed name."""

    name: str
    signed_at: datetime | None = None
    said: str = ""
    strokes: Strokes = ()
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class AssessmentDocument:
    """One Early Help Assessment. Without `agreed_on` it is printed as a draft."""

    council: str
    family: str
    reference: str
    version: int
    lead: Worker
    agreed_on: date | None = None
    invented: bool = False
    """Of the demonstration: said on the first page."""
    people: tuple[Person, ...] = ()
    consents: tuple[Consent, ...] = ()
    sections: tuple[Section, ...] = ()
    scores: tuple[Score, ...] = ()
    scored_first_on: date | None = None
    level: Level | None = None
    plan: Plan | None = None
    signatures: tuple[Signature, ...] = ()


def private_places(document: AssessmentDocument) -> tuple[str, ...]:
    """The kinds of what is marked not for the family, one a find, wherever in the document it stands."""
    return tuple(type(part).__name__.lower() for part in _parts(document) if getattr(part, "not_for_family", False))


def texts(document: object) -> Iterator[str]:
    """Every text in a document, whatever dataclasses it is made of."""
    for part in _parts(document):
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (member for member in value if isinstance(member, str))


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for member in value:
            yield from _parts(member)
    elif is_dataclass(value):
        yield value
        for part in fields(value):
            yield from _parts(getattr(value, part.name))
