"""What was taken out of a stream under authority, and what still comes in of it: from laptops that have not heard, or that send again (F3).

A redaction writes null over each of its places, so that what was made before it is stale like any change that was overtaken. What that
does not see is asked here: sets kept beside the log, conflict records, and sets of which a laptop has taken values out itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sync.protocol import commitment
from sync.protocol.canonical import encode
from sync.protocol.change_set import Change
from sync.records.conflict import Conflict
from sync.records.lawful import Redaction
from sync.records.types import Wire
from sync.rules import redactions
from sync.rules.redactions import Places
from sync.server.erasure import Redact
from sync.server.received import Arrived
from sync.server.states import States, unpacked
from sync.server.tables import record


@dataclass(frozen=True)
class Approved:
    """Places, and the revision at which they were emptied."""

    places: Places
    revision: int


def approved(connection: Connection, stream: str) -> list[Approved]:
    """What was taken out of a stream."""
    found = []
    kind = (record.c.stream == stream, record.c.kind == Redaction.kind)
    for row in connection.execute(select(record).where(*kind)):
        state = unpacked(row.fields, row.version, row.versions)
        places = redactions.approved(state.fields)
        if places is not None:
            found.append(Approved(places, state.version("approval")))
    return found


def is_said(connection: Connection, entry: Redact) -> bool:
    """Whether the council has the record of what an entry of the ledger took out."""
    place = (entry.stream, Redaction.kind, entry.redaction)
    return States(connection, {place}).at(place).fields.get("approval") is not None


def bare(connection: Connection, line: Arrived) -> str:
    """The bytes to be kept of a set that lies beside the log: without the values that were taken out after it was made."""
    found = approved(connection, line.head.stream)
    gone = {
        position
        for position, change in enumerate(line.changes)
        if any(_is_older(change, one) for one in found) or _is_disputed(line, change, found)
    }
    return encode(commitment.redact(line.change_set, gone)).decode() if gone else line.sealed


def is_founded(connection: Connection, line: Arrived) -> bool:
    """Whether what a laptop has taken out of a set of its own was taken out by the council."""
    redacted = line.change_set.redacted
    if redacted is None:
        return True
    found = approved(connection, line.head.stream)
    gone = [line.changes[int(position)] for position in redacted.commitments]
    return all(any(one.places.cover(*change[:3]) for one in found) or change.kind == Conflict.kind for change in gone)


def has_not_heard(connection: Connection, line: Arrived) -> bool:
    """Whether a set brings a conflict that holds what was taken out, and that nobody has written anything over since."""
    disputed = [fields for _conflict, fields in _conflicts(line) if fields.get("base") or fields.get("kept")]
    if not disputed:
        return False
    return any(
        one.places.are_disputed_by(fields) and _version(connection, line.head.stream, fields) == one.revision
        for one in approved(connection, line.head.stream)
        for fields in disputed
    )


def _is_older(change: Change, one: Approved) -> bool:
    return one.places.cover(*change[:3]) and change.base < one.revision


def _is_disputed(line: Arrived, change: Change, found: list[Approved]) -> bool:
    if change.kind != Conflict.kind or change.field not in redactions.BOXES:
        return False
    fields = dict(_conflicts(line)).get(change.record, {})
    return any(one.places.are_disputed_by(fields) for one in found)


def _conflicts(line: Arrived) -> Iterator[tuple[str, Mapping[str, Wire]]]:
    for group in line.change_set.changes:
        if group.kind == Conflict.kind:
            yield group.record, group.fields


def _version(connection: Connection, stream: str, conflict: Mapping[str, Wire]) -> int:
    place = (stream, str(conflict.get("record_kind")), str(conflict.get("record")))
    return States(connection, {place}).at(place).version(str(conflict.get("field_name")))
