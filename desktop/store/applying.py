"""Taking in what a pull brought: one page, one transaction, wholly or not at all (sync.md, section 5.3).

Change sets are applied in order and only as the next revision, which after a restore may be a jump away (S6, S28); a set of this laptop's own is a receipt (S1); answers that were lost
are settled before anything is merged (S2). The links of a stream's chain are computed here and must come to the head that the server
names (F6). Signatures were looked at before (`devices`).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from desktop.store import anew, arriving, outbox, past, redacting
from desktop.store.devices import Digests
from desktop.store.merging import Arrived, integrate
from desktop.store.pending import Address, Cell, Place
from desktop.store.positions import Positions
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
    if tree.queue:  # what waits is judged by whole records
        tree.rows.load(address for part in page for address in _addresses(part.opening.stream, part.lines))
    else:
        tree.rows.load(address for part in page for address in _states_of(part.opening.stream, part.lines))
        tree.rows.load_near(place for part in page for place in _places(part.opening.stream, part.lines))
    whole = [part for part in page if part.opening.snapshot is None or part.is_whole]
    _hold(connection, {part.opening.stream: part.opening for part in whole}.values())
    applying = _Applying(connection, tree, whole, digests)
    for part in page:
        if part.opening.snapshot is None or part.is_whole:
            applying.apply(part)
        else:
            applying.put_by(part)
    applying.save()


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


class _Applying:
    """A page being applied: what is asked of the database for all its parts is asked once."""

    def __init__(self, connection: Connection, tree: WorkingTree, parts: Sequence[Part], digests: Digests) -> None:
        self._connection = connection
        self._tree = tree
        self._digests = digests
        streams = {part.opening.stream for part in parts}
        self._positions = Positions(connection, streams)
        self._begun = arriving.begun(connection, streams)
        self._own = _own(connection, [line for part in parts for line in part.lines if isinstance(line, Applied)])
        self._past: list[past.Kept] = []

    def apply(self, part: Part) -> None:
        """Take in one part."""
        opening, tree = part.opening, self._tree
        is_anew = opening.snapshot is not None and opening.stream in self._positions.anew
        for answer in () if is_anew else opening.settled:
            outbox.settle(self._connection, tree, Verdict(answer.n, opening.stream, answer.outcome, answer.revision))
        lines = part.lines
        if opening.snapshot is not None:
            if opening.stream in self._begun:
                lines = arriving.whole(self._connection, part)
                self._begun.discard(opening.stream)
                tree.rows.load(_addresses(opening.stream, lines))
            self._heed(opening.stream, lines)
            if is_anew:
                anew.replace(self._connection, tree, opening, list(_states(opening.stream, lines)))
                self._positions.anew.discard(opening.stream)
            else:
                _take_in(tree, opening.stream, lines)
            if is_anew or self._positions.of(opening.stream)[0] < opening.snapshot.revision:
                self._positions.move(opening.stream, opening.snapshot.revision, opening.snapshot.chain)
        self._apply_log(part, [line for line in lines if not isinstance(line, State)])

    def put_by(self, part: Part) -> None:
        """Keep a part of a snapshot out of sight until it is whole."""
        arriving.keep(self._connection, part)
        self._begun.add(part.opening.stream)

    def save(self) -> None:
        """Write down how far the streams are now, and what others did."""
        self._positions.save()
        self._keep_past()

    def _apply_log(self, part: Part, log: Sequence[Applied | Receipt]) -> None:
        """Each set that is the next one (S6), up to the mark, at which the chain must be what the server says."""
        stream = part.opening.stream
        began, chain = self._positions.of(stream)
        revision = began
        jumps = bool(log) and part.opening.after <= began and self._is_restored
        for line in log:
            if line.revision == revision + 1 or (jumps and may_jump(revision, line.revision)):
                chain, revision = self._apply_set(stream, chain, line), line.revision
        if part.mark is not None and revision == part.mark.revision and chain != part.mark.chain:
            raise HistoryRewritten(stream)
        if revision != began:
            self._positions.move(stream, revision, chain)

    @cached_property
    def _is_restored(self) -> bool:
        return anew.is_restored(self._connection)

    def _apply_set(self, stream: str, chain: str, line: Applied | Receipt) -> str:
        """Take in one set. The chain head after it."""
        if isinstance(line, Receipt):
            link = self._own_link(stream, chain, line)
            outbox.settle(self._connection, self._tree, Verdict(line.n, stream, "applied", line.revision))
            return link
        made = line.change_set
        if made.signature in self._own:
            outbox.settle(self._connection, self._tree, Verdict(made.head.n, stream, "applied", line.revision))
        else:
            self._heed(stream, [line])
            self._past.append(past.kept(stream, line))
            integrate(self._tree, _changes(stream, line))
        return commitment.chain(chain, line.revision, line.received_at, self._digests.of(made), made.signature)

    def _heed(self, stream: str, lines: Sequence[arriving.Line]) -> None:
        """Take out what redactions name, also of what this page brought before them."""
        said = list(_redactions(lines))
        if said:
            self._keep_past()
            redacting.heed(self._connection, self._tree, stream, said)

    def _keep_past(self) -> None:
        past.keep(self._connection, self._past)
        self._past = []

    def _own_link(self, stream: str, chain: str, line: Receipt) -> str:
        """The chain head when this laptop's own set follows."""
        made = own_signed(self._connection, [line.n]).get(line.n)
        if made is None:
            raise HistoryRewritten(stream)
        return commitment.chain(chain, line.revision, line.received_at, *made)


