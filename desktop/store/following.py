"""Edits of an assessment that somebody else has signed meanwhile: they go on in the version that follows it (S16).

What is signed does not change (sync.md, section 4), so each pending change moves to the same field of the next version, where it is an
edit of the inherited value, or of what a colleague has written there already.
"""

from desktop.store.conflicts import STATE, Found
from desktop.store.outcomes import merged
from desktop.store.pending import Address, Cell, Edit, Place
from desktop.store.working_tree import WorkingTree
from sync.merge.outcome import Clash, Joined, Merged
from sync.records.assessment import Assessment
from sync.rules.assessments import HEAD, is_content, is_signed, next_version


def carry_on(tree: WorkingTree, address: Address) -> tuple[Address | None, set[int]]:
    """Move what waits on a record that is signed on the server. To which version, and the numbers of the sets that this changed."""
    places = {place for waiting in tree.queue.on(address) for place in waiting.on(address) if is_content(place.field)}
    if not places or not _is_signed_there(tree, address):
        return None, set()
    signed = address
    while _is_signed_there(tree, following := _following(signed)):
        signed = following
    maker = _begun(tree, signed, following)
    changed: set[int] = set()
    for place in sorted(places):
        changed |= _carry(tree, place, signed, maker)
    return following, changed


def _is_signed_there(tree: WorkingTree, address: Address) -> bool:
    return address.kind == Assessment.kind and is_signed(tree.base(Place(*address, STATE)).value)


def _following(signed: Address) -> Address:
    return Address(signed.stream, signed.kind, next_version(signed.record))


def _begun(tree: WorkingTree, signed: Address, following: Address) -> set[int]:
    """See to it that there is the next version; the number of the set that makes it, while that waits.

    Where there is none, it is made in a set of merging's own (S11).
    """
    state = Place(*following, STATE)
    if tree.rows.cell(state).version == 0:
        machine = tree.machine(signed.stream)
        copied = {name: tree.base(Place(*signed, name)).value for name in HEAD}
        for name, value in {"previous": signed.record, STATE: "draft", **copied}.items():
            if value is not None:
                tree.write(machine, Place(*following, name), value)
    version = tree.rows.cell(state).version
    return {-version} if version < 0 else set()


def _carry(tree: WorkingTree, place: Place, signed: Address, maker: set[int]) -> set[int]:
    """Move the chain that waits on one place to the version that follows `signed`."""
    target = Place(*_following(signed), place.field)
    chain = tree.queue.chain(place)
    changed = {waiting.n for waiting in chain}
    waiting, mine = chain[-1], chain[-1].edits[place].value
    first, *_later = [earlier.drop(place) for earlier in chain]
    tree.rows.write(place, first.shown, first.base)
    now = tree.rows.cell(target)
    if now.version == 0:
        now = Cell(tree.base(Place(*signed, place.field)).value, 0)
    outcome = merged(target, first.shown, mine, now.value)
    if not isinstance(outcome, Clash) and outcome.value != now.value:
        later = tree.queue.chain(target)
        if later:
            tree.write(later[-1], target, outcome.value)
            changed.add(later[-1].n)
        else:
            waiting.edits[target] = Edit(outcome.value, now.version, now.value)
            tree.rows.write(target, outcome.value, -waiting.n)
            waiting.needs |= maker - {waiting.n}
    if not isinstance(outcome, Merged):
        tree.open_conflict(
            Found(
                target, first.shown, now.value, mine,
                other_by=waiting.author, other_at=waiting.made_at, joined=isinstance(outcome, Joined),
            )
        )  # fmt: skip
    return changed
