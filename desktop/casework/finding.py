"""Finding anything on this laptop by its words: families and people by what they are called, notes and actions by what they say.

Only what lies here is searched, so whoever may not read a compartment finds nothing of it.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk, families_by_stream
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person
from sync.records.plan import Action
from sync.rules.names import plain

NAMED, TOLD = 6, 12
"""The most of each group that is shown: a list that has to be scrolled far is searched with one word more."""

_HITS = 40


@dataclass(frozen=True)
class Found:
    """One thing found. `group` is family, person, action or text; `kind`, `record` and `field` are where it stands.

    `said` is a name, or the part of a text around the words; `marks` are (start, end) positions in it. `name` is the family's.
    """

    group: str
    family: str
    name: str
    kind: str
    record: str
    field: str
    said: str
    marks: tuple[tuple[int, int], ...] = ()


class Finder:
    """Searching for what a worker types."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, words: str, family: str | None = None) -> tuple[Found, ...]:
        """What is found by all of the words, in the order of the groups; the last word may be a beginning.

        `family` keeps the search inside one family, for a screen that the next one may be looking at.
        """
        wanted = [f" {word}" for word in plain(words).split()]
        if not wanted:
            return ()
        hits = self._desk.store.find(words, _HITS, None if family is None else [family])
        with self._desk.reading() as session:
            names = _names(session, family)
            families = [
                Found("family", id_, name, Family.kind, id_, "name", name)
                for id_, (name, known_by) in names.items()
                if _begins(wanted, known_by)
            ]
            people = _people(session, names, wanted)
        told = [
            Found(
                _group(hit.kind),
                hit.family,
                names[hit.family][0],
                hit.kind,
                hit.record,
                hit.field,
                hit.snippet,
                hit.marks,
            )
            for hit in hits
            if hit.family in names
        ]
        actions = [found for found in told if found.group == "action"]
        texts = [found for found in told if found.group == "text"]
        return (*families[:NAMED], *people[:NAMED], *actions[:NAMED], *texts[:TOLD])


def _names(session: Session, family: str | None) -> dict[str, tuple[str, str]]:
    """Each family's name, and every word that it is called by, as `plain` text; by name."""
    asked = select(Family.id, Family.name, Family.reference).where(Family.deleted.is_(None)).order_by(Family.name)
    if family is not None:
        asked = asked.where(Family.id == family)
    rows = session.execute(asked)
    return {row.id: (row.name or "", plain(f"{row.name or ''} {row.reference or ''}")) for row in rows}


def _people(session: Session, names: dict[str, tuple[str, str]], wanted: list[str]) -> list[Found]:
    asked = select(Person).where(Person.deleted.is_(None))
    if len(names) == 1:
        asked = asked.where(Person.stream == stream_id(next(iter(names)), Compartment.SHARED))
    families = families_by_stream(session)
    found = []
    for person in session.scalars(asked):
        family, called = families[person.stream], _called(person)
        if family in names and _begins(wanted, plain(" ".join((called, *(person.previous_names or ()))))):
            found.append(Found("person", family, names[family][0], Person.kind, person.id, "first_name", called))
    return sorted(found, key=lambda one: one.said)


def _called(person: Person) -> str:
    """Maya Hartley, or Magdalena (Magda) Nowak."""
    known_as = f"({person.known_as})" if person.known_as and person.known_as != person.first_name else ""
    return " ".join(part for part in (person.first_name, known_as, person.surname) if part)


def _begins(wanted: list[str], known_by: str) -> bool:
    """Whether each of the words begins one of those that something is known by."""
    return all(word in f" {known_by.replace('(', '')}" for word in wanted)


def _group(kind: str) -> str:
    return "action" if kind == Action.kind else "text"
