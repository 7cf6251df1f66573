"""What the council would not take: what was written, what it has, and the two ways out: put it right, or take it back (S9).

Putting right is editing the record where it stands: the next sending carries the new value in the place of the refused one.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, select

from desktop.casework.desk import Desk, families_by_stream
from desktop.errors import DoorstepError
from desktop.store.pending import Address
from desktop.store.sets import PENDING, creator
from desktop.store.tables import change, change_set
from sync.records.family import Family
from sync.records.validity import from_wire


class NotRefused(DoorstepError):
    """It was put right, taken back or accepted meanwhile."""


@dataclass(frozen=True)
class RefusedField:
    """What was written into one field, and what the council has there. `minded`: it is the one that the council named."""

    name: str
    written: Any
    held: Any
    minded: bool


@dataclass(frozen=True)
class Refusal:
    """What was refused of one record. `reason` is the council's stable code; `is_new`: it has nothing of the record at all."""

    family: str
    family_name: str
    stream: str
    kind: str
    record: str
    reason: str
    made_at: datetime
    is_new: bool
    fields: tuple[RefusedField, ...]


class Refused:
    """Looking at what was refused, and taking it back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look(self, kind: str, record: str) -> Refusal:
        """What was refused of one record.

        Raises:
            NotRefused: nothing of it is, any more.
        """
        refused = (
            select(change, change_set.c.stream, change_set.c.code, change_set.c.path, change_set.c.made_at)
            .join(change_set, change_set.c.n == change.c.n)
            .where(change.c.kind == kind, change.c.record == record, change_set.c.state == "refused", ~put_right())
            .order_by(change.c.n, change.c.field)
        )
        with self._desk.reading() as session:
            rows = session.execute(refused).all()
            if not rows:
                raise NotRefused
            first = rows[0]
            family = families_by_stream(session)[first.stream]
            named = session.get(Family, family)
            return Refusal(
                family,
                (named.name if named else None) or "",
                first.stream,
                kind,
                record,
                first.code or "",
                datetime.fromisoformat(first.made_at),
                creator(session.connection(), record) is not None,
                tuple(map(_field, rows)),
            )

    def take_back(self, refusal: Refusal) -> None:
        """The record shows again what the council has: of the field that it minded, else of all that was refused of the record.

        Not while a sync runs: sets that may be on their way get new numbers by it.
        """
        minded = [field.name for field in refusal.fields if field.minded]
        names = minded or [field.name for field in refusal.fields]
        self._desk.store.take_back(Address(refusal.stream, refusal.kind, refusal.record), names)


def put_right() -> ColumnElement[bool]:
    """Of a change: whether a later one of the same field waits, which goes in its place (S9)."""
    later, made = change.alias("later"), change_set.alias("made")
    same = (later.c[name] == change.c[name] for name in ("kind", "record", "field"))
    return exists(
        select(later.c.n)
        .join(made, made.c.n == later.c.n)
        .where(*same, later.c.n > change.c.n, made.c.state.in_(PENDING), made.c.state != "refused")
    )


def _field(row: Row[Any]) -> RefusedField:
    written, held = (from_wire(row.kind, row.field, json.loads(value)) for value in (row.value, row.shown))
    return RefusedField(row.field, written, held, row.path == f"{row.kind}.{row.field}")
