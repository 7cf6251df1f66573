"""The laptop's store: one encrypted file, opened with its key, written by captured saves and read beside them.

    with store.writing(author) as session: ...      one transaction, one save: all of it or nothing
    with store.reading() as session: ...            a consistent view; nothing can be written through it
    with store.applying() as connection: ...        the one path by which pulled changes come in

Sessions are not for more than one thread; the store itself is.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop.clock import Clock
from desktop.ids import IdSource, RandomBytes
from desktop.store import (
    blobs,
    creating,
    letting_go,
    outbox,
    sealing,
    search,
    settings,
    snapshots,
    streams,
    taking_away,
)
from desktop.store.capture import Saving
from desktop.store.database import Database, typed_errors
from desktop.store.errors import NotSaved
from desktop.store.migrating import migrated
from desktop.store.migrations import SHIPPED, Steps
from desktop.store.moved import merge_moved
from desktop.store.pending import Address
from desktop.store.sets import ChangeSets, closed, seal_idle, seal_open
from desktop.store.settings import Identity
from desktop.store.taking_away import Gone
from desktop.store.withdrawal import take_back
from desktop.store.words import Hit
from desktop.store.working_tree import Hand, WorkingTree
from sync.protocol.change_set import Shown
from sync.records.ids import id_text
from sync.records.record import Record, Synced
from sync.records.types import instant_text


class Store:
    """An open store. `identity` says whose laptop it is."""

    def __init__(
        self, database: Database, identity: Identity, clock: Clock, ids: IdSource, random: RandomBytes
    ) -> None:
        self.identity = identity
        self.clock = clock
        self.ids = ids
        self._database = database
        self._random = random
        self._key = identity.key()
        self.after_save: Callable[[], object] = _nobody
        """Told after each save, in the thread that saved."""
        self.in_use: Callable[[str], bool] = _not_in_use
        """Asked, in the thread that syncs, whether a family that was taken away is on the screen: then it stays until the next sync."""
        self.after_erasing: Callable[[Gone], object] = _nobody
        """Told of each family that is no longer here, in the thread that syncs."""

    @classmethod
    def create(
        cls,
        path: Path,
        key: bytes,
        identity: Identity,
        clock: Clock,
        ids: IdSource,
        random: RandomBytes = os.urandom,
        *,
        first: Mapping[str, Any] = MappingProxyType({}),
        steps: Steps = SHIPPED,
    ) -> "Store":
        """Make the database of a new laptop. `key`: 32 random bytes; `first`: settings that it must know from its first moment.

        Raises:
            DatabaseExists: something is there already.
            StoreError: it could not be written, and there is none.
        """
        creating.create(path, key, identity, first, clock.now(), steps)
        return cls.open(path, key, clock, ids, random, steps=steps)

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        clock: Clock,
        ids: IdSource,
        random: RandomBytes = os.urandom,
        *,
        steps: Steps = SHIPPED,
    ) -> "Store":
        """Open an existing store, migrating it if an earlier release wrote it.

        Raises:
            NoDatabase, NotEncrypted, WrongKey, DatabaseDamaged, StoreTooNew: it is not to be opened like this.
        """
        database = migrated(Database(path, key), clock.now(), steps)
        with typed_errors(), database.reader.begin() as connection:
            identity = settings.get_identity(connection)
        with suppress(NotSaved), typed_errors(), database.writer.begin() as connection:
            blobs.forget_begun(connection)  # or another time: a full disk keeps nobody out
        return cls(database, identity, clock, ids, random)

    @contextmanager
    def writing(self, author: str, *, decision: Shown | None = None, reason: str | None = None) -> Iterator[Saving]:
        """One save by `author` (a user's id): captured, indexed and durable when the block ends; undone as a whole if it raises.

        With `decision`, the changes in that record's stream are a change set of their own, sealed at once (S13).

        Raises:
            NotSaved: nothing of it was written.
        """

        now = self.clock.now()

        def begin_sets(connection: Connection) -> ChangeSets:
            return ChangeSets(connection, self._seal, author, now, decision, reason)

        def on_moved(session: Saving, row: Synced, column: str, shown: Any, value: Any, current: Any) -> Any:
            return merge_moved(session, row, column, shown, value, current, author, now, id_text(self.ids.new()))

        def withdraw(connection: Connection, record: Record) -> None:
            with self.tree(connection) as tree:
                outbox.withdraw(tree, Address(record.stream, *record.address()))

        database = self._database
        session = Saving(database.writer, database.guard, begin_sets, on_moved, withdraw)
        with typed_errors(), session, session.begin():
            yield session
            session.finish()
        self.after_save()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view of what is saved."""
        with typed_errors(), Session(self._database.reader, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def viewing(self) -> Iterator[Connection]:
        """The same, for statements of one's own."""
        with typed_errors(), self._database.reader.begin() as connection:
            yield connection

    @contextmanager
    def applying(self) -> Iterator[Connection]:
        """One transaction in which pulled changes may be written. Nothing in it is captured; the index is the caller's to keep."""
        with typed_errors(), self._database.writer.begin() as connection, self._database.guard.open():
            yield connection

    def tree(
        self, connection: Connection, streams: Collection[str] | None = None
    ) -> AbstractContextManager[WorkingTree]:
        """Records and pending sets, to be worked on together inside `applying`; of these `streams` and what hangs on them, or of all."""
        hand = Hand(
            self.identity.user,
            instant_text(self.clock.now()),
            outbox.next_numbers(connection),
            lambda: id_text(self.ids.new()),
        )
        return outbox.opened(connection, hand, self._seal, streams)

    def take_back(self, address: Address, fields: Collection[str]) -> None:
        """Undo what the server refused of these fields of a record (S9). Not while a sync runs."""
        with self.applying() as connection, self.tree(connection) as tree:
            take_back(tree, address, fields)

    def find(self, words: str, limit: int = 20, families: Collection[str] | None = None, offset: int = 0) -> list[Hit]:
        """The narratives that hold every word, best first; among these families, or all."""
        with self.viewing() as connection:
            return search.find(connection, words, limit, families, offset)

    def leave(self, family: str) -> None:
        """Seal what is open of a family whose pages are closed (S4)."""
        with self.applying() as connection:
            seal_open(connection, self._seal, streams.of_family(connection, family))

    def seal_open(self, of_streams: Iterable[str] | None = None) -> None:
        """Seal the open change sets of these streams, or all: at every lock, and before a sync the person asks for."""
        with self.applying() as connection:
            seal_open(connection, self._seal, of_streams)

    def setting(self, name: str) -> Any:
        """The value of a setting; None when it was never put."""
        with self.viewing() as connection:
            return settings.get(connection, name)

    def put_setting(self, name: str, value: Any) -> None:
        """Write a setting: any JSON value."""
        with self.applying() as connection:
            settings.put(connection, name, value)

    def idle(self, seconds: float = 0.05) -> bool:
        """Do some of what saves leave for later: sealing, the search index, its merging, old bytes, the checkpoint. Whether more is waiting.

        Stops after about so many seconds by `clock.boottime`.
        """
        until = self.clock.boottime() + seconds
        self._one(self._seal_idle)
        for step in (search.settle_one, search.merge_some, self._let_go):
            while self._one(step):
                if self.clock.boottime() >= until:
                    return True
        with self._database.outside_transactions() as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return False

    def keep_snapshot(self) -> bool:
        """Take the day's snapshot, beside running saves, if none was taken today. Whether one was taken.

        Raises:
            DatabaseDamaged: the database is not sound; `restoring.restore` gets back what can be had.
        """
        taking_away.remove_traces(self._database, self.clock.now())
        if not snapshots.is_due(self._database.path, self.clock.now()):
            return False
        with self._database.copying_connection() as connection:
            snapshots.take(connection, self._database.path, self._database.key, self.clock.now())
        return True

    def free_bytes(self) -> int:
        """What is left on the disk that the database lies on."""
        return self._database.free_bytes()

    def backed_up_at(self) -> datetime | None:
        """When the newest snapshot was taken."""
        taken = snapshots.all_of(self._database.path)
        return snapshots.taken_at(taken[-1]) if taken else None

    def _one(self, step: Callable[[Connection], bool]) -> bool:
        with typed_errors(), self._database.writer.begin() as connection:
            return step(connection)

    def take_away(self, taken: Collection[str]) -> None:
        """Erase the streams that were taken away and of which nothing waits for a receipt, and leave no trace of them (S24, F3).

        Raises:
            DatabaseBusy, DatabaseDamaged: the rows are gone, and traces are left; `keep_snapshot` tries again.
        """
        for family, streams_of_it in self._taken(taken).items():
            if self.in_use(family):
                continue
            with self.applying() as connection:
                waits = taking_away.awaits_receipt(connection, streams_of_it)
                gone = None if waits else taking_away.erase(connection, family, streams_of_it)
            if gone is not None:
                self.after_erasing(gone)
        taking_away.remove_traces(self._database, self.clock.now())

    def _taken(self, streams: Collection[str]) -> Mapping[str, list[str]]:
        if not streams:
            return {}
        with self.applying() as connection:
            taking_away.erase_arriving(connection, streams)
            return taking_away.by_family(connection, streams)

    def take_number(self, number: int) -> None:
        """The number under which this device counts its change sets from now on (S1). What waited for it is sealed."""
        identity = replace(self.identity, number=number)
        with self.applying() as connection:
            settings.put_identity(connection, identity)
            settings.put(connection, settings.NEEDS_NEW_NUMBER, value=False)
            self._seal(connection, closed(connection))
        self.identity = identity

    def close(self) -> None:
        """Let go of the file. Everything saved is already on the disk."""
        self._database.close()

    def _seal_idle(self, connection: Connection) -> bool:
        return seal_idle(connection, self._seal, self.clock.now())

    def _let_go(self, connection: Connection) -> bool:
        return letting_go.let_some_go(connection, self.clock.now())

    def _seal(self, connection: Connection, numbers: Sequence[int]) -> None:
        sealing.seal(connection, numbers, self._key, self._random)


def _nobody(*_of: object) -> None:
    """Nobody asked to be told."""


def _not_in_use(_family: str) -> bool:
    return False
