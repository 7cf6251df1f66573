"""The pending change sets of this laptop in the database, and what each answer of the server does to them.

    with opened(connection, hand, seal) as tree: ...     the queue and the rows; written back when the block ends
    settle(tree, verdict)                                a receipt, a refusal, or late work laid aside

Bytes once sealed never change (S3). What merging rewrote is sealed again under a new number before the block ends, and the old
bytes wait to be sent as evidence (S25).
"""

import json
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection

from desktop.store import settings
from desktop.store.conflicts import DELETED
from desktop.store.merging import Arrived, integrate, judge
from desktop.store.pending import Address, Edit, Place, Queue, Waiting
from desktop.store.rows import StoredRows
from desktop.store.sets import EVIDENCE, PENDING, Seal, last_number
from desktop.store.working_tree import Hand, WorkingTree
from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, Shown, flattened
from sync.protocol.messages import Verdict
from sync.records.registry import URGENT
from sync.records.types import Wire

_PENDING = str(PENDING)
_EVIDENCE = str(EVIDENCE)
_json = msgspec.json.decode


@contextmanager
def opened(
    connection: Connection, hand: Hand, seal: Seal, streams: Collection[str] | None = None
) -> Iterator[WorkingTree]:
    """The rows and the queue as they stand in this transaction, written back at the end of the block.

    With `streams`, only the sets of these streams are in the queue, and of those that hold sets which need them.
    """
    queue = load(connection, streams)
    before = {waiting.n: _written(waiting) for waiting in queue}
    rows = StoredRows(connection)
    tree = WorkingTree(rows, queue, hand)
    yield tree
    rows.flush()
    for n in tree.superseded:
        _finish(connection, n, "superseded")
    for waiting in tree.withdrawn:
        _save(connection, waiting, before.get(waiting.n))
        seal(connection, [waiting.n])  # an emptied set still accounts for its number (S1)
        _finish(connection, waiting.n, "withdrawn")
    for waiting in tree.queue:
        _save(connection, waiting, before.get(waiting.n))
    made = [waiting.n for waiting in tree.queue if not waiting.sealed and waiting.n not in before]
    if made:
        seal(connection, made)


def next_numbers(connection: Connection) -> Callable[[], int]:
    """Numbers for new sets (S1): one more than any that this laptop ever gave. Each must be saved in this transaction."""
    given = iter(range(last_number(connection) + 1, 2**53))
    return lambda: next(given)


def settle(connection: Connection, tree: WorkingTree, verdict: Verdict) -> None:
    """Do what the server's answer to a set asks for.

    A late or doubled answer does nothing (S6). `stale` and `held` only say that there is something to pull. The receipt of a set that was
    given up here while it was on its way, or that a manager let in (S24), says that it is there all the same: it comes in like anybody's.
    """
    n = verdict.n
    waiting = tree.queue.number(n)
    if waiting is None:
        if verdict.outcome == "applied" and verdict.revision is not None:
            _take_in(connection, tree, n, verdict.revision)
        return
    match verdict.outcome:
        case "applied" if verdict.revision is not None:
            _finish(connection, n, "applied", verdict.revision)
            _receive(tree, waiting, verdict.revision)
        case "aside":
            _finish(connection, n, "aside")
            _lay_aside(tree, waiting)
        case "altered":
            # The council has this n from a copy of this vault: all that is written here goes on under a number of its own (F6).
            settings.put(connection, settings.NEEDS_NEW_NUMBER, value=True)
            tree.rewrite({n})
        case "refused":
            connection.exec_driver_sql(
                "UPDATE change_set SET code = ?, path = ? WHERE n = ?", (verdict.code, verdict.path, n)
            )
            waiting.state = "refused"
            tree.rewrite(_take_back_over(tree, waiting))
        case "stale" | "held":
            waiting.state = verdict.outcome


