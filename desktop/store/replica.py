"""The laptop's side of a sync over its store: each step one transaction. See `sync.protocol.replica.Replica`."""

from collections.abc import Collection, Sequence

from msgspec import json
from sqlalchemy import Connection

from desktop.ids import RandomBytes
from desktop.store import applying, outbox, sealing, search, settings
from desktop.store.session import Store
from desktop.store.sets import EVIDENCE, PENDING, SEALED_UNDER, seal_closed, seal_open
from desktop.store.tables import local
from sync.protocol.change_set import ChangeSet
from sync.protocol.messages import Applied, Have, Manifest, NewStream, Verdict
from sync.protocol.replica import HistoryRewritten, Page, Parcel, ServerRestored
from sync.records.registry import TABLES
from sync.records.types import instant_text

ETAG, EPOCH, SENT_AT, RECEIVED_AT = "sync_etag", "sync_epoch", "sent_at", "received_at"
"""Settings: the manifest held whole, the server's epoch, and when this laptop last sent and received."""

STAFF = "staff"
"""A setting: the names of colleagues by user id, as far as the server told them."""


class StoreReplica:
    """Implements `Replica` on an open store. `random` gives the seeds of change sets."""

    def __init__(self, store: Store, random: RandomBytes) -> None:
        self._store = store
        self._random = random
        self._key = store.identity.key()

    def etag(self) -> str | None:
        with self._store.applying() as connection:
            mark = settings.get(connection, ETAG)
        return mark if isinstance(mark, str) else None

    def waiting(self) -> int:
        with self._store.applying() as connection:
            found = connection.exec_driver_sql(f"SELECT count(*) FROM change_set WHERE state IN {PENDING}")
            return int(found.scalar_one())

    def compare(self, manifest: Manifest) -> Sequence[Have]:
        wanted = []
        with self._store.applying() as connection:
            if settings.get(connection, EPOCH) not in (None, manifest.epoch):
                raise ServerRestored
            settings.put(connection, EPOCH, manifest.epoch)
            for head in manifest.streams:
                revision, chain = applying.position(connection, head.stream)
                if revision == head.revision and chain != head.chain:
                    raise HistoryRewritten(head.stream)
                if revision < head.revision or not _is_held(connection, head.stream):
                    wanted.append(Have(head.stream, revision, _sealed(connection, head.stream)))
        return wanted

    def take(self, page: Page) -> None:
        with self._store.applying() as connection, self._store.tree(connection) as tree:
            applying.apply(connection, tree, page)
            settings.put(connection, RECEIVED_AT, instant_text(self._store.clock.now()))

    def seal(self, leave: Collection[str], taken: Collection[str]) -> Parcel:
        with self._store.applying() as connection:
            with self._store.tree(connection) as tree:
                outbox.reconsider(tree)
            held = connection.exec_driver_sql("SELECT stream FROM stream").scalars().all()
            seal_closed(connection, self._seal)
            seal_open(connection, self._seal, {*held} - {*leave} | {*taken})
            with self._store.tree(connection) as tree:
                sets = outbox.to_send(tree.queue, taken)
            own = connection.exec_driver_sql("SELECT stream, family, compartment FROM stream WHERE own = 1").all()
            return Parcel(
                [NewStream(*row) for row in own if any(waiting.stream == row.stream for waiting in sets)],
                {waiting.n: outbox.bytes_of(connection, waiting.n) for waiting in sets},
                outbox.evidence(connection),
            )

    def settle(self, verdicts: Sequence[Verdict], evidence: Collection[int]) -> bool:
        behind = False
        with self._store.applying() as connection, self._store.tree(connection) as tree:
            for verdict in verdicts:
                behind |= verdict.outcome in ("stale", "held")
                if verdict.outcome == "applied":
                    behind |= not _acknowledge(connection, verdict)
                outbox.settle(connection, tree, verdict)
            outbox.evidence_kept(connection, evidence)
            if verdicts:
                settings.put(connection, ETAG, None)  # what is held is no longer what that manifest said
                settings.put(connection, SENT_AT, instant_text(self._store.clock.now()))
        return behind

    def taken(self, manifest: Manifest) -> Collection[str]:
        mine = {head.stream for head in manifest.streams}
        with self._store.applying() as connection:
            held = connection.exec_driver_sql("SELECT stream FROM stream WHERE own = 0").scalars().all()
        return {stream for stream in held if stream not in mine}

    def forget(self, streams: Collection[str]) -> None:
        for stream in streams:
            with self._store.applying() as connection:
                if not _awaits_receipt(connection, stream):
                    _erase(connection, stream)

    def finish(self, manifest: Manifest, etag: str | None) -> None:
        with self._store.applying() as connection:
            held = {
                (row.stream, row.revision) for row in connection.exec_driver_sql("SELECT * FROM stream WHERE own = 0")
            }
            whole = held == {(head.stream, head.revision) for head in manifest.streams}
            settings.put(connection, ETAG, etag if whole else None)
            if manifest.staff:
                settings.put(connection, STAFF, dict(manifest.staff))
            settings.put(connection, RECEIVED_AT, instant_text(self._store.clock.now()))

    def _seal(self, connection: Connection, n: int) -> None:
        sealing.seal(connection, n, self._key, self._random)


def _is_held(connection: Connection, stream: str) -> bool:
    return bool(connection.exec_driver_sql("SELECT 1 FROM stream WHERE stream = ? AND own = 0", (stream,)).all())


def _sealed(connection: Connection, stream: str) -> dict[int, list[int]]:
    """The sealed sets that still await an answer, by the device number that they name."""
    found: dict[int, list[int]] = {}
    for number, n in connection.exec_driver_sql(
        f"SELECT {SEALED_UNDER}, n FROM change_set"
        f" WHERE stream = ? AND sealed IS NOT NULL AND state IN {PENDING} ORDER BY n",
        (stream,),
    ):
        found.setdefault(number, []).append(n)
    return found


def _acknowledge(connection: Connection, verdict: Verdict) -> bool:
    """A receipt moves the stream on only if it is for the next revision (S6). Whether nothing lies between."""
    connection.exec_driver_sql("UPDATE stream SET own = 0 WHERE stream = ?", (verdict.stream,))
    sealed = connection.exec_driver_sql("SELECT sealed FROM change_set WHERE n = ?", (verdict.n,)).scalar()
    if sealed is None or verdict.revision is None or verdict.received_at is None or verdict.chain is None:
        return False
    receipt = Applied(verdict.revision, verdict.received_at, verdict.chain, json.decode(sealed, type=ChangeSet))
    applying.advance(connection, verdict.stream, receipt)
    return applying.position(connection, verdict.stream)[0] >= verdict.revision


def _awaits_receipt(connection: Connection, stream: str) -> bool:
    waiting = (*PENDING, *EVIDENCE)
    found = connection.exec_driver_sql(f"SELECT 1 FROM change_set WHERE stream = ? AND state IN {waiting}", (stream,))
    return bool(found.all())


def _erase(connection: Connection, stream: str) -> None:
    """Take a stream out of every table that names one: records, index, history, and the sets made here. The server has them."""
    search.forget(connection, stream)
    for table in reversed((*local.sorted_tables, *TABLES[0].metadata.sorted_tables)):
        if "stream" in table.c:
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE stream = ?", (stream,))
