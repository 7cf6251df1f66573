"""What the server already knows about one device's change sets, by their numbers: applied, set aside, or kept as evidence (S5)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, Table, insert, select

from sync.protocol.messages import Settled
from sync.server.received import Arrived
from sync.server.tables import aside, change_set, evidence

LARGEST_NUMBER = 2**31 - 1


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

    def __init__(self, connection: Connection, device: int, numbers: Iterable[int]) -> None:
        self._connection = connection
        self._device = device
        self._known = _known(connection, device, {n for n in numbers if 0 < n <= LARGEST_NUMBER})

    def of(self, n: int) -> Known | None:
        """What is known of this number."""
        return self._known.get(n)

    def applied(self, n: int, known: Known) -> None:
        """A set of this page was applied."""
        self._known[n] = known

    def set_aside(self, arrived: Arrived, at: str) -> None:
        """Keep late work for the manager."""
        self._known[arrived.head.n] = self._keep(arrived, at, "aside")

    def keep_evidence(self, arrived: Arrived, code: str | None, at: str) -> None:
        """Keep a superseded or refused set, once."""
        if arrived.head.n not in self._known:
            self._known[arrived.head.n] = self._keep(arrived, at, "evidence", code)

    def _keep(self, arrived: Arrived, at: str, fate: Literal["aside", "evidence"], code: str | None = None) -> Known:
        row = {
            "device": self._device,
            "n": arrived.head.n,
            "stream": arrived.head.stream,
            "digest": arrived.digest,
            "sealed": arrived.sealed,
            "received_at": at,
        }
        if fate == "aside":
            self._connection.execute(insert(aside).values(row))
        else:
            self._connection.execute(insert(evidence).values(row | {"code": code}))
        return Known(fate, arrived.head.stream, arrived.digest, None, at)


def settled(connection: Connection, device: int, stream: str, numbers: Collection[int]) -> list[Settled]:
    """Which of the sets that a device sealed for a stream have an answer that it has not heard (S2)."""
    known = _known(connection, device, {n for n in numbers if 0 < n <= LARGEST_NUMBER})
    return [
        Settled(n, "aside" if it.fate == "aside" else "applied", it.revision)
        for n, it in sorted(known.items())
        if it.stream == stream and it.fate != "evidence"
    ]


def _known(connection: Connection, device: int, numbers: Collection[int]) -> dict[int, Known]:
    known: dict[int, Known] = {}
    if not numbers:
        return known
    for row in connection.execute(_of(evidence, device, numbers)):
        known[row.n] = Known("evidence", row.stream, row.digest)
    for row in connection.execute(_of(aside, device, numbers)):
        known[row.n] = Known("aside", row.stream, row.digest, None, row.received_at)
    for row in connection.execute(_of(change_set, device, numbers)):
        known[row.n] = Known("applied", row.stream, row.digest, row.revision, row.received_at, row.chain)
    return known


def _of(table: Table, device: int, numbers: Collection[int]) -> Select[Any]:
    wanted = [table.c[name] for name in ("n", "stream", "digest", "received_at")]
    if table is change_set:
        wanted += [table.c.revision, table.c.chain]
    return select(*wanted).where(table.c.device == device, table.c.n.in_(numbers))
