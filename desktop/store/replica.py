"""The laptop's side of a sync over its store: each step one transaction. See `sync.protocol.replica.Replica`."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import ValidationError, convert, to_builtins
from sqlalchemy import Connection

from desktop.ids import RandomBytes
from desktop.store import (
    anew,
    applying,
    arriving,
    beliefs,
    devices,
    outbox,
    parcels,
    past,
    reads,
    redacting,
    sealing,
    settings,
    stamps,
)
from desktop.store.receipts import move_on
from desktop.store.session import Store
from desktop.store.sets import PENDING, SEALED_UNDER, close_open, closed, last_number
from sync.protocol.commitment import text
from sync.protocol.events import Moved
from sync.protocol.limits import PULL_SEALED
from sync.protocol.messages import CHECK_LETTERS, Have, Limits, Manifest, NewStream, Verdict
from sync.protocol.reads import Reads, ReadsHeld
from sync.protocol.receipts import RECEIVED, Receipts, Stamp
from sync.protocol.replica import HistoryRewritten, Page, Parcel, Told
from sync.protocol.trust import TrustBundle
from sync.records.types import instant_text

TOLD, SENT_AT, RECEIVED_AT = "sync_told", "sent_at", "received_at"
"""Settings: the manifest held whole or still being fetched, and when this laptop last sent and received."""

LIMITS = "sync_limits"
"""A setting: what the server takes of one push."""

STAFF = "staff"
"""A setting: the names of colleagues by user id, as far as the server told them."""


class StoreReplica:
    """Implements `Replica` on an open store. `random` gives the seeds of change sets, `bundle` says whom to believe."""

    def __init__(self, store: Store, random: RandomBytes, bundle: TrustBundle) -> None:
        self._store = store
        self._bundle = bundle
        self._random = random
        self._key = store.identity.key()
        self._devices = devices.Devices(bundle)
        self._signed: Receipts | None = None

    def told(self) -> Told:
        told = self._store.setting(TOLD)
        try:
            return Told() if told is None else convert(told, Told)
        except ValidationError:
            return Told()  # an earlier release kept it

    def keep(self, told: Told) -> None:
        with self._store.applying() as connection:
            settings.put(connection, TOLD, to_builtins(told))

    def waiting(self) -> int:
        with self._store.viewing() as connection:
            found = connection.exec_driver_sql(f"SELECT count(*) FROM change_set WHERE state IN {PENDING}")
            return int(found.scalar_one())

    def doubted(self) -> int:
        with self._store.applying() as connection:
            return devices.count_doubted(connection)

    def believed(self) -> int:
        return beliefs.held(self._store, self._bundle).n

    def believe(self, council_json: str) -> None:
        beliefs.keep(self._store, self._bundle, council_json)

    def limits(self) -> Limits:
        told = self._store.setting(LIMITS)
        return Limits() if told is None else convert(told, Limits)

    def compare(self, manifest: Manifest) -> Sequence[Have]:
        self._signed = stamps.of_manifest(manifest, self._store.identity.device, self._bundle)
        with self._store.applying() as connection:
            anew.follow(connection, manifest, self._bundle)
            settings.put(connection, TOLD, None)  # until it is held whole: cut short, what is held is no manifest's
            settings.put(connection, LIMITS, to_builtins(manifest.limits))
            settings.put(connection, past.HISTORY, manifest.history)
            return self._behind(connection, manifest)

    def _behind(self, connection: Connection, manifest: Manifest) -> list[Have]:
        held = {
            row.stream: row
            for row in connection.exec_driver_sql("SELECT stream, revision, chain, own, anew FROM stream")
        }
        wanted = []
        for head in manifest.streams:
            mine = held.get(head.stream)
            if mine is not None and mine.anew:
                mine = None
            elif mine is not None and mine.revision == head.revision and mine.chain != head.chain:
                raise HistoryRewritten(head.stream)
            if mine is None or mine.own or mine.revision < head.revision:
                wanted.append((head, mine))
        devices.doubt_only(connection, {head.stream for head, _mine in wanted})
        if not wanted:
            return []
        sealed, resumes = _sealed(connection), arriving.resume(connection)
        return [
            Have(
                head.stream,
                0 if mine is None else mine.revision,
                sealed.get(head.stream, {}),
                log=mine is not None and mine.revision == 0,
                resume=resumes.get(head.stream) if mine is None else None,
                told=head.revision,
            )
            for head, mine in wanted
        ]

    def devices(self) -> Sequence[int]:
        with self._store.applying() as connection:
            return self._devices.load(connection)

    def take(self, page: Page) -> int:
        now = self._store.clock.now()
        examined = self._devices.examine(page)
        good = examined.page
        with self._store.applying() as connection:
            devices.keep(connection, examined, now)
            due = anew.due(connection)
            for part in good:
                if part.is_whole and part.opening.snapshot is not None and part.opening.stream in due:
                    anew.settle(connection, part.opening)
            with self._store.tree(connection, {part.opening.stream for part in good}) as tree:
                applying.apply(connection, tree, good, examined.digests)
            redacting.erase(connection, tree.emptied)
            settings.put(connection, RECEIVED_AT, instant_text(now))
        return sum(len(part.lines) for part in good)

    def seal(self, leave: Collection[str], taken: Collection[str], unheard: Collection[str] = ()) -> Parcel:
        with self._store.applying() as connection:
            if taken:
                stamps.ask_again(connection, taken)
            if parcels.is_empty(connection):
                return Parcel()
            self._reconsider(connection)
            held = connection.exec_driver_sql("SELECT stream FROM stream").scalars().all()
            close_open(connection, {*held} - {*leave} - {*unheard} | {*taken})
            sealable = frozenset(sealing.sealable(connection, closed(connection)))
            sets = [it for it in outbox.to_send(connection, taken, sealable) if it.stream not in unheard]
            own = {
                row.stream: NewStream(row.family, row.compartment)
                for row in connection.exec_driver_sql("SELECT stream, family, compartment FROM stream WHERE own = 1")
            }
            begin = {waiting.n: own[waiting.stream] for waiting in sets if waiting.stream in own}
            return Parcel(begin, [waiting.n for waiting in sets], parcels.evidence(connection, sealable))

    def read(self, numbers: Sequence[int]) -> Mapping[int, bytes]:
        with self._store.viewing() as connection:
            found = parcels.bytes_of(connection, numbers)
        bare = [n for n in numbers if n not in found]
        if bare:
            with self._store.applying() as connection:
                sealing.seal(connection, bare, self._key, self._random)
                found |= parcels.bytes_of(connection, bare)
        return found

    def reads(self, *, alone: bool = False) -> Reads | None:
        with self._store.viewing() as connection:
            if alone and not reads.is_overdue(connection, self._store.clock.now()):
                return None
            return reads.waiting(connection, self._store.identity, self._key)

    def reads_held(self, batch: Reads, answer: ReadsHeld) -> None:
        with self._store.applying() as connection:
            reads.held(connection, batch, answer, self._store.clock.now(), self._bundle)

    def settle(self, verdicts: Sequence[Verdict], stamp: Stamp) -> bool:
        now = self._store.clock.now()
        with self._store.applying() as connection:
            signed = stamps.of_answer(connection, verdicts, stamp, self._bundle)
            parcels.evidence_kept(connection, [verdict.n for verdict in verdicts])
            begun = {(verdict.stream,) for verdict in verdicts if verdict.outcome in ("applied", "aside")}
            if begun:
                connection.exec_driver_sql("UPDATE stream SET own = 0 WHERE stream = ?", [*begun])
            receipts = [verdict for verdict in verdicts if verdict.outcome == "applied"]
            is_next = move_on(connection, receipts)
            left = parcels.receive(connection, receipts) + [it for it in verdicts if it.outcome != "applied"]
            if left:
                with self._store.tree(connection) as tree:
                    for verdict in left:
                        outbox.settle(connection, tree, verdict)
            stamps.keep(connection, signed, stamp)
            stamps.name(connection, [verdict.n for verdict in verdicts if verdict.outcome in RECEIVED], stamp)
            settings.put(connection, TOLD, None)  # what is held is no longer what that manifest said
            settings.put(connection, SENT_AT, instant_text(now))
        return not is_next or any(verdict.outcome in ("stale", "held") for verdict in verdicts)

    def taken(self, manifest: Manifest) -> Collection[str]:
        mine, families = {head.stream for head in manifest.streams}, {head.family for head in manifest.streams}
        with self._store.viewing() as connection:
            held = connection.exec_driver_sql("SELECT stream, family, own FROM stream").all()
            arriving_ones = connection.exec_driver_sql("SELECT DISTINCT stream FROM arriving").scalars().all()
        lost = {row.family for row in held if not row.own and row.stream not in mine} - families
        gone = {row.stream for row in held if not row.own or row.family in lost}
        return gone.union(arriving_ones) - mine

    def forget(self, streams: Collection[str]) -> None:
        self._store.take_away(streams)

    def finish(self, manifest: Manifest, etag: str | None) -> None:
        now = self._store.clock.now()
        signed = self._signed
        with self._store.applying() as connection:
            held = {
                (row.stream, row.revision, row.chain)
                for row in connection.exec_driver_sql("SELECT * FROM stream WHERE own = 0 AND anew = 0")
            }
            whole = signed is not None and held == {*signed.heads}
            if signed is not None and manifest.stamp is not None:
                stamps.keep(connection, signed, manifest.stamp)
            settings.put(connection, TOLD, to_builtins(Told(etag if whole else None)))
            if manifest.staff:
                settings.put(connection, STAFF, dict(manifest.staff))
            settings.put(connection, RECEIVED_AT, instant_text(now))

    def last_number(self) -> int:
        """The highest n that any change set here has had (S1)."""
        with self._store.applying() as connection:
            return last_number(connection)

    def lacks(self, moved: Iterable[Moved]) -> bool:
        """Whether a sync would bring, or take away, any of this: not so of what this laptop sent itself."""
        with self._store.viewing() as connection:
            held = {row.stream: row.revision for row in connection.exec_driver_sql("SELECT * FROM stream")}
        return any(
            one.stream in held if one.revision is None else held.get(one.stream, -1) < one.revision for one in moved
        )

    def _reconsider(self, connection: Connection) -> None:
        suspects = parcels.suspects(connection)
        if suspects is not None:
            with self._store.tree(connection) as tree:
                outbox.reconsider(tree, suspects)


def _sealed(connection: Connection) -> dict[str, dict[int, dict[int, str]]]:
    """By stream, the sealed sets that await an answer, or lie ahead of what is held of it, by the device number that they name, each with its check."""
    found: dict[str, dict[int, dict[int, str]]] = {}
    for stream, number, n, digest in connection.exec_driver_sql(
        f"SELECT change_set.stream, {SEALED_UNDER}, n, digest FROM change_set JOIN stream USING (stream) WHERE sealed IS NOT NULL"
        f" AND (state IN {PENDING} OR change_set.revision > stream.revision) ORDER BY n"
    ):
        sets = found.setdefault(stream, {}).setdefault(number, {})
        if len(sets) < PULL_SEALED:
            sets[n] = text(bytes(digest))[:CHECK_LETTERS]
    return found
