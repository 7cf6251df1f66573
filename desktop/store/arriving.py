"""Snapshots of which only a part has come: kept as they came, out of sight, until nothing is missing (S7).

So no page ever shows half a family, and a broken line costs no more than what was on its way. Small streams never pass through here.
"""

import json
from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection

from sync.protocol.messages import Applied, Receipt, Resume, State
from sync.protocol.replica import Opened, Part

Line = State | Applied | Receipt
_decode = msgspec.json.Decoder(Opened | Line).decode


def keep(connection: Connection, part: Part) -> None:
    """Put a part to what has come of its stream before; or begin anew, if it is not the same snapshot that goes on."""
    stream = part.opening.stream
    before = _opening(connection, stream)
    if before != part.opening:
        if before is not None and _goes_on(before, part.opening):
            _leave_states(connection, stream)
        else:
            forget(connection, stream)
        _put(connection, stream, 0, [part.opening])
    last = connection.exec_driver_sql("SELECT max(place) FROM arriving WHERE stream = ?", (stream,)).scalar_one()
    _put(connection, stream, last + 1, part.lines)


def begun(connection: Connection, streams: Collection[str]) -> set[str]:
    """Those of these streams of which something has come."""
    found = connection.exec_driver_sql(
        "SELECT stream FROM arriving WHERE place = 0 AND stream IN (SELECT value FROM json_each(?))",
        (json.dumps([*streams]),),
    )
    return {*found.scalars()}


def whole(connection: Connection, part: Part) -> Sequence[Line]:
    """Everything of a snapshot whose last part has come. Nothing of it is kept here any longer."""
    stream = part.opening.stream
    before = _opening(connection, stream)
    if before is None:
        return part.lines
    if before != part.opening and not _goes_on(before, part.opening):
        forget(connection, stream)
        return part.lines
    if before != part.opening:
        _leave_states(connection, stream)
    lines = [line for line in _lines(connection, stream) if isinstance(line, Line)]
    forget(connection, stream)
    return [*lines, *part.lines]


def resume(connection: Connection) -> dict[str, Resume]:
    """By stream, where a snapshot that broke off goes on."""
    found = {}
    for stream, place in connection.exec_driver_sql(
        "SELECT stream, max(place) FROM arriving WHERE is_state GROUP BY stream"
    ).all():
        opening, last = _opening(connection, stream), _at(connection, stream, place)
        if opening is not None and opening.snapshot is not None and isinstance(last, State):
            found[stream] = Resume(opening.snapshot.revision, last.kind, last.record)
    return found


def forget(connection: Connection, stream: str) -> None:
    """Let go of what has come of a stream."""
    connection.exec_driver_sql("DELETE FROM arriving WHERE stream = ?", (stream,))


def _goes_on(before: Opened, now: Opened) -> bool:
    """Whether an answer goes on with the snapshot of an earlier one."""
    if before.snapshot is None or now.snapshot is None or not now.snapshot.resumed:
        return False
    return (before.snapshot.revision, before.snapshot.chain) == (now.snapshot.revision, now.snapshot.chain)


def _leave_states(connection: Connection, stream: str) -> None:
    """The log comes again from its beginning."""
    connection.exec_driver_sql("DELETE FROM arriving WHERE stream = ? AND NOT is_state", (stream,))


def _opening(connection: Connection, stream: str) -> Opened | None:
    found = _at(connection, stream, 0)
    return found if isinstance(found, Opened) else None


def _at(connection: Connection, stream: str, place: int) -> Opened | Line | None:
    row = connection.exec_driver_sql("SELECT line FROM arriving WHERE stream = ? AND place = ?", (stream, place))
    line = row.scalar()
    return None if line is None else _decode(line)


def _lines(connection: Connection, stream: str) -> list[Opened | Line]:
    rows = connection.exec_driver_sql("SELECT line FROM arriving WHERE stream = ? ORDER BY place", (stream,))
    return [_decode(line) for line in rows.scalars()]


def _put(connection: Connection, stream: str, place: int, lines: Sequence[Opened | Line]) -> None:
    rows = [
        (stream, at, isinstance(line, State), msgspec.json.encode(line).decode())
        for at, line in enumerate(lines, place)
    ]
    if rows:
        connection.exec_driver_sql("INSERT INTO arriving (stream, place, is_state, line) VALUES (?, ?, ?, ?)", rows)
