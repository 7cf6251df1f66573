"""What has not reached the council yet, what it would not take, and when this laptop last sent and received."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Result, func, select
from sqlalchemy.orm import Session

from desktop.casework.conflicts import Conflicts, OpenConflict
from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.refused import put_right
from desktop.store import tables
from desktop.store.blobs import WAITING
from desktop.store.pending import MERGE
from desktop.store.replica import RECEIVED_AT, SENT_AT
from desktop.store.sets import EVIDENCE, PENDING
from desktop.store.taking_away import Gone
from sync.records.family import Family
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.person import Person
from sync.records.plan import Action, Outcome
from sync.records.professional import Professional
from sync.records.record import Record
from sync.records.visit import Visit

__all__ = ["Gone", "RefusedRecord", "Sending", "SendingState", "WaitingRecord", "streams_left_open"]

_TELLING: dict[type[Record], str] = {
    Person: "first_name",
    Professional: "name",
    Action: "text",
    Outcome: "text",
    Visit: "planned_at",
    Note: "happened_at",
}
"""The field by which people tell the records of a kind apart. None that is hidden from families: a list is seen over shoulders."""


FILES_ON_HOTSPOT = "files_on_hotspot"
"""A setting: whether files go over a line that is paid for by what goes over it."""


@dataclass(frozen=True)
class WaitingRecord:
    """One record with changes that have not been sent. `telling` is what tells it from others of its kind, where it has that."""

    family: str
    family_name: str
    kind: str
    record: str
    fields: int
    changed_at: datetime
    telling: Any = None


@dataclass(frozen=True)
class RefusedRecord:
    """One record with changes that the council would not take; they stay here until they are corrected.

    `reason` is the server's stable code, `field` which field it minded, where it said.
    """

    family: str
    family_name: str
    kind: str
    record: str
    field: str | None
    reason: str
    changed_at: datetime


@dataclass(frozen=True)
class SendingState:
    """Everything that the page "Sending and receiving" shows.

    `waiting_since` is when the oldest change that waits was made. `aside` counts change sets that the manager is to admit, `kept_back` those
    whose bytes the server has yet to get for the history (S25), and families begun here that it has not answered for. `files` are those whose
    bytes have no receipt, `files_on_hotspot` says whether they go over a line that is paid for by what goes over it. `doubted` names the
    families of which something new is not what its device signed, and so is left out (F2); empty of one that is not here.
    """

    waiting: tuple[WaitingRecord, ...]
    refused: tuple[RefusedRecord, ...]
    conflicts: tuple[OpenConflict, ...]
    aside: int
    last_sent: datetime | None
    last_received: datetime | None
    kept_back: int = 0
    waiting_since: datetime | None = None
    files: int = 0
    files_on_hotspot: bool = False
    doubted: tuple[str, ...] = ()

    def days_waiting(self, now: datetime) -> int:
        """For how many whole days something has waited to be sent."""
        return 0 if self.waiting_since is None else max(0, (now - self.waiting_since).days)

    @property
    def all_received(self) -> bool:
        """Whether the server has given a receipt for everything that was ever written here."""
        return self.last_sent is not None and not (
            self.waiting or self.refused or self.aside or self.kept_back or self.files
        )


class Sending:
    """Reading where things stand between this laptop and the council."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def state(self) -> SendingState:
        """As of now, from this laptop alone."""
        conflicts = Conflicts(self._desk).open()
        with self._desk.reading() as session:
            families = families_by_stream(session)
            names = _names(session)
            rows = _pending(session).all()
            telling = _telling(session, [row.record for row in rows])
            waiting, refused = [], []
            for row in rows:
                family = families[row.stream]
                name, at = names.get(family, ""), datetime.fromisoformat(row.made_at)
                if row.state == "refused":
                    field = (row.path or "").partition(".")[2] or None
                    refused.append(RefusedRecord(family, name, row.kind, row.record, field, row.code or "", at))
                else:
                    told = telling.get(row.record)
                    waiting.append(WaitingRecord(family, name, row.kind, row.record, row.fields, at, told))
            aside = select(func.count()).where(tables.change_set.c.state == "aside")
            return SendingState(
                tuple(waiting),
                tuple(refused),
                conflicts,
                session.scalars(aside).one(),
                self._time(SENT_AT),
                self._time(RECEIVED_AT),
                _kept_back(session),
                min(
                    (datetime.fromisoformat(row.first_made_at) for row in rows if row.state != "refused"), default=None
                ),
                session.scalars(select(func.count()).where(tables.blob.c.state == WAITING)).one(),
                bool(self._desk.store.setting(FILES_ON_HOTSPOT)),
                tuple(sorted({names.get(row.family, "") for row in session.execute(select(tables.doubt.c.family))})),
            )

    def send_files_on_hotspot(self, *, send: bool) -> None:
        """Whether files go over a phone's hotspot too, from now on."""
        self._desk.store.put_setting(FILES_ON_HOTSPOT, send)

    def _time(self, name: str) -> datetime | None:
        value = self._desk.store.setting(name)
        return datetime.fromisoformat(value) if isinstance(value, str) else None


def streams_left_open(family: str | None) -> tuple[str, ...]:
    """The streams whose open change sets an automatic sync leaves, while a record of this family is on the screen (S4)."""
    return (
        ()
        if family is None
        else tuple(stream_id(family, compartment) for compartment in ("shared", "team", "restricted"))
    )


def _pending(session: Session) -> Result[Any]:
    """Each record with pending changes of a person's, latest first."""
    made, change = tables.change_set.c, tables.change.c
    wanted = (
        select(
            made.stream,
            made.state,
            made.code,
            made.path,
            change.kind,
            change.record,
            func.count(change.field.distinct()).label("fields"),
            func.max(made.made_at).label("made_at"),
            func.min(made.made_at).label("first_made_at"),
        )
        .join_from(tables.change, tables.change_set, made.n == change.n)
        .where(made.state.in_(PENDING), made.reason.is_distinct_from(MERGE), ~((made.state == "refused") & put_right()))
        .group_by(made.stream, change.kind, change.record, made.state == "refused")
        .order_by(func.max(made.made_at).desc(), change.kind, change.record)
    )
    return session.execute(wanted)


def _telling(session: Session, records: Collection[str]) -> dict[str, Any]:
    """By record, what tells it apart."""
    found: dict[str, Any] = {}
    for kind, name in _TELLING.items():
        wanted = select(kind.id, getattr(kind, name).label("told")).where(kind.id.in_(records))
        found |= {row.id: row.told for row in session.execute(wanted)}
    return found


def _kept_back(session: Session) -> int:
    """What has no receipt though no record of a person's waits: merging's own sets, evidence, streams begun here, and what the server says that it
    has, while the council has not signed that."""
    made, held = tables.change_set.c, tables.stream.c
    merged = made.state.in_(PENDING) & (made.reason == MERGE)
    unproved = made.state.in_(("applied", "kept")) & made.acknowledged_at.is_(None)
    unsent = select(func.count()).where(merged | made.state.in_(EVIDENCE) | unproved)
    begun = select(func.count()).where(held.own == 1)
    return session.scalars(unsent).one() + session.scalars(begun).one()


def _names(session: Session) -> dict[str, str]:
    return {row.id: row.name or "" for row in session.execute(select(Family.id, Family.name))}
