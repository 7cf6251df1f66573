"""What the server already knows about one device's change sets, by their ids: applied, set aside, or kept as evidence (S5)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, Table, insert, select

from sync.protocol.limits import LARGEST_NUMBER
from sync.protocol.messages import Have, Settled
from sync.server import redactions
from sync.server.database import among
from sync.server.received import Arrived, SetId
from sync.server.tables import aside, change_set, evidence


@dataclass(frozen=True)
class Known:
    """One change set that came before."""

    fate: Literal["applied", "aside", "evidence"]
    stream: str
    digest: str
    revision: int | None = None
    received_at: str | None = None
    chain: str | None = None


class Ledger:
    """The sets of one device that a page speaks of."""

    def __init__(self, connection: Connection, ids: Collection[SetId]) -> None:
        self._connection = connection
        self._known = _known(connection, ids)

    def of(self, id_: SetId) -> Known | None:
        """What is known of this set."""
        return self._known.get(id_)

    def applied(self, id_: SetId, known: Known) -> None:
        """A set of this page was applied."""
        self._known[id_] = known

    def set_aside(self, arrived: Arrived, at: str) -> None:
        """Keep late work for the manager."""
        self._known[arrived.id] = self._keep(arrived, at, "aside")

    def keep_evidence(self, arrived: Arrived, code: str | None, at: str) -> None:
        """Keep a superseded or refused set, once."""
        if arrived.id not in self._known:
            self._known[arrived.id] = self._keep(arrived, at, "evidence", code)

    def keep_altered(self, arrived: Arrived, known: Known, at: str) -> bool:
        """Keep the other bytes of a set that is known by its id. False if still others lie there."""
        if known.fate == "evidence":
            return False
        this = (evidence.c.device == arrived.head.device, evidence.c.n == arrived.head.n)
        there = self._connection.execute(select(evidence.c.digest).where(*this)).scalar()
        if there is None:
            self._keep(arrived, at, "evidence", "altered")
        return there in (None, arrived.digest)

    def _keep(self, arrived: Arrived, at: str, fate: Literal["aside", "evidence"], code: str | None = None) -> Known:
        row = {
            "device": arrived.head.device,
            "n": arrived.head.n,
            "stream": arrived.head.stream,
            "digest": arrived.digest,
            "sealed": redactions.bare(self._connection, arrived),
            "received_at": at,
        }
        if fate == "aside":
            self._connection.execute(insert(aside).values(row))
        else:
            self._connection.execute(insert(evidence).values(row | {"code": code}))
        return Known(fate, arrived.head.stream, arrived.digest, None, at)


def settled(connection: Connection, numbers: Collection[int], asked: Iterable[Have]) -> dict[str, list[Settled]]:
    """By stream, which of the sets that a device sealed for it have an answer that it has not heard (S2).

    `numbers` are the device's own; what it asks about are its sets by the number that they were sealed under.
    """
    named = {
        (number, n): (have.stream, check)
        for have in asked
        for number in have.sealed
        if number in numbers
        for n, check in have.sealed[number].items()
    }
    found: dict[str, list[Settled]] = {}
    for id_, known in sorted(_known(connection, named.keys()).items()):
        stream, check = named[id_]
        if known.stream == stream and known.digest.startswith(check) and known.fate != "evidence":
            found.setdefault(known.stream, []).append(Settled(id_[1], known.fate, known.revision))
    return found


def _known(connection: Connection, ids: Collection[SetId]) -> dict[SetId, Known]:
    known: dict[SetId, Known] = {}
    sound = {(number, n) for number, n in ids if 0 < n <= LARGEST_NUMBER}
    if not sound:
        return known
    these = {"numbers": [*{number for number, _n in sound}], "ns": [*{n for _number, n in sound}]}
    for row in connection.execute(_EVIDENCE, these):
        known[row.device, row.n] = Known("evidence", row.stream, row.digest)
    for row in connection.execute(_ASIDE, these):
        known[row.device, row.n] = Known("aside", row.stream, row.digest, None, row.received_at)
    for row in connection.execute(_APPLIED, these):
        known[row.device, row.n] = Known("applied", row.stream, row.digest, row.revision, row.received_at, row.chain)
    return {id_: it for id_, it in known.items() if id_ in sound}


def _of(table: Table) -> Select[Any]:
    wanted = [table.c[name] for name in ("device", "n", "stream", "digest", "received_at")]
    if table is change_set:
        wanted += [table.c.revision, table.c.chain]
    return select(*wanted).where(table.c.device.in_(among("numbers")), table.c.n.in_(among("ns")))


_EVIDENCE, _ASIDE, _APPLIED = _of(evidence), _of(aside), _of(change_set)