def reconsider(tree: WorkingTree, suspects: Iterable[Address]) -> None:
    """Look at what waits before it is sent, as at a pull: what was saved since may not be able to go as it is.

    What a person wrote over a refused field goes into the refused set, which is sent again under a new number (S9). Decisions over it, and
    changes to what is known to be deleted, are judged (S13, S14).
    """
    changed: set[int] = set()
    for waiting in [waiting for waiting in tree.queue if waiting.state == "refused"]:
        for place, edit in waiting.edits.items():
            for later in [later for later in tree.queue.after(waiting) if place in later.edits]:
                edit.value = later.drop(place).value
                tree.rows.write(place, edit.value, -waiting.n)
                changed |= {waiting.n, later.n}
    tree.rewrite(changed | judge(tree, suspects))


def to_send(connection: Connection, taken: Iterable[str], sealable: Container[int] = ()) -> list[Waiting]:
    """The sealed sets worth sending, and those `sealable`, what is urgent first.

    What builds on a refused one waits with it, but in a stream that is taken away all goes (S24).
    """
    taken = frozenset(taken)
    queue = Queue()
    queue.arrange(_heads(connection))
    refused = {waiting.n for waiting in queue if waiting.state == "refused" and waiting.stream not in taken}
    urgent = _urgent(connection)
    if refused or urgent:
        queue = load(connection)
    blocked = queue.built_on(refused)
    in_order = queue.hurried(urgent)
    return [
        waiting
        for waiting in in_order
        if (waiting.sealed or waiting.n in sealable) and (waiting.n not in blocked or waiting.stream in taken)
    ]


def _urgent(connection: Connection) -> set[int]:
    """The sets that change a record of an urgent kind."""
    found = connection.exec_driver_sql(
        f"SELECT DISTINCT n FROM change WHERE n IN (SELECT n FROM change_set WHERE state IN {_PENDING})"
        " AND kind IN (SELECT value FROM json_each(?))",
        (json.dumps(URGENT),),
    )
    return set(found.scalars())


def withdraw(tree: WorkingTree, address: Address) -> None:
    """Take back the pending decisions over a record, as their author wishes (S17)."""
    changed: set[int] = set()
    for waiting in [waiting for waiting in tree.queue if waiting.decides == address]:
        changed |= tree.withdraw(waiting)[1]
    tree.rewrite(changed)


def _take_in(connection: Connection, tree: WorkingTree, n: int, revision: int) -> None:
    sealed = connection.exec_driver_sql(
        f"SELECT sealed FROM change_set WHERE n = ? AND (state IN {_EVIDENCE} OR state IN ('kept', 'aside'))", (n,)
    ).scalar()
    if sealed is None:
        return
    made = msgspec.json.decode(sealed, type=ChangeSet)
    head = made.head
    _finish(connection, n, "applied", revision)
    integrate(
        tree,
        [
            Arrived(Place(head.stream, kind, record, name), value, revision, head.author, head.made_at)
            for kind, record, name, _base, value in flattened(made.changes)
        ],
    )


def _receive(tree: WorkingTree, waiting: Waiting, revision: int) -> None:
    """The set is that revision now: in local versions, and in what is built on it (S1)."""
    tree.queue.remove(waiting)
    tree.rows.applied(waiting.n, revision)
    for other in tree.queue:
        for edit in other.edits.values():
            if edit.base == -waiting.n:
                edit.base = revision
    if waiting.decision is not None or any(place.field == DELETED for place in waiting.edits):
        integrate(tree, (), {place.address for place in waiting.edits})  # S12


def _lay_aside(tree: WorkingTree, waiting: Waiting) -> None:
    """The manager has it; here it is undone, and what stays is judged again without it (S12, S24)."""
    records = {place.address for place in waiting.edits}
    for place in list(waiting.edits):
        tree.unlink(waiting, place)
    tree.queue.remove(waiting)
    integrate(tree, (), records)


def _take_back_over(tree: WorkingTree, refused: Waiting) -> set[int]:
    """A decision over what was refused would wait for ever: it is taken back and shown (S10)."""
    records: set[Address] = {place.address for place in refused.edits}
    changed: set[int] = set()
    for later in list(tree.queue.after(refused)):
        if later.decides is not None and later.decides in records:
            changed |= tree.take_back(later, [place.field for place in refused.on(later.decides)])
    return changed


