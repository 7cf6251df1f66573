"""What happens when other people's changes arrive under one's own that wait (sync.md, section 4; S11, S13–S15, S19–S21).

Works on a `WorkingTree` in memory. Whatever a person saved is afterwards current, joined into what is current, in a conflict record, or
still waiting; never gone.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from desktop.store.conflicts import DELETED, SETTLED, Found, is_shown
from desktop.store.following import carry_on
from desktop.store.outcomes import merged
from desktop.store.pending import NOTHING, Address, Edit, Place, Waiting
from desktop.store.working_tree import WorkingTree
from sync.merge.outcome import Clash, Joined, Merged
from sync.records.conflict import Conflict
from sync.records.types import Wire

Seen: TypeAlias = Mapping[int, Mapping[str, Wire]]
"""By the number of a decision, what its record was when it was taken."""


class Arrived(NamedTuple):
    """One field as another device or a snapshot brought it. Author and instant are unknown from a snapshot."""

    place: Place
    value: Wire
    version: int
    by: str | None = None
    at: str | None = None


def integrate(tree: WorkingTree, arrived: Iterable[Arrived], again: Iterable[Address] = ()) -> None:
    """Take changes in, merging each with what waits on the same field; then judge the records touched, and those in `again` (S12)."""
    if not tree.queue:
        _put(tree, arrived)
        return
    arrived, records = list(arrived), set(again)
    seen = _seen(tree, records | {change.place.address for change in arrived})
    changed: set[int] = set()
    for change in arrived:
        if 0 <= tree.base(change.place).version < change.version:  # only over a lower version (S6)
            records.add(change.place.address)
            changed |= _meet(tree, change)
    tree.rewrite(changed | judge(tree, records, seen))


def _put(tree: WorkingTree, arrived: Iterable[Arrived]) -> None:
    """Where nothing waits there is nothing to merge and nothing to judge: most of what is ever pulled goes this way."""
    rows = tree.rows
    for change in arrived:
        if 0 <= rows.cell(change.place).version < change.version:  # only over a lower version (S6)
            rows.write(change.place, change.value, change.version)


def judge(tree: WorkingTree, records: Iterable[Address], seen: Seen = MappingProxyType({})) -> set[int]:
    """Look again at what waits over these records: decisions (S13), edits of what is signed (S16) and deletes (S14).

    Returns the numbers of the sets that change by it.
    """
    changed: set[int] = set()
    for address in sorted(records):
        changed |= _judge_decisions(tree, address, seen)
        following, carried = carry_on(tree, address)
        changed |= carried
        _judge_delete(tree, address)
        if following is not None:
            changed |= judge(tree, [following], seen)
    return changed


def _meet(tree: WorkingTree, change: Arrived) -> set[int]:
    """Merge one change with the chain that waits on its place (S19). The numbers of the sets that change by it."""
    place = change.place
    chain = tree.queue.chain(place)
    if not chain:
        tree.rows.write(place, change.value, change.version)
        return set()
    base, last = chain[0].edits[place].shown, chain[-1]
    if any(earlier.edits[place].value == change.value for earlier in chain[:-1]):
        base = change.value  # what came after was written with this in view
    mine = last.edits[place].value
    changed = {waiting.n for waiting in chain}
    outcome = merged(place, base, mine, change.value)
    for waiting in chain[:-1]:
        waiting.drop(place)
    if isinstance(outcome, Clash) or outcome.value == change.value:
        last.drop(place)
        tree.rows.write(place, change.value, change.version)
    else:
        last.edits[place] = Edit(outcome.value, change.version, change.value)
        tree.rows.write(place, outcome.value, -last.n)
    if isinstance(outcome, Clash) and place.kind == Conflict.kind:
        return changed | (_give_up_settlement(tree, last, change) if place.field == SETTLED else set())
    if not isinstance(outcome, Merged) and (last.decides != place.address or is_shown(place, mine)):
        joined = isinstance(outcome, Joined)
        tree.open_conflict(
            Found(place, base, change.value, mine, change.by, change.at, last.author, last.made_at, joined)
        )
    return changed


def _give_up_settlement(tree: WorkingTree, waiting: Waiting, change: Arrived) -> set[int]:
    """The first settlement stands; the value that the later one chose becomes a conflict of its own (S21)."""
    conflict = tree.rows.fields(change.place.address)
    kind, record, name = (str(conflict.get(part, NOTHING).value) for part in ("record_kind", "record", "field_name"))
    place = Place(change.place.stream, kind, record, name)
    edit, changed = tree.unlink(waiting, place)
    if edit is not None and edit.value != edit.shown:
        tree.open_conflict(
            Found(place, edit.shown, edit.shown, edit.value, change.by, change.at, waiting.author, waiting.made_at)
        )
    return changed


def _seen(tree: WorkingTree, records: set[Address]) -> Seen:
    """By number, what pending decisions over these records were taken on."""
    return {
        waiting.n: tree.shown_to(waiting, address)
        for waiting in tree.queue
        if (address := waiting.decides) is not None and address in records
    }


def _judge_decisions(tree: WorkingTree, address: Address, seen: Seen) -> set[int]:
    """Take back every pending decision whose record is no longer what its author saw (S13)."""
    changed: set[int] = set()
    for waiting in list(tree.queue):
        if waiting.decides == address and not tree.still_stands(waiting):
            changed |= tree.take_back(waiting, _differing(seen.get(waiting.n, {}), tree.shown_to(waiting, address)))
    return changed


def _differing(one: Mapping[str, Wire], other: Mapping[str, Wire]) -> set[str]:
    """The fields in which two contents of a record differ. An empty one was not noted: then nothing can be said."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} if one else set()


def _judge_delete(tree: WorkingTree, address: Address) -> None:
    """Deleted there, changed here: it comes back, with a conflict whose other value is the delete (S14)."""
    place = Place(*address, DELETED)
    deleted = tree.base(place).value
    if deleted is None or tree.queue.chain(place) or not tree.queue.on(address):
        return
    tree.write(tree.machine(place.stream), place, None)
    by, at = (deleted.get("by"), deleted.get("at")) if isinstance(deleted, dict) else (None, None)
    tree.open_conflict(
        Found(
            place,
            base=None,
            kept=None,
            other=deleted,
            other_by=by if isinstance(by, str) else None,
            other_at=at if isinstance(at, str) else None,
        )
    )
