"""This laptop's log of who looked at what (F10): numbered, each linked to the one before, sent beside the records and never among them.

    note          one read, by the person at this laptop
    waiting       what the council does not have yet, signed
    held          what it answered
    let_some_go   once the council had them as long as a backup lives (S28)

Ids and words of the program: never what anybody wrote, nor what was searched for.
"""

from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw, convert
from msgspec.json import decode
from sqlalchemy import Connection

from desktop.store import settings
from desktop.store.acknowledged import KEPT
from desktop.store.anew import EPOCH
from desktop.store.settings import Identity
from sync.protocol.canonical import encode
from sync.protocol.limits import READS
from sync.protocol.reads import NO_LINK, Asked, Read, Reads, ReadsHeld, is_answered, link, seal
from sync.protocol.replica import ReceiptDoubted
from sync.protocol.trust import TrustBundle
from sync.records.registry import KINDS
from sync.records.types import instant_text

ALONE_AFTER = timedelta(days=1)
"""How long reads wait for a push to travel in."""


def note(
    connection: Connection,
    now: datetime,
    act: str,
    kind: str | None = None,
    record: str | None = None,
    family: str | None = None,
) -> None:
    """Add a read. Of a record the family need not be given."""
    last = connection.exec_driver_sql("SELECT n, link FROM read_event ORDER BY n DESC LIMIT 1").one_or_none()
    n, before = (1, NO_LINK) if last is None else (last.n + 1, last.link)
    if family is None and record is not None:
        family = _family(connection, kind, record)
    read = encode(Read(n=n, at=instant_text(now), act=act, kind=kind, record=record, family=family))
    connection.exec_driver_sql(
        "INSERT INTO read_event (n, at, before, read, link) VALUES (?, ?, ?, ?, ?)",
        (n, instant_text(now), before, read.decode(), link(before, Raw(read))),
    )


def waiting(connection: Connection, identity: Identity, key: Ed25519PrivateKey) -> Reads | None:
    """The first of those that the council does not have, as many as one batch tells of."""
    rows = connection.exec_driver_sql(
        "SELECT n, before, read, link FROM read_event WHERE acknowledged_at IS NULL ORDER BY n LIMIT ?", (READS,)
    ).all()
    if not rows:
        return None
    last = (rows[-1].n, rows[-1].link)
    return seal(identity.council, identity.device, rows[0].before, [row.read.encode() for row in rows], last, key)


def is_overdue(connection: Connection, now: datetime) -> bool:
    """Whether some have waited so long for a push that they go alone."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM read_event WHERE acknowledged_at IS NULL AND at <= ? LIMIT 1",
        (instant_text(now - ALONE_AFTER),),
    )
    return found.first() is not None


def held(connection: Connection, batch: Reads, answer: ReadsHeld, now: datetime, bundle: TrustBundle) -> None:
    """Take in what the council answered to a batch: what it lacks of those that are here goes again, though it had them once (S28).

    Raises:
        ReceiptDoubted: the council does not say so (F6).
    """
    first, last = (convert(decode(batch.reads[place]), Read).n for place in (0, -1))
    ends = connection.exec_driver_sql("SELECT link FROM read_event WHERE n = ?", (last,)).scalar_one()
    asked = Asked(bundle.council, str(settings.get(connection, EPOCH) or ""), batch.device)
    if not is_answered(answer, ends, asked, bundle.receipt):
        raise ReceiptDoubted
    if answer.code is not None:
        return
    lacks = connection.exec_driver_sql("SELECT 1 FROM read_event WHERE n = ?", (answer.held + 1,)).first()
    if answer.held < last and lacks is not None:
        connection.exec_driver_sql("UPDATE read_event SET acknowledged_at = NULL WHERE n > ?", (answer.held,))
        last = answer.held
    connection.exec_driver_sql(
        "UPDATE read_event SET acknowledged_at = ? WHERE n BETWEEN ? AND ? AND acknowledged_at IS NULL",
        (instant_text(now), first, last),
    )


def let_some_go(connection: Connection, now: datetime) -> bool:
    """Let go of those that the council has had long enough. The last stays, since the next is linked to it. Always False: that was all."""
    connection.exec_driver_sql(
        "DELETE FROM read_event WHERE acknowledged_at <= ? AND n < (SELECT max(n) FROM read_event)",
        (instant_text(now - KEPT),),
    )
    return False


def _family(connection: Connection, kind: str | None, record: str) -> str | None:
    """Whose record it is; None if it is not on this laptop any more."""
    if kind not in KINDS:
        return None
    found = connection.exec_driver_sql(
        f'SELECT family FROM "{kind}" JOIN stream USING (stream) WHERE "{kind}".id = ?', (record,)
    ).scalar()
    return None if found is None else str(found)
