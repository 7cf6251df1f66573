"""Taking in what a pull brought: one page, one transaction, wholly or not at all (sync.md, section 5.3).

Change sets are applied in order and only as the next revision, which after a restore may be a jump away (S6, S28); a set of this laptop's own is a receipt (S1); answers that were lost
are settled before anything is merged (S2). The links of a stream's chain are computed here and must come to the head that the server
names (F6). Signatures were looked at before (`devices`).
"""

import json
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from desktop.store import anew, arriving, outbox, past, redacting
from desktop.store.devices import Digests
from desktop.store.merging import Arrived, integrate
from desktop.store.pending import Address, Cell, Place
from desktop.store.working_tree import WorkingTree
from sync.protocol import commitment
from sync.protocol.change_set import flattened
from sync.protocol.epoch import may_jump
from sync.protocol.messages import Applied, Receipt, State, Verdict
from sync.protocol.replica import HistoryRewritten, Opened, Page, Part
from sync.rules.redactions import is_redaction


def apply(connection: Connection, tree: WorkingTree, page: Page, digests: Digests) -> None:
    """Apply a page to the open tree. `digests`: of its sets, as far as they are known.

    Raises:
        HistoryRewritten: a log does not extend the chain held.
    """
    tree.rows.load(address for part in page for address in _addresses(part.opening.stream, part.lines))
    for part in page:
        if part.opening.snapshot is None or part.is_whole:
            _apply(connection, tree, part, digests)
        else:
            arriving.keep(connection, part)


def position(connection: Connection, stream: str) -> tuple[int, str]:
    """The last revision applied here, and the chain head at it."""
    found = connection.exec_driver_sql("SELECT revision, chain FROM stream WHERE stream = ?", (stream,)).one_or_none()
    return (found.revision, found.chain) if found else (0, commitment.NO_CHAIN)


def move(connection: Connection, stream: str, revision: int, chain: str) -> None:
    """The stream is held up to this revision, at which its chain head is this."""
    move_all(connection, {stream: (revision, chain)})


def move_all(connection: Connection, positions: Mapping[str, tuple[int, str]]) -> None:
    """Likewise of several."""
    if positions:
        connection.exec_driver_sql(
            "UPDATE stream SET revision = ?, chain = ? WHERE stream = ?",
            [(*position, stream) for stream, position in positions.items()],
        )


def own_link(connection: Connection, chain: str, revision: int, received_at: str, n: int) -> str | None:
    """The chain head when this laptop's own set `n` follows; None where its bytes are not here."""
    made = own_signed(connection, [n]).get(n)
    return made and commitment.chain(chain, revision, received_at, *made)


