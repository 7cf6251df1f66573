"""Why the server would not write a change set: what it says may not be said there, or somebody else was first.

Both are pure questions to the set and to the records as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sync.protocol.change_set import Group
from sync.protocol.content import content_hash
from sync.protocol.messages import Current
from sync.records.ids import is_id
from sync.records.owners import OWNED, Owned
from sync.records.registry import may_lie_in
from sync.records.types import Wire
from sync.records.validity import InvalidValue, validate
from sync.server import belonging
from sync.server.access import may_write
from sync.server.received import Arrived
from sync.server.states import States

DELETED = "deleted"
CONTENT = "content"
"""With `stale`: a decision was taken on another content than the server's (S13)."""

Revision = Callable[[int], int]
"""What a base is as a revision of the stream."""


@dataclass(frozen=True)
class Fault:
    """Why a set is refused: a code, and which field, never its value."""

    code: str
    path: str | None = None


@dataclass(frozen=True)
class Stale:
    """What the set did not know of."""

    current: list[Current]
    code: str | None = None


def fault(line: Arrived, role: str, compartment: str) -> Fault | None:
    """The first thing that may not be said in this stream by this role; None for a valid set."""
    if not any(group.fields for group in line.groups):
        return Fault("empty")
    if _says_twice(line.groups):
        return Fault("said_twice")
    for group in line.groups:
        for at, name in enumerate(sorted(group.fields)):
            if found := _misvalued(group.kind, name, group.fields[name]):
                return found
            if at == 0 and (found := _misplaced(group, name, role, compartment)):
                return found
    return None


def stale(line: Arrived, states: States, revision: Revision) -> Stale | None:
    """What others changed meanwhile: the fields whose base has moved to another value, deletes, and what a decision saw."""
    current = list(_overtaken(line, states, revision))
    current += [deleted for deleted in _deleted(line, states) if deleted not in current]
    if current:
        return Stale(current)
    return Stale([], CONTENT) if _saw_other_content(line, states) else None


def _says_twice(groups: list[Group]) -> bool:
    """Whether a field of a record stands in two groups, each with a base of its own."""
    written: dict[tuple[str, str], set[str]] = {}
    for group in groups:
        names = written.setdefault((group.kind, group.record), set())
        if not names.isdisjoint(group.fields):
            return True
        names.update(group.fields)
    return False


def _misvalued(kind: str, name: str, value: Wire) -> Fault | None:
    try:
        validate(kind, name, value)
    except InvalidValue as invalid:
        return Fault(invalid.code, invalid.path or None)
    return None


def _misplaced(group: Group, name: str, role: str, compartment: str) -> Fault | None:
    """What is the same for every field of a record."""
    path = f"{group.kind}.{name}"
    if not is_id(group.record):
        return Fault("bad_id")
    if not may_write(role, group.kind):
        return Fault("not_allowed", path)
    if compartment in OWNED and not belonging.may_write(role, Owned(compartment)):
        return Fault("not_allowed", path)
    if not may_lie_in(group.kind, compartment):
        return Fault("compartment", path)
    return None


def _overtaken(line: Arrived, states: States, revision: Revision) -> Iterator[Current]:
    for group in line.groups:
        kind, record, fields = group.kind, group.record, group.fields
        state, base = states.at((line.head.stream, kind, record)), revision(group.base)
        if not base and not state.versions:
            continue  # nobody has written any of it
        for name in sorted(fields):
            version, value = state.version(name), state.fields.get(name)
            if version != base and value != fields[name]:
                yield Current(kind, record, name, value, version)


def _deleted(line: Arrived, states: States) -> Iterator[Current]:
    """Field bases do not see a delete: an edit of a deleted record must say that it knows (S14)."""
    knowing = {(group.kind, group.record) for group in line.groups if DELETED in group.fields}
    for kind, record in sorted({(group.kind, group.record) for group in line.groups} - knowing):
        state = states.at((line.head.stream, kind, record))
        if state.fields.get(DELETED) is not None:
            yield Current(kind, record, DELETED, state.fields[DELETED], state.version(DELETED))


def _saw_other_content(line: Arrived, states: States) -> bool:
    shown = line.head.decision
    if shown is None:
        return False
    state = states.at((line.head.stream, shown.kind, shown.record))
    return content_hash(shown.kind, shown.record, state.fields) != shown.sha256