def _hold(connection: Connection, openings: Iterable[Opened]) -> None:
    rows = [(opening.stream, opening.family, opening.compartment) for opening in openings]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO stream (stream, family, compartment) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET own = 0",
            rows,
        )


def _addresses(stream: str, lines: Sequence[arriving.Line]) -> Iterator[Address]:
    """The records that lines speak of."""
    yield from _states_of(stream, lines)
    yield from (place.address for place in _places(stream, lines))


def _states_of(stream: str, lines: Sequence[arriving.Line]) -> Iterator[Address]:
    """The records of a snapshot."""
    return (Address(stream, line.kind, line.record) for line in lines if isinstance(line, State))


def _places(stream: str, lines: Sequence[arriving.Line]) -> Iterator[Place]:
    """The fields that sets change."""
    for line in lines:
        if isinstance(line, Applied):
            for group in line.change_set.changes:
                yield from (Place(stream, group.kind, group.record, name) for name in group.fields)


def _take_in(tree: WorkingTree, stream: str, lines: Sequence[arriving.Line]) -> None:
    """Take in the records of a snapshot: whole, those of which nothing is here, as in a first sync all are; else merged."""
    known = []
    for line in lines:
        if isinstance(line, State):
            version, others = line.version, line.versions
            cells = {name: Cell(value, version) for name, value in line.fields.items()}
            cells |= {name: Cell(line.fields[name], other) for name, other in others.items() if name in cells}
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


def _changes(stream: str, line: Applied) -> Iterator[Arrived]:
    head, revision = line.change_set.head, line.revision
    for kind, record, name, _base, value in flattened(line.change_set.changes):
        yield Arrived(Place(stream, kind, record, name), value, revision, head.author, head.made_at)


def _own(connection: Connection, lines: Sequence[Applied]) -> set[str]:
    """The signatures of those sets that are this laptop's own; a copy of it may have used the same n for another."""
    sets = [(line.change_set.head.n, line.change_set.signature) for line in lines]
    found = connection.exec_driver_sql(
        "SELECT value ->> 1 FROM json_each(?) JOIN change_set ON n = value ->> 0"
        " WHERE sealed IS NOT NULL AND instr(CAST(sealed AS TEXT), value ->> 1)",
        (json.dumps(sets),),
    )
    return {*found.scalars()}
