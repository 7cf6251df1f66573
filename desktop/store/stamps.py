"""The council's signed word for what it has of this laptop's (F6): looked at before anything is let go, and of each stream the newest kept as evidence.

A set counts as received once a receipt covers it: by its own name, or by a head of its stream that is held here and lies no lower.
"""

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from desktop.store import settings
from desktop.store.anew import EPOCH
from sync.protocol.canonical import encode
from sync.protocol.messages import Manifest, Verdict
from sync.protocol.receipts import RECEIVED, Receipts, Stamp, is_stamped, received
from sync.protocol.replica import ReceiptDoubted
from sync.protocol.trust import TrustBundle

_RECEIVED = str(RECEIVED)
_UNCOVERED = "SELECT 1 FROM change_set WHERE state = 'applied' AND acknowledged_at IS NULL"


def of_manifest(manifest: Manifest, device: str, bundle: TrustBundle) -> Receipts:
    """Where the council says that this laptop's streams stand.

    Raises:
        ReceiptDoubted: it does not say so.
    """
    heads = [(head.stream, head.revision, head.chain) for head in manifest.streams]
    receipts = Receipts(bundle.council, manifest.epoch, device, heads)
    if manifest.stamp is None or not is_stamped(receipts, manifest.stamp, bundle.receipt):
        raise ReceiptDoubted
    return receipts


def of_answer(connection: Connection, verdicts: Sequence[Verdict], stamp: Stamp, bundle: TrustBundle) -> Receipts:
    """What the council says that it has of what was sent.

    Raises:
        ReceiptDoubted: it does not say so.
    """
    epoch, device = settings.get(connection, EPOCH), settings.get_identity(connection).device
    heads, kept = received(verdicts)
    receipts = Receipts(bundle.council, str(epoch or ""), device, heads, kept)
    if not is_stamped(receipts, stamp, bundle.receipt):
        raise ReceiptDoubted
    return receipts


def keep(connection: Connection, receipts: Receipts, stamp: Stamp) -> None:
    """Keep what the council signed, and note which sets it covers. A head counts where it is the one that is held, or lies higher."""
    new = (stamp.at, receipts.epoch, encode(receipts.heads).decode(), encode(receipts.kept).decode(), stamp.signature)
    written = connection.exec_driver_sql(
        "INSERT INTO receipt (at, epoch, heads, kept, signature) VALUES (?, ?, ?, ?, ?) RETURNING id", new
    ).scalar_one()
    named = [(written, *head) for head in receipts.heads]
    if named:
        connection.exec_driver_sql(
            "UPDATE stream SET receipt = ?1 WHERE stream = ?2 AND (revision < ?3 OR (revision = ?3 AND chain = ?4))",
            named,
        )
    held = [(stamp.at, *head) for head in receipts.heads]
    if held and connection.exec_driver_sql(_UNCOVERED).first() is not None:
        connection.exec_driver_sql(
            "UPDATE change_set SET acknowledged_at = ?1 WHERE acknowledged_at IS NULL AND state = 'applied' AND stream = ?2"
            " AND revision <= ?3 AND EXISTS (SELECT 1 FROM stream WHERE stream = ?2 AND revision = ?3 AND chain = ?4)",
            held,
        )
    connection.exec_driver_sql(
        "DELETE FROM receipt WHERE id NOT IN (SELECT receipt FROM stream WHERE receipt IS NOT NULL)"
    )


def name(connection: Connection, numbers: Collection[int], stamp: Stamp) -> None:
    """The sets of these numbers are covered by their own names."""
    connection.exec_driver_sql(
        f"UPDATE change_set SET acknowledged_at = ? WHERE acknowledged_at IS NULL AND state IN {_RECEIVED}"
        " AND n IN (SELECT value FROM json_each(?))",
        (stamp.at, json.dumps(list(numbers))),
    )


def ask_again(connection: Connection, streams: Collection[str]) -> None:
    """What was applied by the server's unsigned word alone is to be sent again before these streams are erased: its receipt is not here."""
    connection.exec_driver_sql(
        "UPDATE change_set SET state = 'sealed', revision = NULL WHERE state = 'applied' AND acknowledged_at IS NULL"
        " AND sealed IS NOT NULL AND stream IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(streams)),),
    )
