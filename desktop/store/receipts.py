"""Streams moved on by the receipts of a push: each only to the next revision (S6), and only where the chain says the same (F6)."""

from collections.abc import Sequence

from sqlalchemy import Connection

from desktop.store import anew, applying
from desktop.store.positions import Positions
from sync.protocol import commitment
from sync.protocol.epoch import may_jump
from sync.protocol.messages import Verdict
from sync.protocol.replica import HistoryRewritten


def move_on(connection: Connection, receipts: Sequence[Verdict]) -> bool:
    """Move streams on as far as these receipts go. Whether nothing lies between any of them and what is held.

    Raises:
        HistoryRewritten: a receipt's link does not extend the chain held.
    """
    positions = Positions(connection, {receipt.stream for receipt in receipts})
    own = applying.own_signed(connection, [receipt.n for receipt in receipts])
    is_next = True
    for receipt in receipts:
        stream, revision = receipt.stream, receipt.revision
        last, chain = positions.of(stream)
        if revision is None or receipt.received_at is None or receipt.chain is None:
            is_next = False
        elif revision > last:
            jumps = may_jump(last + 1, revision) and anew.is_restored(connection)
            made = own.get(receipt.n) if revision == last + 1 or jumps else None
            link = made and commitment.chain(chain, revision, receipt.received_at, *made)
            if link is None or (jumps and link != receipt.chain):
                is_next = False  # something lies between; or what was written before the restore is yet to be pulled
            elif link != receipt.chain:
                raise HistoryRewritten(stream)
            else:
                positions.move(stream, revision, link)
    positions.save()
    return is_next
