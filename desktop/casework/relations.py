"""How the people of a family belong together: said once, told from both sides (domain.md 3.2, B2 and B1.10)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.parts import Values, values_of
from desktop.errors import DoorstepError
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.relationship import Relationship
from sync.rules.relationships import RELATIONS, inverse

__all__ = ["RELATIONS", "AlreadyRelated", "NewRelation", "Relation", "Relations", "inverse", "relations_of"]


class AlreadyRelated(DoorstepError):
    """What two people are to each other was said before; there it can be changed."""


@dataclass(frozen=True)
class Relation:
    """`a` is the `relation` of `b`."""

    record: str
    a: str
    relation: str
    b: str
    values: Values

    def seen_from(self, person: str) -> tuple[str, str]:
        """The other one, and what they are to `person`."""
        return (self.b, inverse(self.relation)) if person == self.a else (self.a, self.relation)


@dataclass(frozen=True)
class NewRelation:
    """What is asked about two people. `responsibility` is how `a` holds it for `b`."""

    a: str
    relation: str
    b: str
    responsibility: str = ""
    quality: str = ""
    from_on: date | None = None


class Relations:
    """Adding how two people belong together."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, family: str, new: NewRelation) -> str:
        """Say what somebody is to another; the relationship's id.

        Raises:
            AlreadyRelated: that was said before of these two, in whichever direction.
        """
        stream = stream_id(family, Compartment.SHARED)
        record = Relationship.id_for(stream, new.a, new.b)
        with self._desk.writing() as session:
            row = session.get(Relationship, record) or Relationship(id=record, stream=stream)
            if row.relation is not None and row.deleted is None:
                raise AlreadyRelated
            row.a, row.relation, row.b = new.a, new.relation, new.b
            row.responsibility, row.quality = new.responsibility or None, new.quality or None
            row.from_on, row.deleted = new.from_on, None
            session.add(row)
        return record


def relations_of(session: Session, family: str) -> tuple[Relation, ...]:
    """Every relationship in the family that says enough to be told."""
    rows = session.scalars(
        select(Relationship)
        .where(Relationship.stream == stream_id(family, Compartment.SHARED), Relationship.deleted.is_(None))
        .order_by(Relationship.id)
    )
    return tuple(
        Relation(row.id, row.a, row.relation, row.b, values_of(row)) for row in rows if row.a and row.b and row.relation
    )
