"""The records that a page of a push touches: loaded once, judged and changed in memory, written back once."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from sync.protocol.canonical import encode
from sync.records.types import Wire
from sync.server.database import among
from sync.server.tables import record

Place = tuple[str, str, str]
"""Stream, kind, id."""


@dataclass
class State:
    """One record: the value of each field and the revision that wrote it."""

    fields: dict[str, Wire] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def version(self, name: str) -> int:
        """0 for a field that nobody has written."""
        return self.versions.get(name, 0)

    def write(self, fields: Mapping[str, Wire], revision: int) -> None:
        """Put values."""
        self.fields.update(fields)
        self.versions.update(dict.fromkeys(fields, revision))


_NOTHING = State()


class States:
    """The records of a page. Their streams are locked, so nobody else changes them meanwhile."""

    def __init__(self, connection: Connection, places: Collection[Place]) -> None:
        self._connection = connection
        self._states = {place: state for place, state in _load(connection, places) if place in places}
        self._stored = set(self._states)
        self._changed: set[Place] = set()

    def at(self, place: Place) -> State:
        """The record as it is now; an empty one where there is none. Not to be written to."""
        return self._states.get(place, _NOTHING)

    def exists(self, place: Place) -> bool:
        """Whether any set that was applied has written this record."""
        return place in self._states

    def write(self, place: Place, fields: Mapping[str, Wire], revision: int) -> None:
        """Put values."""
        state = self._states.get(place)
        if state is None:
            state = self._states[place] = State()
        state.write(fields, revision)
        self._changed.add(place)

    def save(self) -> None:
        """Write back what changed."""
        rows = [_row(place, self._states[place]) for place in sorted(self._changed)]
        fresh, known = [], []
        for row in rows:
            if (row["stream"], row["kind"], row["id"]) in self._stored:
                known.append({f"new_{name}": value for name, value in row.items()})
            else:
                fresh.append(row)
        if fresh:
            self._connection.execute(insert(record), fresh)
        if known:
            self._connection.execute(_UPDATE, known)


def unpacked(fields: str, version: int, versions: str) -> State:
    """A record as it is stored, in memory."""
    values: dict[str, Wire] = msgspec.json.decode(fields)
    others: dict[str, int] = msgspec.json.decode(versions, type=dict[str, int])
    return State(values, dict.fromkeys(values, version) | others)


_THESE = select(record).where(record.c.stream.in_(among("streams")), record.c.id.in_(among("ids")))

_UPDATE = (
    update(record)
    .where(*(record.c[name] == bindparam(f"new_{name}") for name in ("stream", "kind", "id")))
    .values({name: bindparam(f"new_{name}") for name in ("fields", "version", "versions")})
)


def _load(connection: Connection, places: Collection[Place]) -> list[tuple[Place, State]]:
    streams = {place[0] for place in places}
    ids = {place[2] for place in places}
    rows = connection.execute(_THESE, {"streams": [*streams], "ids": [*ids]})
    return [((row.stream, row.kind, row.id), unpacked(row.fields, row.version, row.versions)) for row in rows]


def _row(place: Place, state: State) -> Mapping[str, str | int]:
    # Most fields of a record are of one revision: naming it once is a fifth of a snapshot's bytes.
    versions = state.versions.values()
    common = max(Counter(versions).items(), key=itemgetter(1))[0] if len({*versions}) > 1 else next(iter(versions))
    others = {name: version for name, version in state.versions.items() if version != common}
    return {
        "stream": place[0],
        "kind": place[1],
        "id": place[2],
        "fields": encode(state.fields).decode(),
        "version": common,
        "versions": encode(others).decode(),
    }
