"""A record's history: every change set that spoke of it, latest first, with what was sent and never stood (S25)."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, select

from sync.protocol.change_set import Group, Head, Redacted, flattened
from sync.protocol.history import ENTRIES, Entry, History, HistoryRequest
from sync.server.tables import change_set, device, device_number, evidence, member, stream


def history(connection: Connection, asked: HistoryRequest) -> History:
    """One answer. The first also tells what never stood; whether the caller may read the stream was asked before."""
    logged = list(_logged(connection, asked))
    rest = logged[ENTRIES:]
    entries = logged[:ENTRIES]
    if asked.before is None:
        entries = sorted(
            [*entries, *_never_stood(connection, asked)], key=lambda entry: entry.received_at, reverse=True
        )
    return History(entries, logged[ENTRIES - 1].revision if rest else None)


def _logged(connection: Connection, asked: HistoryRequest) -> Iterator[Entry]:
    wanted = (
        select(change_set)
        .where(change_set.c.stream == asked.stream, change_set.c.changes.contains(asked.record, autoescape=True))
        .order_by(change_set.c.revision.desc())
        .limit(ENTRIES + 1)
    )
    if asked.before is not None:
        wanted = wanted.where(change_set.c.revision < asked.before)
    for row in connection.execute(wanted):
        head = msgspec.json.decode(row.head, type=Head)
        groups = msgspec.json.decode(row.changes, type=list[Group])
        redacted = None if row.redacted is None else msgspec.json.decode(row.redacted, type=Redacted)
        yield _entry(asked, head, groups, row, revision=row.revision, removed=_removed(asked, groups, redacted))


def _never_stood(connection: Connection, asked: HistoryRequest) -> Iterator[Entry]:
    """Only of people who are or were members: anybody may claim a stream in what they send as evidence."""
    wanted = (
        select(evidence)
        .join(device_number, device_number.c.number == evidence.c.device)
        .join(device, device.c.device == device_number.c.device)
        .join(stream, stream.c.stream == evidence.c.stream)
        .join(
            member,
            and_(
                member.c.family == stream.c.family,
                member.c.compartment == stream.c.compartment,
                member.c.user == device.c.user,
            ),
        )
        .where(evidence.c.stream == asked.stream, evidence.c.sealed.contains(asked.record, autoescape=True))
        .order_by(evidence.c.received_at.desc())
        .limit(ENTRIES)
    )
    for row in connection.execute(wanted):
        sealed = msgspec.json.decode(row.sealed, type=_Sealed)
        removed = _removed(asked, sealed.changes, sealed.redacted)
        fate = "superseded" if row.code is None else "refused"
        yield _entry(asked, sealed.head, sealed.changes, row, fate=fate, removed=removed)


class _Sealed(msgspec.Struct):
    head: Head
    changes: list[Group]
    redacted: Redacted | None = None


def _entry(asked: HistoryRequest, head: Head, groups: list[Group], row: Row[Any], **more: Any) -> Entry:
    fields = {
        name: value
        for group in groups
        if (group.kind, group.record) == (asked.kind, asked.record)
        for name, value in group.fields.items()
    }
    return Entry(head.author, head.device, head.n, head.made_at, row.received_at, fields, reason=head.reason, **more)


def _removed(asked: HistoryRequest, groups: list[Group], redacted: Redacted | None) -> list[str]:
    if redacted is None:
        return []
    gone = redacted.commitments
    return [
        change.field
        for position, change in enumerate(flattened(groups))
        if str(position) in gone and (change.kind, change.record) == (asked.kind, asked.record)
    ]
