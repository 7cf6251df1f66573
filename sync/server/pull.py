"""The answer to a pull: for each stream a snapshot, or the log after what the device has. Stored JSON passes through as it is.

It is read page by page, each in a short transaction of its own, and given out after it: a laptop on a slow line keeps one page in memory, and
never a connection to the database. So a snapshot of more than a page is fuzzy, and the log from its beginning follows it (S7).
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection, Row, and_, func, or_, select, tuple_

from sync.protocol.limits import PAGE_LINES
from sync.protocol.messages import Closing, Have, Mark, Opening, PullRequest, Receipt, Snapshot
from sync.server.access import Caller
from sync.server.certifying import certificates
from sync.server.database import Database
from sync.server.ledger import settled
from sync.server.tables import change_set, member, record, stream

Heads = dict[str, Any]
"""Streams by their ids, those of which the caller is a member."""
Rows = dict[str, list[Row[Any]]]
"""Rows by stream, each in its order."""

_encode = msgspec.json.encode


class _State(Struct, tag="state", tag_field="t", omit_defaults=True):
    kind: str
    record: str
    version: int
    fields: Raw
    versions: Raw | None = None


class _ChangeSet(Struct, omit_defaults=True):
    head: Raw
    changes: Raw
    signature: str
    seed: str | None = None
    redacted: Raw | None = None


class _Applied(Struct, tag="set", tag_field="t"):
    revision: int
    received_at: str
    change_set: _ChangeSet


@dataclass
class _Cursor:
    """How far one stream was given out: the records of its snapshot up to `after`, its log up to `revision`."""

    at: int
    have: Have
    revision: int
    records: int | None
    """How many records are yet to come, about; None while they are not counted."""
    after: tuple[str, str] = ("", "")
    is_open: bool = False

    @property
    def stream(self) -> str:
        return self.have.stream

    def size(self, head: Any) -> int:
        """How many lines are yet to come, about. What was begun before has a page of its own."""
        if self.is_open or self.have.resume is not None:
            return PAGE_LINES + 1
        return self.records or int(head.revision - self.revision)

    def untold(self, head: Any) -> str:
        """The chain head, empty where the manifest told it."""
        return "" if head.revision == self.have.told else str(head.chain)


@dataclass
class _Said:
    """What an answer has said so far: which devices are known, and how many of the streams asked for were opened or passed over."""

    devices: set[int]
    opened: int = 0


def pages(database: Database, caller: Caller, asked: PullRequest) -> Iterator[bytes]:
    """The lines of the answer, a page at a time. A stream taken away meanwhile breaks off, or is left out."""
    left = deque(
        _Cursor(at, it, it.revision, 0 if it.revision or it.log else None) for at, it in enumerate(asked.streams)
    )
    said = _Said({*asked.devices})
    while left:
        with database.reading() as connection:
            lines = _Page(connection, caller, left, said).lines()
        yield b"".join(line + b"\n" for line in lines)


class _Page:
    """The lines of the streams that come next: as many whole ones as a page takes, or a part of one. Moves the cursors on."""

    def __init__(self, connection: Connection, caller: Caller, left: deque[_Cursor], said: _Said) -> None:
        self._connection = connection
        self._caller = caller
        self._said = said
        near = [left.popleft() for _ in range(min(len(left), PAGE_LINES))]
        self._heads = self._members(near)
        members = [cursor for cursor in near if cursor.stream in self._heads]
        self._count(members)
        self._cursors = self._fitting(members)
        left.extendleft(reversed(members[len(self._cursors) :]))
        self._left = left

    def lines(self) -> list[bytes]:
        """What the page says."""
        openings = self._openings([cursor for cursor in self._cursors if not cursor.is_open])
        records = self._records([cursor for cursor in self._cursors if cursor.records])
        room = PAGE_LINES - sum(map(len, records.values()))
        log = self._log([cursor for cursor in self._cursors if not cursor.records], max(room, 1))
        self._certificates = self._new_devices(log)
        lines: list[bytes] = []
        for cursor in self._cursors:
            lines += openings.get(cursor.stream, [])
            lines += map(_state, records[cursor.stream])
            if cursor.records:
                self._left.appendleft(cursor)
            else:
                lines += self._sets(cursor, log[cursor.stream])
        return lines

    def _members(self, near: Sequence[_Cursor]) -> Heads:
        held = (
            select(stream.c.stream, stream.c.revision, stream.c.chain)
            .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
            .where(member.c.user == self._caller.user, member.c.removed_at.is_(None))
            .where(stream.c.stream.in_([cursor.stream for cursor in near]))
        )
        return {row.stream: row for row in self._connection.execute(held)}

    def _count(self, members: Sequence[_Cursor]) -> None:
        unknown = {cursor.stream: cursor for cursor in members if cursor.records is None}
        if not unknown:
            return
        counted = select(record.c.stream, func.count()).where(record.c.stream.in_(unknown)).group_by(record.c.stream)
        counts: dict[str, int] = dict(self._connection.execute(counted).all())
        for name, cursor in unknown.items():
            cursor.records = counts.get(name, 0)

    def _fitting(self, members: Sequence[_Cursor]) -> list[_Cursor]:
        fitting: list[_Cursor] = []
        room = PAGE_LINES
        for cursor in members:
            room -= cursor.size(self._heads[cursor.stream])
            if fitting and room < 0:
                break
            fitting.append(cursor)
        return fitting

    def _openings(self, cursors: Sequence[_Cursor]) -> dict[str, list[bytes]]:
        answered = settled(self._connection, self._caller.numbers, [cursor.have for cursor in cursors])
        openings = {}
        for cursor in cursors:
            head, have = self._heads[cursor.stream], cursor.have
            begun = None if have.revision or have.log else self._begin(cursor, head)
            opening = Opening(cursor.at - self._said.opened, begun, answered.get(cursor.stream, []))
            openings[cursor.stream] = [_encode(opening)]
            self._said.opened = cursor.at + 1
            cursor.is_open = True
        return openings

    def _begin(self, cursor: _Cursor, head: Row[Any]) -> Snapshot:
        """A snapshot from its first record, or from where it broke off (S7)."""
        resume = cursor.have.resume
        link = None if resume is None else self._link(cursor.stream, resume.revision)
        if resume is None or link is None:
            cursor.revision = head.revision
            return Snapshot(head.revision, cursor.untold(head))
        cursor.revision, cursor.after = resume.revision, (resume.kind, resume.record)
        cursor.records = max(cursor.records or 0, 1)
        return Snapshot(resume.revision, link, resumed=True)

    def _link(self, name: str, revision: int) -> str | None:
        found = select(change_set.c.chain).where(change_set.c.stream == name, change_set.c.revision == revision)
        return self._connection.execute(found).scalar()

    def _records(self, cursors: Sequence[_Cursor]) -> Rows:
        """The records that come next: of several streams all, of one a page. Notes how many are left."""
        rows: Rows = defaultdict(list)
        if not cursors:
            return rows
        wanted = select(record).where(record.c.stream.in_([cursor.stream for cursor in cursors]))
        is_alone = len(cursors) == 1
        if is_alone:
            wanted = wanted.where(tuple_(record.c.kind, record.c.id) > tuple_(*cursors[0].after)).limit(PAGE_LINES)
        for row in self._connection.execute(wanted.order_by(record.c.stream, record.c.kind, record.c.id)):
            rows[row.stream].append(row)
        for cursor in cursors:
            found = rows[cursor.stream]
            is_part = is_alone and len(found) == PAGE_LINES
            cursor.records = max((cursor.records or 0) - PAGE_LINES, 1) if is_part else 0
            if found:
                cursor.after = (found[-1].kind, found[-1].id)
        return rows

    def _log(self, cursors: Sequence[_Cursor], room: int) -> Rows:
        """The sets that come next: of several streams all, of one as many as there is room for."""
        rows: Rows = defaultdict(list)
        behind = [cursor for cursor in cursors if cursor.revision < self._heads[cursor.stream].revision]
        if not behind:
            return rows
        after = [and_(change_set.c.stream == it.stream, change_set.c.revision > it.revision) for it in behind]
        wanted = select(change_set).where(or_(*after)).order_by(change_set.c.stream, change_set.c.revision)
        for row in self._connection.execute(wanted.limit(room) if len(behind) == 1 else wanted):
            rows[row.stream].append(row)
        return rows

    def _new_devices(self, log: Rows) -> dict[int, bytes]:
        """By number, the certificate of each device that the laptop does not know yet."""
        numbers = {row.device for rows in log.values() for row in rows} - self._said.devices
        return {one.number: _encode(one) for one in certificates(self._connection, numbers)}

    def _sets(self, cursor: _Cursor, rows: Sequence[Row[Any]]) -> Iterator[bytes]:
        """The sets, and how far the log has come with them."""
        head = self._heads[cursor.stream]
        for row in rows:
            if row.device in self._caller.numbers and _is_named(row, cursor.have.sealed.get(row.device, {})):
                yield _encode(Receipt(row.n, row.revision, row.received_at))
                continue
            if row.device in self._certificates:
                self._said.devices.add(row.device)
                yield self._certificates.pop(row.device)
            yield _applied(row)
        if rows and rows[-1].revision < head.revision:
            cursor.revision = rows[-1].revision
            self._left.appendleft(cursor)
            yield _encode(Mark(rows[-1].revision, rows[-1].chain))
        else:
            yield _encode(Closing(head.revision, cursor.untold(head)))


def _is_named(row: Row[Any], sealed: Mapping[int, str]) -> bool:
    """Whether a device has this set, and not another of the same n."""
    check = sealed.get(row.n)
    return check is not None and str(row.digest).startswith(check)


def _state(row: Row[Any]) -> bytes:
    versions = None if row.versions == "{}" else Raw(row.versions.encode())
    return _encode(_State(row.kind, row.id, row.version, Raw(row.fields.encode()), versions))


def _applied(row: Row[Any]) -> bytes:
    redacted = None if row.redacted is None else Raw(row.redacted.encode())
    head = row.head.replace(f'"stream":"{row.stream}"', '"stream":""', 1)  # the opening says it
    sealed = _ChangeSet(Raw(head.encode()), Raw(row.changes.encode()), row.signature, row.seed, redacted)
    return _encode(_Applied(row.revision, row.received_at, sealed))
