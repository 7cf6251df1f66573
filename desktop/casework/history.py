"""Who wrote what into a record, when, where and why, from what to what; and putting an earlier value back, as a new change.

This laptop knows what came since it holds the family. The council knows all of it, and is asked where there is a line.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.redactions import TakenOut, taken_out_of
from desktop.casework.versions import put
from desktop.errors import DoorstepError
from desktop.store import past
from desktop.store.past import Fate, Told
from desktop.store.tables import stream
from sync.records.fields import Merge
from sync.records.registry import KINDS, declared
from sync.records.validity import from_wire

STANDING = ("applied", "waiting")
__all__ = ["Histories", "News", "NotToBeRestored", "Told", "Written"]

_LOOKED = "looked_at"
"""A setting: by stream, the revision at which this worker last saw its family."""


class NotToBeRestored(DoorstepError):
    """A decision is taken again by whoever may take it; it is never put back."""


@dataclass(frozen=True)
class Written:
    """One value of one field. `here`: written on this laptop. `stands`: it is what the record says now.

    A `fate` other than "applied" says that it never stood, or does not yet. `taken_out`: the value was, under authority, and by whom.
    `restorable`: it may be put back; a decision never is.
    """

    field: str
    before: Any
    after: Any
    by: str
    at: datetime
    here: bool
    fate: Fate
    reason: str | None
    taken_out: TakenOut | None
    restorable: bool
    stands: bool = False

    @property
    def removed(self) -> bool:
        """Whether nobody can tell any more what it was."""
        return self.taken_out is not None


@dataclass(frozen=True)
class News:
    """What a colleague wrote into one record since this worker last looked at the family."""

    kind: str
    record: str
    by: str
    at: datetime
    fields: tuple[str, ...]


class Histories:
    """Reading histories, and putting back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, kind: str, record: str, council: Iterable[Told] = ()) -> tuple[Written, ...]:
        """Each value that was written into a record, latest first. `council`: what the council told of it."""
        with self._desk.reading() as session:
            known = past.of_record(session.connection(), kind, record)
            taken_out = taken_out_of(session, kind, record)
        every = {(one.device, one.n): one for one in (*council, *known)}  # what is known here is newer
        return tuple(reversed(_written(_in_order(every.values()), self._desk.store.identity.number, taken_out)))

    def restore(self, kind: str, record: str, field: str, value: Any, shown: Any) -> None:
        """Write an earlier value again, over the one that was `shown` to stand (S18); of what is signed, into the version that may still
        change (S16, S17).

        Raises:
            NotToBeRestored: it is a decision's, or the record is not here any more.
        """
        if not _is_restorable(kind, field):
            raise NotToBeRestored
        with self._desk.store.writing(self._desk.worker.user, reason="restored") as session:
            if not put(session, kind, record, field, value, shown):
                raise NotToBeRestored

    def stream_of(self, kind: str, record: str) -> str | None:
        """Where a record lies; None if it is not here."""
        with self._desk.reading() as session:
            row = session.get(KINDS[kind], record) if kind in KINDS else None
            return row.stream if row is not None else None

    def news(self, family: str) -> tuple[News, ...]:
        """What colleagues wrote since `look`ed at, or since this laptop holds the family: latest first."""
        looked = self._desk.store.setting(_LOOKED) or {}
        with self._desk.reading() as session:
            told = [
                one
                for name, _revision in _positions(session, family)
                for one in past.since(session.connection(), name, looked.get(name, 0))
            ]
        return tuple(
            News(one.kind, one.record, one.author, datetime.fromisoformat(one.made_at), tuple(one.fields))
            for one in sorted(told, key=lambda one: one.made_at, reverse=True)
        )

    def look(self, family: str) -> None:
        """This worker has seen the family as it is now."""
        with self._desk.reading() as session:
            now = dict(_positions(session, family))
        looked = self._desk.store.setting(_LOOKED) or {}
        if any(looked.get(name) != revision for name, revision in now.items()):
            self._desk.store.put_setting(_LOOKED, looked | now)


def _is_restorable(kind: str, name: str) -> bool:
    rule = declared(kind, name)
    return rule is not None and rule.merge is not Merge.DECISION


def _in_order(told: Iterable[Told]) -> Iterator[Told]:
    """What stands in the order in which it came to stand; between it, by the writers' clocks, what never did."""
    every = sorted(told, key=lambda one: one.made_at)
    stood = sorted((one for one in every if one.fate in STANDING), key=lambda one: (one.revision is None, one.revision))
    return merge(stood, (one for one in every if one.fate not in STANDING), key=lambda one: one.made_at)


def _written(told: Iterable[Told], number: int, taken_out: Callable[[str], TakenOut]) -> list[Written]:
    stood: dict[str, Any] = {}
    latest: dict[str, int] = {}
    written: list[Written] = []
    for one in told:
        for name, wire in one.fields.items():
            value = from_wire(one.kind, name, wire)
            at = datetime.fromisoformat(one.made_at)
            here = one.here or one.device == number
            written.append(
                Written(
                    name,
                    stood.get(name),
                    value,
                    one.author,
                    at,
                    here,
                    one.fate,
                    one.reason,
                    taken_out(name) if name in one.removed else None,
                    _is_restorable(one.kind, name),
                )
            )
            if one.fate in STANDING:
                stood[name], latest[name] = value, len(written) - 1
    for place in latest.values():
        written[place] = replace(written[place], stands=True)
    return written


def _positions(session: Session, family: str) -> list[tuple[str, int]]:
    """The family's streams here, each with the revision that it is held at."""
    held = session.execute(select(stream.c.stream, stream.c.revision).where(stream.c.family == family))
    return [(row.stream, row.revision) for row in held]
