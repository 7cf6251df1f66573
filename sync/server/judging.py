"""What becomes of each change set of a page (sync.md, section 3). The order of the questions is the order of the rules:

known already (S5) · forged (F8) · a stranger's · late (S24) or of a copied vault (F6) · held (S8) · not valid · stale (S13, S14) · out of order · applied.

The server never merges and never asks a clock who won.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from sync.protocol.commitment import NO_CHAIN
from sync.protocol.messages import NewStream, Verdict
from sync.records.ids import is_id
from sync.server import redactions
from sync.server.access import Caller, Standing, begin_streams, beginnable, begun_late, standings
from sync.server.council import Council
from sync.server.database import among
from sync.server.forgery import is_sealed_by, misdirected
from sync.server.late import builds_on_late_work, is_overtaken, streams_of_late_work, touches_late_record
from sync.server.ledger import Known, Ledger
from sync.server.lifecycles import out_of_order
from sync.server.log import Log
from sync.server.objections import Fault, fault, stale
from sync.server.quotas import Quotas, spend
from sync.server.received import Arrived, Line, Unreadable
from sync.server.references import families, strays
from sync.server.signing import looked_at, unsigned
from sync.server.states import States
from sync.server.tables import device, stream


class DeviceRevoked(Exception):
    """The device was revoked while its push was arriving."""


@dataclass(frozen=True)
class Branch:
    """A stream as this page has left it so far, and how the author stands to it. Not `stored`: it begins with what is taken from this page."""

    family: str
    compartment: str
    revision: int
    chain: str
    standing: Standing
    stored: Row[Any] | None = None


class Judge:
    """Judges one page of one device's push inside one transaction.

    `at` is the server's time. `begun`: the streams that this push says to begin, those of earlier pages too.

    Raises:
        DeviceRevoked: nothing of the page was judged.
        Spent: the device has had enough for today; likewise.
    """

    def __init__(
        self,
        connection: Connection,
        caller: Caller,
        council: Council,
        quotas: Quotas,
        at: str,
        page: list[Line],
        begun: Mapping[str, NewStream],
    ) -> None:
        self._connection = connection
        self._caller = caller
        self._council = council
        self._quotas = quotas
        self._at = at
        self._page = page
        self._begun = begun
        arrived = [line for line in page if isinstance(line, Arrived)]
        self._use_device(sum(len(line.sealed) for line in arrived))
        self._unbegun: dict[str, NewStream] = {}
        self._branches = self._locked(sorted({line.head.stream for line in arrived if is_id(line.head.stream)}))
        mine = [line for line in arrived if line.head.device in caller.numbers]
        self._ledger = Ledger(connection, {id_ for line in mine for id_ in (line.id, *line.builds_on)})
        self._states = States(
            connection,
            {place for line in arrived if line.head.stream in self._branches for place in looked_at(line)},
        )
        self._log = Log(connection, self._states, council.floor, at)
        here = [line for line in arrived if line.head.stream in self._branches]
        self._families = families(connection, caller.user, here)
        self._late = streams_of_late_work(connection, self._branches, caller.numbers)

    def verdicts(self) -> list[Verdict]:
        """The answers, in order. A line that begins a stream needs none.

        Raises:
            Spent: a stream has had enough for today; nothing of the page holds.
        """
        answers = [self._answer(line) for line in self._page if not isinstance(line, NewStream)]
        self._save()
        return answers

    def _use_device(self, size: int) -> None:
        # One page of a device at a time: the same push sent twice at once must find what its twin has written.
        mine = device.c.number == self._caller.number
        row = self._connection.execute(select(device).where(mine).with_for_update()).one()
        if row.revoked_at is not None:
            raise DeviceRevoked
        self._is_copied = row.copied_at is not None
        used = spend(row, size, self._at, self._quotas.device_bytes)
        self._connection.execute(update(device).where(mine).values(used))

    def _note_copy(self) -> None:
        """The vault of this device was put back or copied without a new number (F6)."""
        self._is_copied = True
        mine = update(device).where(device.c.number == self._caller.number, device.c.copied_at.is_(None))
        self._connection.execute(mine.values(copied_at=self._at))

    def _locked(self, names: list[str]) -> dict[str, Branch]:
        standing = standings(self._connection, self._caller.user, names)
        # In the order of ids, so that two pages never wait for each other.
        rows = self._connection.execute(_LOCKED, {"streams": [*standing]})
        branches = {
            row.stream: Branch(row.family, row.compartment, row.revision, row.chain, standing[row.stream], stored=row)
            for row in rows
        }
        wanted = [self._begun[name] for name in names if name in self._begun and name not in branches]
        mine = {new.stream: new for new in beginnable(self._connection, self._caller, wanted)}
        late = {new.stream: new for new in begun_late(self._connection, self._caller, wanted) if new.stream not in mine}
        for new in (*mine.values(), *late.values()):
            how = Standing.MEMBER if new.stream in mine else Standing.FORMER
            branches[new.stream] = Branch(new.family, new.compartment, 0, NO_CHAIN, how)
        self._unbegun |= mine | late
        return branches

    def _answer(self, line: Arrived | Unreadable) -> Verdict:
        head = line.head
        if isinstance(line, Unreadable):
            return _refusal(line, "not_canonical")
        if code := misdirected(head, self._caller, self._council.id):
            return _refusal(line, code)
        known = self._ledger.of(line.id)
        if known is not None and known.digest != line.digest:
            return self._altered(line, known)
        if known is not None and known.fate != "evidence":
            return _kept(line) if line.is_evidence else _as_before(line, known)
        if not is_sealed_by(self._caller.key, line):
            return _refusal(line, "signature")
        if not redactions.is_founded(self._connection, line):
            return _refusal(line, "redacted")
        if line.is_evidence:
            self._ledger.keep_evidence(line, None, self._at)
            return _kept(line)
        return self._judged(line)

    def _altered(self, line: Arrived, known: Known) -> Verdict:
        """Two sets under one id. The other bytes are kept as evidence too, if no others lie there, since the device signed both."""
        if not is_sealed_by(self._caller.key, line):
            return _refusal(line, "signature")
        self._note_copy()
        if line.is_evidence and self._ledger.keep_altered(line, known, self._at):
            return _kept(line)
        return Verdict(line.head.n, line.head.stream, "altered", digest=known.digest)

    def _judged(self, line: Arrived) -> Verdict:
        head = line.head
        branch = self._branches.get(head.stream)
        if branch is None:
            return self._refused(line, Fault("stream_unknown"))
        if is_overtaken(self._connection, line, self._caller.numbers):
            self._note_copy()
        if self._is_copied or self._is_late(line, branch):
            self._begin([head.stream])
            self._ledger.set_aside(line, self._at)
            self._late.add(head.stream)
            return Verdict(head.n, head.stream, "aside")
        if not self._has_all_it_needs(line):
            return Verdict(head.n, head.stream, "held")
        found = fault(line, self._caller.role, branch.compartment)
        if found := found or strays(line, branch.family, self._families):
            return self._refused(line, found)
        if overtaken := stale(line, self._states, partial(self._revision, head.device)):
            return Verdict(head.n, head.stream, "stale", code=overtaken.code, current=overtaken.current)
        if redactions.has_not_heard(self._connection, line):
            return Verdict(head.n, head.stream, "stale")
        found = out_of_order(line, self._states) or unsigned(
            self._connection, line, branch.family, self._states, self._caller
        )
        if found:
            return self._refused(line, found)
        return self._applied(line, branch)

    def _begin(self, names: Iterable[str]) -> None:
        """Streams are made with the first set that is taken: what was only announced leaves no trace."""
        new = [self._unbegun.pop(name) for name in names if name in self._unbegun]
        if new:
            begin_streams(self._connection, self._caller, new, self._at)

    def _is_late(self, line: Arrived, branch: Branch) -> bool:
        follows = builds_on_late_work(line, self._ledger) or self._touches_late_work(line)
        return branch.standing is Standing.FORMER or follows

    def _touches_late_work(self, line: Arrived) -> bool:
        is_any = line.head.stream in self._late
        return is_any and touches_late_record(self._connection, line, self._caller.numbers, self._states)

    def _has_all_it_needs(self, line: Arrived) -> bool:
        """Every set that it builds on was applied; a base, unlike a need, lies in the same stream."""
        found = {n: self._ledger.of((number, n)) for number, n in line.builds_on}
        if any(known is None or known.fate != "applied" for known in found.values()):
            return False
        bases = {-group.base for group in line.groups if group.base < 0}
        return all(known is not None and known.stream == line.head.stream for n, known in found.items() if n in bases)

    def _revision(self, number: int, base: int) -> int:
        known = self._ledger.of((number, -base)) if base < 0 else None
        return base if known is None else known.revision or 0

    def _refused(self, line: Arrived, found: Fault) -> Verdict:
        self._ledger.keep_evidence(line, found.code, self._at)
        return _refusal(line, found.code, found.path)

    def _applied(self, line: Arrived, branch: Branch) -> Verdict:
        head = line.head
        revision, link = self._log.append(line, branch.revision, branch.chain)
        self._branches[head.stream] = replace(branch, revision=revision, chain=link)
        self._ledger.applied(line.id, Known("applied", head.stream, line.digest, revision, self._at, link))
        return Verdict(head.n, head.stream, "applied", revision, self._at, link)

    def _save(self) -> None:
        self._begin(self._log.grown)
        self._log.save()
        moved = []
        for name, size in self._log.grown.items():
            branch = self._branches[name]
            used = spend(branch.stored, size, self._at, self._quotas.stream_bytes)
            moved.append({"of": name, "revision": branch.revision, "chain": branch.chain, "moved_at": self._at, **used})
        if moved:
            self._connection.execute(_MOVE, moved)


_LOCKED = select(stream).where(stream.c.stream.in_(among("streams"))).order_by(stream.c.stream).with_for_update()
_MOVE = update(stream).where(stream.c.stream == bindparam("of"))


def _refusal(line: Arrived | Unreadable, code: str, path: str | None = None) -> Verdict:
    return Verdict(line.head.n, line.head.stream, "refused", code=code, path=path)


def _kept(line: Arrived) -> Verdict:
    return Verdict(line.head.n, line.head.stream, "kept")


def _as_before(line: Arrived, known: Known) -> Verdict:
    if known.fate == "aside":
        return Verdict(line.head.n, line.head.stream, "aside")
    return Verdict(line.head.n, line.head.stream, "applied", known.revision, known.received_at, known.chain)
