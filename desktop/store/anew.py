"""Streams looked at anew after the server was put back from a backup (S28).

The new epoch is followed only by the council's order. Then whatever of this laptop's the server may have lost waits again, as it was sealed; what
the server says that it has is settled, and the rest is sent; so with the files made here. What it lost of others' goes from here, until they have sent it again.
"""

import json
from collections.abc import Collection, Iterator
from itertools import pairwise

import msgspec
from sqlalchemy import Connection

from desktop.store import blobs, parcels, settings
from desktop.store.merging import Arrived, integrate
from desktop.store.pending import Address, Place
from desktop.store.working_tree import WorkingTree
from sync.protocol.change_set import ChangeSet, flattened
from sync.protocol.epoch import is_signed
from sync.protocol.messages import Manifest
from sync.protocol.replica import EpochDoubted, Opened
from sync.protocol.trust import TrustBundle
from sync.records.assessment import Answer, Assessment
from sync.records.registry import KINDS

EPOCH, RESTORED_AT = "sync_epoch", "sync_restored_at"
"""Settings: the server's epoch, and the time of the order that began it; none where the server was never restored."""


def follow(connection: Connection, manifest: Manifest, bundle: TrustBundle) -> None:
    """Go on with the epoch that a manifest names.

    Raises:
        EpochDoubted: the council did not order it, or ordered a later one. Nothing was changed.
    """
    held = settings.get(connection, EPOCH)
    if held == manifest.epoch:
        return
    if held is not None or manifest.restored is not None:
        settings.put(connection, RESTORED_AT, _ordered_at(connection, manifest, bundle))
    settings.put(connection, EPOCH, manifest.epoch)
    if held is not None:
        _begin(connection, manifest)


def is_restored(connection: Connection) -> bool:
    """Whether revisions may jump, since the server was restored (S6)."""
    return settings.get(connection, RESTORED_AT) is not None


def due(connection: Connection) -> frozenset[str]:
    """The streams of which the snapshot is to be looked at anew."""
    return frozenset(connection.exec_driver_sql("SELECT stream FROM stream WHERE anew").scalars())


def settle(connection: Connection, opening: Opened) -> None:
    """Note which sets the server has. They were acknowledged once, so nothing is judged by it.

    What it refused while the council had yet to give the family back is to be sent again.
    """
    connection.exec_driver_sql(
        "UPDATE change_set SET state = 'sealed', code = NULL, path = NULL"
        " WHERE stream = ? AND state = 'refused' AND code = 'stream_unknown'",
        (opening.stream,),
    )
    for answer in opening.settled:
        connection.exec_driver_sql(
            "UPDATE change_set SET state = ?, revision = ? WHERE n = ? AND stream = ? AND sealed IS NOT NULL",
            (answer.outcome, answer.revision, answer.n, opening.stream),
        )


def replace(connection: Connection, tree: WorkingTree, opening: Opened, arrived: Collection[Arrived]) -> None:
    """Hold a stream as the server has it, with what waits here on top."""
    stream = opening.stream
    held = list(_addresses(connection, stream))
    tree.rows.load(held)
    for address in held:
        for name in tree.rows.fields(address):
            tree.rows.write(Place(*address, name), None, 0)
    for one in arrived:
        tree.rows.write(one.place, one.value, one.version)
    waiting = [one for one in tree.queue if one.stream == stream]
    places = {place for one in waiting for place in one.edits}
    changed: set[int] = set()
    for place in sorted(places):
        changed |= _rebase(tree, place)
    tree.rewrite(changed | _sealed_otherwise(connection, tree, stream))
    integrate(tree, arrived, {place.address for place in places})
    connection.exec_driver_sql("DELETE FROM past WHERE stream = ?", (stream,))
    assert opening.snapshot is not None  # noqa: S101  (only what is `due` is replaced)
    connection.exec_driver_sql(
        "UPDATE stream SET revision = ?, chain = ?, anew = 0 WHERE stream = ?",
        (opening.snapshot.revision, opening.snapshot.chain, stream),
    )


def _ordered_at(connection: Connection, manifest: Manifest, bundle: TrustBundle) -> str:
    order, before = manifest.restored, settings.get(connection, RESTORED_AT)
    if order is None or (order.council, order.epoch) != (bundle.council, manifest.epoch):
        raise EpochDoubted
    if not is_signed(order, bundle.order) or (isinstance(before, str) and order.at < before):
        raise EpochDoubted
    return order.at


