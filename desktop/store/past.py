"""What was written into records, as far as this laptop knows: others' sets as they came with the log, its own, whatever became of them.

The council has the rest, and tells it in the same form.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection

from desktop.store import settings
from sync.protocol import commitment, limits
from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, Group, Head, flattened
from sync.protocol.history import Entry
from sync.protocol.messages import Applied
from sync.records.attachment import Attachment
from sync.records.types import Wire
from sync.rules.redactions import Places

_SOME = 200

HISTORY = "history"
"""A setting: of how many of its latest revisions a stream's history is kept, as the council said."""

Kept = tuple[str, int, str, str, str]
"""A set as it is kept: stream, revision, head, changes, and which of them were taken out."""

Fate = Literal["applied", "waiting", "aside", "refused", "superseded"]
_FATES: dict[str, Fate] = {
    "applied": "applied",
    "aside": "aside",
    "refused": "refused",
    "superseded": "superseded",
    "withdrawn": "superseded",
    "kept": "superseded",
}


@dataclass(frozen=True)
class Told:
    """What one change set said of one record. `(device, n)` is its id; `removed` names fields whose values were taken out (F2).

    `here`: it is a set of this laptop's own.
    """

    kind: str
    record: str
    author: str
    device: int
    n: int
    made_at: str
    fields: dict[str, Wire]
    revision: int | None = None
    fate: Fate = "applied"
    reason: str | None = None
    removed: Collection[str] = ()
    here: bool = False


def kept(stream: str, line: Applied) -> Kept:
    """A set of somebody else's that was applied, as a row."""
    made = line.change_set
    return stream, line.revision, encode(made.head).decode(), encode(made.changes).decode(), _text(_removed(made))


def keep(connection: Connection, rows: Sequence[Kept]) -> None:
    """Note such sets."""
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO past (stream, revision, head, changes, removed) VALUES (?, ?, ?, ?, ?)", rows
        )


def take_out(connection: Connection, stream: str, places: Places, before: int) -> set[str]:
    """Take values out under authority that were written before a revision (F3). The addresses of files that were among them."""
    rows = connection.exec_driver_sql(
        "SELECT revision, changes, removed FROM past WHERE stream = ? AND revision < ? AND instr(changes, ?)",
        (stream, before, places.record),
    ).all()
    files: set[str] = set()
    for revision, changes, removed in rows:
        groups = msgspec.json.decode(changes, type=list[Group])
        gone = {
            at: it for at, it in enumerate(flattened(groups)) if places.hold(it.kind, it.record, it.field, it.value)
        }
        if gone:
            files |= {str(it.value) for it in gone.values() if (it.kind, it.field) == (Attachment.kind, "sha256")}
            everywhere = {*msgspec.json.decode(removed), *gone}
            connection.exec_driver_sql(
                "UPDATE past SET changes = ?, removed = ? WHERE stream = ? AND revision = ?",
                (encode(commitment.without(groups, gone)).decode(), _text(everywhere), stream, revision),
            )
    return files


def let_some_go(connection: Connection) -> bool:
    """Let go of some of what is older than the council has laptops keep; it tells of it when somebody looks. Whether there may be more.

    What waits, and what is in conflict, lies elsewhere and stays.
    """
    depth = settings.get(connection, HISTORY)
    gone = connection.exec_driver_sql(
        "DELETE FROM past WHERE (stream, revision) IN (SELECT past.stream, past.revision FROM stream CROSS JOIN past"
        " ON past.stream = stream.stream AND past.revision <= stream.revision - ? LIMIT ?)",
        (limits.HISTORY if depth is None else depth, _SOME),
    )
    return gone.rowcount == _SOME


def of_record(connection: Connection, kind: str, record: str) -> list[Told]:
    """Everything of one record."""
    others = connection.exec_driver_sql(
        "SELECT head, changes, removed, revision FROM past WHERE instr(changes, ?) ORDER BY revision", (record,)
    )
    told = [one for row in others for one in _of_log(*row)]
    own = connection.exec_driver_sql(
        "SELECT sealed, revision, state FROM change_set WHERE sealed IS NOT NULL AND instr(CAST(sealed AS TEXT), ?)",
        (record,),
    )
    for sealed, revision, state in own:
        made = msgspec.json.decode(sealed, type=ChangeSet)
        told += _of_set(made.head, made.changes, _removed(made), revision, _FATES.get(state, "waiting"), here=True)
    return [one for one in told if (one.kind, one.record) == (kind, record)]


def begun(connection: Connection, kind: str, record: str) -> tuple[str, str] | None:
    """Who was the first to write into a record, and when, as far as this laptop knows; also what nobody has sealed yet."""
    told = [(one.made_at, one.author) for one in of_record(connection, kind, record)]
    unsealed = connection.exec_driver_sql(
        "SELECT made_at, author FROM change_set WHERE sealed IS NULL"
        " AND n IN (SELECT n FROM change WHERE kind = ? AND record = ?)",
        (kind, record),
    )
    told += [(made_at, author) for made_at, author in unsealed]
    if not told:
        return None
    made_at, author = min(told)
    return author, made_at


def since(connection: Connection, stream: str, revision: int) -> list[Told]:
    """What others wrote into a stream after a revision, in order."""
    rows = connection.exec_driver_sql(
        "SELECT head, changes, removed, revision FROM past WHERE stream = ? AND revision > ? ORDER BY revision",
        (stream, revision),
    )
    return [one for row in rows for one in _of_log(*row)]


def from_council(kind: str, record: str, entry: Entry) -> Told:
    """The same, as the council told it."""
    return Told(
        kind, record, entry.author, entry.device, entry.n, entry.made_at, entry.fields,
        entry.revision, entry.fate, entry.reason, entry.removed,
    )  # fmt: skip


def _of_log(head: str, changes: str, removed: str, revision: int) -> Iterator[Told]:
    groups = msgspec.json.decode(changes, type=list[Group])
    gone = {*msgspec.json.decode(removed, type=list[int])}
    return _of_set(msgspec.json.decode(head, type=Head), groups, gone, revision, "applied")


def _of_set(
    head: Head, groups: list[Group], removed: Collection[int], revision: int | None, fate: Fate, *, here: bool = False
) -> Iterator[Told]:
    fields: dict[tuple[str, str], dict[str, Wire]] = {}
    gone: dict[tuple[str, str], set[str]] = {}
    for position, (kind, record, name, _base, value) in enumerate(flattened(groups)):
        fields.setdefault((kind, record), {})[name] = value
        if position in removed:
            gone.setdefault((kind, record), set()).add(name)
    for (kind, record), written in fields.items():
        yield Told(
            kind,
            record,
            head.author,
            head.device,
            head.n,
            head.made_at,
            written,
            revision,
            fate,
            head.reason,
            gone.get((kind, record), ()),
            here=here,
        )


def _removed(made: ChangeSet) -> set[int]:
    """The positions at which values were taken out."""
    return set() if made.redacted is None else {int(position) for position in made.redacted.commitments}


def _text(positions: Collection[int]) -> str:
    return encode(sorted(positions)).decode()
