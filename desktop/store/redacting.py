"""Taking out of this laptop what the council took out under authority (F3).

heed     before the redaction's own change set is merged: from what waits, so that nobody's unsent words go, or come back
erase    afterwards, in the same transaction: from the bytes of sets, the history and the files

The rows themselves are emptied by the change set, which writes null over them. What is left in free pages, the index and older snapshots goes
as after a family that was taken away (`taking_away.remove_traces`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import Connection

from desktop.store import blobs, past, settings
from desktop.store.conflicts import boxed, unboxed
from desktop.store.own_words import Stood
from desktop.store.pending import Address, Place, Waiting
from desktop.store.sets import PENDING
from desktop.store.taking_away import TRACES
from desktop.store.working_tree import Emptied, WorkingTree
from sync.protocol import commitment
from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, flattened
from sync.records.attachment import Attachment
from sync.records.conflict import Conflict
from sync.records.lawful import Redaction
from sync.records.types import Wire
from sync.rules.redactions import BOXES, Places, approved, disputing

_FILE = "sha256"
Said = tuple[str, Mapping[str, Wire], int]
"""A redaction's id, the fields of it that have come, and at which revision."""


def heed(connection: Connection, tree: WorkingTree, stream: str, said: Iterable[Said]) -> None:
    """Take what redactions name out of what waits. `said`: what has come of redaction records.

    Of a text, every sentence goes that stood in what was taken out; what this person wrote of their own goes on, as a new value. What the council had
    already, and is sent again because it was put back from a backup, goes whole. A redaction that was heeded once is not heeded again.
    """
    changed: set[int] = set()
    for redaction, fields, revision in said:
        known = {
            name: cell.value for name, cell in tree.rows.fields(Address(stream, Redaction.kind, redaction)).items()
        }
        places = approved({**known, **fields})
        if places is None or fields.get("approval") in (None, known.get("approval")):
            continue
        again = _sent_before(connection, stream)
        conflicts = disputing(places, _conflicts(connection, tree, stream, places))
        file = tree.rows.cell(Place(stream, places.kind, places.record, _FILE)).value
        is_file = places.cover(Attachment.kind, places.record, _FILE)
        tree.emptied.append(Emptied(stream, places, revision, file if is_file else None))
        tree.emptied += [Emptied(stream, conflict, revision) for conflict in conflicts]
        stood = _stood(connection, tree, stream, places, conflicts)
        for place in _waiting_at(tree, stream, places):
            changed |= _reword(tree, place, again, stood[place.field])
        for conflict in conflicts:
            changed |= _reduce(tree, Address(stream, Conflict.kind, conflict.record), again, stood)
    tree.rewrite(changed)


def erase(connection: Connection, emptied: Collection[Emptied]) -> None:
    """Take it out of what is kept of sets that came, and that the council has."""
    for one in emptied:
        files = {str(one.file)} if one.file else set()
        files |= past.take_out(connection, one.stream, one.places, one.revision)
        files |= _erase_own(connection, one.stream, one.places)
        for file in files:
            blobs.take_out(connection, one.stream, file)
        if not one.places.fields:
            connection.exec_driver_sql("DELETE FROM setting WHERE substr(name, -22) = ?", (one.places.record,))
    if emptied:
        settings.put(connection, TRACES, value=True)


def _erase_own(connection: Connection, stream: str, places: Places) -> set[str]:
    """Of this laptop's own sets that do not wait any more. The files that they named."""
    rows = connection.exec_driver_sql(
        f"SELECT n, sealed FROM change_set WHERE stream = ? AND sealed IS NOT NULL AND state NOT IN {PENDING}"
        " AND instr(CAST(sealed AS TEXT), ?)",
        (stream, places.record),
    ).all()
    files: set[str] = set()
    for n, sealed in rows:
        made = msgspec.json.decode(sealed, type=ChangeSet)
        gone = {
            at: it
            for at, it in enumerate(flattened(made.changes))
            if places.hold(it.kind, it.record, it.field, it.value)
        }
        if gone:
            files |= {str(it.value) for it in gone.values() if (it.kind, it.field) == (Attachment.kind, _FILE)}
            bare = encode(commitment.redact(made, gone))
            connection.exec_driver_sql("UPDATE change_set SET sealed = ? WHERE n = ?", (bare, n))
    connection.exec_driver_sql(
        "UPDATE change SET value = 'null', shown = 'null' WHERE kind = ? AND record = ?"
        f" AND n IN (SELECT n FROM change_set WHERE stream = ? AND state NOT IN {PENDING})"
        " AND (? OR field IN (SELECT value FROM json_each(?)))",
        (places.kind, places.record, stream, not places.fields, encode(sorted(places.fields)).decode()),
    )
    return files