def _begin(connection: Connection, manifest: Manifest) -> None:
    """Let everything wait again of which it is not certain that the server has it."""
    heads = {head.stream: head for head in manifest.streams}
    changed = []
    for stream, revision, chain, has_more in connection.exec_driver_sql(
        "SELECT stream, revision, chain, EXISTS (SELECT 1 FROM change_set WHERE change_set.stream = stream.stream"
        " AND (state = 'aside' OR change_set.revision > stream.revision)) FROM stream"
    ):
        head = heads.get(stream)
        if has_more or head is None or (head.revision, head.chain) != (revision, chain):
            changed.append(stream)
    streams = (json.dumps(changed),)
    of_these = "stream IN (SELECT value FROM json_each(?))"
    # A base that is a revision of one's own names the set itself, while it is not certain which revision that will be.
    connection.exec_driver_sql(
        "UPDATE change SET base = -own.n FROM change_set AS own JOIN change_set AS made USING (stream)"
        f" WHERE made.n = change.n AND own.revision = change.base AND change.base > 0 AND own.{of_these}",
        streams,
    )
    connection.exec_driver_sql(
        "UPDATE change_set SET state = 'sealed', revision = NULL, acknowledged_at = NULL, again = 1"
        f" WHERE state IN ('applied', 'aside') AND sealed IS NOT NULL AND {of_these}",
        streams,
    )
    connection.exec_driver_sql(
        "UPDATE change_set SET state = 'superseded', acknowledged_at = NULL WHERE state = 'kept' AND sealed IS NOT NULL"
    )
    named = (json.dumps([*heads]),)
    connection.exec_driver_sql(f"UPDATE stream SET anew = 1 WHERE {of_these}", streams)
    connection.exec_driver_sql(f"UPDATE stream SET own = 1 WHERE begun AND NOT {of_these}", named)
    connection.exec_driver_sql("DELETE FROM arriving")
    blobs.doubt(connection)


def _addresses(connection: Connection, stream: str) -> Iterator[Address]:
    """Every record of a stream."""
    tables = [(kind, kind, "id") for kind in KINDS]
    for kind, table, column in [*tables, (Assessment.kind, Answer.__tablename__, "assessment")]:
        found = connection.exec_driver_sql(f'SELECT DISTINCT {column} FROM "{table}" WHERE stream = ?', (stream,))
        yield from (Address(stream, kind, record) for record in found.scalars())
    unknown = connection.exec_driver_sql("SELECT DISTINCT kind, record FROM unknown_field WHERE stream = ?", (stream,))
    yield from (Address(stream, kind, record) for kind, record in unknown)


def _rebase(tree: WorkingTree, place: Place) -> set[int]:
    """What waits on a place, made over what the server has there. The numbers of the sets that this changes.

    Where the server has an older value than the one that was written over, that one is lost, and the server's is what stood before it.
    """
    chain, now = tree.queue.chain(place), tree.rows.cell(place)
    first, last = chain[0].edits[place], chain[-1]
    changed: set[int] = set()
    if not 0 <= first.base <= now.version:
        first.base, first.shown = now.version, now.value
        changed.add(chain[0].n)
    for before, after in pairwise(chain):
        edit = after.edits[place]
        if edit.base != -before.n:
            edit.base, edit.shown = -before.n, before.edits[place].value
            changed.add(after.n)
    tree.rows.write(place, last.edits[place].value, -last.n)
    return changed


def _sealed_otherwise(connection: Connection, tree: WorkingTree, stream: str) -> set[int]:
    """The sets whose bytes name a revision that is not what they are made over."""
    sets = {waiting.n: waiting for waiting in tree.queue if waiting.stream == stream and waiting.sealed}
    found: set[int] = set()
    for n, sealed in parcels.bytes_of(connection, [*sets]).items():
        for kind, record, name, base, _value in flattened(msgspec.json.decode(sealed, type=ChangeSet).changes):
            edit = sets[n].edits.get(Place(stream, kind, record, name))
            if base > 0 and edit is not None and edit.base != base:
                found.add(n)
    return found