def own_signed(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[bytes, str]]:
    """Digest and signature of this laptop's own sets by number, as far as their bytes are here."""
    found = connection.exec_driver_sql(
        "SELECT n, digest, sealed FROM change_set WHERE sealed IS NOT NULL AND n IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    return {n: (bytes(digest), _signed.decode(sealed).signature) for n, digest, sealed in found}


class _Signed(Struct):
    signature: str


_signed = msgspec.json.Decoder(_Signed)


def _apply(connection: Connection, tree: WorkingTree, part: Part, digests: Digests) -> None:
    opening = part.opening
    _hold(connection, opening)
    is_anew = anew.is_due(connection, opening)
    for answer in () if is_anew else opening.settled:
        outbox.settle(connection, tree, Verdict(answer.n, opening.stream, answer.outcome, answer.revision))
    lines = part.lines
    if opening.snapshot is not None:
        lines = arriving.whole(connection, part)
        tree.rows.load(_addresses(opening.stream, lines))
        redacting.heed(connection, tree, opening.stream, _redactions(lines))
        if is_anew:
            anew.replace(connection, tree, opening, list(_states(opening.stream, lines)))
        else:
            _take_in(tree, opening.stream, lines)
        if position(connection, opening.stream)[0] < opening.snapshot.revision:
            move(connection, opening.stream, opening.snapshot.revision, opening.snapshot.chain)
    _apply_log(connection, tree, part, [line for line in lines if not isinstance(line, State)], digests)


def _hold(connection: Connection, opening: Opened) -> None:
    connection.exec_driver_sql(
        "INSERT INTO stream (stream, family, compartment) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET own = 0",
        (opening.stream, opening.family, opening.compartment),
    )


def _addresses(stream: str, lines: Sequence[arriving.Line]) -> Iterator[Address]:
    """The records that lines speak of."""
    for line in lines:
        if isinstance(line, State):
            yield Address(stream, line.kind, line.record)
        elif isinstance(line, Applied):
            yield from (Address(stream, group.kind, group.record) for group in line.change_set.changes)


def _take_in(tree: WorkingTree, stream: str, lines: Sequence[arriving.Line]) -> None:
    """Take in the records of a snapshot: whole, those of which nothing is here, as in a first sync all are; else merged."""
    known = []
    for line in lines:
        if isinstance(line, State):
            version, others = line.version, line.versions
            cells = {name: Cell(value, others.get(name, version)) for name, value in line.fields.items()}
            is_sound = version > 0 and all(other > 0 for other in others.values())
            if tree.queue or not is_sound or not tree.rows.arrive(Address(stream, line.kind, line.record), cells):
                known.append(line)
    integrate(tree, _states(stream, known))


def _redactions(lines: Sequence[arriving.Line]) -> Iterator[redacting.Said]:
    """What lines say of redactions (F3)."""
    for line in lines:
        if isinstance(line, State) and is_redaction(line.kind):
            yield line.record, line.fields, line.versions.get("approval", line.version)
        elif isinstance(line, Applied):
            groups = line.change_set.changes
            yield from ((it.record, it.fields, line.revision) for it in groups if is_redaction(it.kind))


def _states(stream: str, lines: Sequence[arriving.Line]) -> Iterator[Arrived]:
    for line in lines:
        if isinstance(line, State):
            for name, value in line.fields.items():
                place = Place(stream, line.kind, line.record, name)
                yield Arrived(place, value, line.versions.get(name, line.version))


def _apply_log(
    connection: Connection, tree: WorkingTree, part: Part, log: Sequence[Applied | Receipt], digests: Digests
) -> None:
    """Each set that is the next one (S6), up to the mark, at which the chain must be what the server says."""
    stream = part.opening.stream
    began, chain = position(connection, stream)
    revision = began
    jumps = bool(log) and part.opening.after <= began and anew.is_restored(connection)
    for line in log:
        if line.revision == revision + 1 or (jumps and may_jump(revision, line.revision)):
            link = _apply_set(connection, tree, stream, chain, line, digests)
            revision, chain = line.revision, link
    if part.mark is not None and revision == part.mark.revision and chain != part.mark.chain:
        raise HistoryRewritten(stream)
    if revision != began:
        move(connection, stream, revision, chain)


def _apply_set(
    connection: Connection, tree: WorkingTree, stream: str, chain: str, line: Applied | Receipt, digests: Digests
) -> str:
    """Take in one set. The chain head after it."""
    if isinstance(line, Receipt):
        link = own_link(connection, chain, line.revision, line.received_at, line.n)
        if link is None:
            raise HistoryRewritten(stream)
        outbox.settle(connection, tree, Verdict(line.n, stream, "applied", line.revision))
        return link
    head = line.change_set.head
    if _is_own(connection, line):
        outbox.settle(connection, tree, Verdict(head.n, stream, "applied", line.revision))
    else:
        redacting.heed(connection, tree, stream, _redactions([line]))
        past.keep(connection, stream, line)
        integrate(
            tree,
            (
                Arrived(
                    Place(stream, change.kind, change.record, change.field),
                    change.value,
                    line.revision,
                    head.author,
                    head.made_at,
                )
                for change in flattened(line.change_set.changes)
            ),
        )
    made = line.change_set
    return commitment.chain(chain, line.revision, line.received_at, digests.of(made), made.signature)


def _is_own(connection: Connection, line: Applied) -> bool:
    """Whether this very set is one of ours, under whichever number; a copy of this laptop may have used the same n for another."""
    n = line.change_set.head.n
    found = connection.exec_driver_sql("SELECT sealed FROM change_set WHERE n = ?", (n,)).scalar()
    return found is not None and line.change_set.signature.encode() in bytes(found)