def _sent_before(connection: Connection, stream: str) -> set[int]:
    """The sets that wait though the council had them once (S28)."""
    return {*connection.exec_driver_sql("SELECT n FROM change_set WHERE stream = ? AND again", (stream,)).scalars()}


def _conflicts(
    connection: Connection, tree: WorkingTree, stream: str, places: Places
) -> Iterable[tuple[str, Mapping[str, Wire]]]:
    """The conflicts about a record, those among them that this transaction has opened."""
    found = {
        *connection.exec_driver_sql(
            "SELECT id FROM conflict WHERE stream = ? AND record = ?", (stream, places.record)
        ).scalars()
    }
    found |= {
        place.record
        for one in tree.queue
        for place in one.edits
        if (place.stream, place.kind) == (stream, Conflict.kind)
    }
    for conflict in sorted(found):
        cells = tree.rows.fields(Address(stream, Conflict.kind, conflict))
        yield conflict, {name: cell.value for name, cell in cells.items()}


def _waiting_at(tree: WorkingTree, stream: str, places: Places) -> list[Place]:
    found = {place for one in tree.queue for place in one.edits if place.stream == stream}
    return sorted(place for place in found if places.cover(place.kind, place.record, place.field))


def _stood(
    connection: Connection, tree: WorkingTree, stream: str, places: Places, conflicts: Iterable[Places]
) -> dict[str, Stood]:
    """By field, what stood there and in conflicts about it, as far as this laptop knows: all that the council has taken out."""
    found: dict[str, Stood] = defaultdict(Stood)
    for told in past.of_record(connection, places.kind, places.record):
        for name, value in told.fields.items() if told.fate == "applied" else ():
            found[name].add(value)
    for conflict in conflicts:
        address = Address(stream, Conflict.kind, conflict.record)
        boxes = (tree.rows.cell(Place(*address, box)) for box in BOXES)
        found[_about(tree, address)[1]].add(*(unboxed(cell.value) for cell in boxes if cell.version > 0))
    return found


def _reword(tree: WorkingTree, place: Place, again: Collection[int], stood: Stood) -> set[int]:
    """What waits at a place, without what was taken out. The numbers of the sets that this changes."""
    chain = tree.queue.chain(place)
    old = [waiting for waiting in chain if waiting.n in again]
    stood.add(chain[0].edits[place].shown, *(one.edits[place].value for one in old))
    changed = _unlink(tree, place, old)
    left = tree.queue.chain(place)
    before: Wire = None
    for waiting in left:
        edit = waiting.edits[place]
        value = stood.without(place.kind, place.field, edit.value)
        if value != edit.value:
            edit.value = value
            changed.add(waiting.n)
        edit.shown, before = before, value
    if left and before is None and changed:
        return changed | _unlink(tree, place, left)
    if left:
        tree.rows.write(place, before, -left[-1].n)
    return changed


def _reduce(tree: WorkingTree, conflict: Address, again: Collection[int], stood: Mapping[str, Stood]) -> set[int]:
    """Of a conflict that waits, what this person wrote is left."""
    kind, name = _about(tree, conflict)
    sets = [waiting for waiting in tree.queue if waiting.on(conflict)]
    if sets:
        stood[name].add(*(unboxed(tree.rows.cell(Place(*conflict, box)).value) for box in ("base", "kept")))
    changed: set[int] = set()
    for box in BOXES:
        place = Place(*conflict, box)
        holding = [waiting for waiting in sets if place in waiting.edits]
        changed |= _unlink(tree, place, [one for one in holding if box != "other" or one.n in again])
        for one in tree.queue.chain(place):
            edit = one.edits[place]
            kept = boxed(stood[name].without(kind, name, unboxed(edit.value)))
            if kept != edit.value:
                edit.value = kept
                tree.rows.write(place, kept, -one.n)
                changed.add(one.n)
    return changed


def _about(tree: WorkingTree, conflict: Address) -> tuple[str, str]:
    """The kind and the field that a conflict is about."""
    kind, name = (tree.rows.cell(Place(*conflict, part)).value for part in ("record_kind", "field_name"))
    return str(kind), str(name)


def _unlink(tree: WorkingTree, place: Place, sets: Iterable[Waiting]) -> set[int]:
    changed: set[int] = set()
    for waiting in sets:
        changed |= tree.unlink(waiting, place)[1]
    return changed