def load(connection: Connection, streams: Collection[str] | None = None) -> Queue:
    """The queue as it is stored: all of it, or what merging in these streams may have to change."""
    sets = {waiting.n: waiting for waiting in _heads(connection)}
    if streams is not None:
        sets = _connected(sets, streams)
    for n, kind, record, name, value, base, shown in connection.exec_driver_sql(
        "SELECT change.n, kind, record, field, value, coalesce(by.revision, base), shown FROM change"
        " LEFT JOIN change_set AS by ON by.n = -base WHERE change.n IN (SELECT value FROM json_each(?))",
        (json.dumps([*sets]),),
    ):
        place = Place(sets[n].stream, kind, record, name)
        sets[n].edits[place] = Edit(_json(value), base, _json(shown))
    queue = Queue()
    queue.arrange(sets.values())
    return queue


def _heads(connection: Connection) -> Iterator[Waiting]:
    for n, stream, author, made_at, state, needs, decision, reason, sealed in connection.exec_driver_sql(
        "SELECT n, stream, author, made_at, state, needs, decision, reason, sealed IS NOT NULL FROM change_set"
        f" WHERE state IN {_PENDING} ORDER BY n"
    ):
        shown = None if decision is None else msgspec.json.decode(decision, type=Shown)
        yield Waiting(n, stream, author, made_at, state, {}, set(_json(needs)), shown, reason, bool(sealed))


def _connected(sets: dict[int, Waiting], streams: Collection[str]) -> dict[int, Waiting]:
    """The sets of these streams, and of every stream in which a set needs one of them: it follows when that is rewritten."""
    found = {*streams}
    while more := {
        waiting.stream
        for waiting in sets.values()
        if waiting.stream not in found and any(n in sets and sets[n].stream in found for n in waiting.needs)
    }:
        found |= more
    return {n: waiting for n, waiting in sets.items() if waiting.stream in found}


_Written = tuple[str, frozenset[int], Shown | None, dict[Place, tuple[Wire, int, Wire]]]


def _written(waiting: Waiting) -> _Written:
    """What of a set may change, as it is now; values are replaced, never changed in place."""
    edits = {place: (edit.value, edit.base, edit.shown) for place, edit in waiting.edits.items()}
    return waiting.state, frozenset(waiting.needs), waiting.decision, edits


def _save(connection: Connection, waiting: Waiting, before: _Written | None) -> None:
    now = _written(waiting)
    if now == before:
        return
    needs = json.dumps(sorted(waiting.needs))
    decision = None if waiting.decision is None else encode(waiting.decision).decode()
    connection.exec_driver_sql(
        "INSERT INTO change_set (n, stream, author, made_at, state, needs, decision, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (n) DO UPDATE SET state = excluded.state, needs = excluded.needs, decision = excluded.decision",
        (waiting.n, waiting.stream, waiting.author, waiting.made_at, waiting.state, needs, decision, waiting.reason),
    )
    if before is None or now[3] != before[3]:
        _save_edits(connection, waiting)


def _save_edits(connection: Connection, waiting: Waiting) -> None:
    connection.exec_driver_sql("DELETE FROM change WHERE n = ?", (waiting.n,))
    for (_stream, *place), edit in waiting.edits.items():
        connection.exec_driver_sql(
            "INSERT INTO change (n, kind, record, field, value, base, shown) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (waiting.n, *place, encode(edit.value).decode(), edit.base, encode(edit.shown).decode()),
        )


def _finish(connection: Connection, n: int, state: str, revision: int | None = None) -> None:
    connection.exec_driver_sql("UPDATE change_set SET state = ?, revision = ? WHERE n = ?", (state, revision, n))
    if state in EVIDENCE:
        connection.exec_driver_sql("DELETE FROM change WHERE n = ?", (n,))
