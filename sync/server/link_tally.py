"""How many acts on person links there are, and what their signatures sum up to, signed with the receipt key (decision 0185).

Each act is signed and numbered among those of the same two people, so that one that was changed, or taken out from before another, is found. The
last of two people would go unseen: the tally misses it. Nobody without the key can make an act or a tally, so that only the very acts that were
counted sum up to it again. An older tally, put back together with the acts of its day, is found by whoever holds a later `root`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text
from sync.server.certifying import Certifier
from sync.server.council import Council
from sync.server.tables import council, link_tally, person_link

_DOMAIN = "doorstep/link-tally/1"
_SIZE = 2**256


@dataclass(frozen=True)
class Tally:
    """`n` counts how often it was signed; `total` is the sum of SHA-256 of each act's signature, modulo 2^256, in hexadecimal."""

    n: int = 0
    acts: int = 0
    total: str = "0" * 64
    signature: str = ""


def add(connection: Connection, signature: str, certifier: Certifier) -> None:
    """Count one act more."""
    before = _held_alone(connection)
    _put(connection, Tally(before.n + 1, before.acts + 1, _summed([signature], int(before.total, 16))), certifier)


def count_again(connection: Connection, certifier: Certifier) -> None:
    """Count what is there, once streams were destroyed with their links (F3)."""
    signatures = _signatures(connection)
    before = _held_alone(connection)
    _put(connection, Tally(before.n + 1, len(signatures), _summed(signatures)), certifier)


def held(connection: Connection) -> int:
    """How often it was signed: what `root` tells of it."""
    return _held(connection).n


def fault(connection: Connection, this: Council) -> str | None:
    """What is wrong with it, or with how many acts there are; None if nothing is."""
    tally, signatures = _held(connection), _signatures(connection)
    if tally.n and not _is_signed(tally, this):
        return "is not what the council signed"
    if (tally.acts, tally.total) != (len(signatures), _summed(signatures)):
        return f"counts {tally.acts} acts, and not these {len(signatures)}"
    return None


def _held_alone(connection: Connection) -> Tally:
    """The same while nobody else counts: before the first act there is no row of it to lock."""
    connection.execute(select(council.c.value).where(council.c.name == "bundle").with_for_update()).one()
    return _held(connection)


def _held(connection: Connection) -> Tally:
    """What stands there; before the first act, nothing was counted."""
    of_it = select(*(link_tally.c[name] for name in ("n", "acts", "total", "signature")))
    row = connection.execute(of_it).one_or_none()
    return Tally() if row is None else Tally(*row)


def _put(connection: Connection, tally: Tally, certifier: Certifier) -> None:
    signature = text(crypto.sign(certifier.receipt_key, _DOMAIN, _body(certifier.council, tally)))
    connection.execute(delete(link_tally))
    connection.execute(
        insert(link_tally).values(id=1, n=tally.n, acts=tally.acts, total=tally.total, signature=signature)
    )


def _signatures(connection: Connection) -> list[str]:
    return [*connection.execute(select(person_link.c.signature)).scalars()]


def _summed(signatures: Iterable[str], before: int = 0) -> str:
    return f"{sum((int.from_bytes(sha256(one.encode()).digest()) for one in signatures), before) % _SIZE:064x}"


def _is_signed(tally: Tally, this: Council) -> bool:
    try:
        signature = raw(tally.signature, 64)
    except Malformed:
        return False
    return crypto.is_signed(this.bundle.receipt, _DOMAIN, _body(this.id, tally), signature)


def _body(of: str, tally: Tally) -> bytes:
    return encode([of, tally.n, tally.acts, tally.total])
