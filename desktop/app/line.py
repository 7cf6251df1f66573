"""The line to the council: one sync at a time over the open store. What the composition root hands to the interface.

What speaks HTTP, 12 MB, is imported with the first sync: nobody waits for it, and by then the passphrase has been stretched.
"""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.casework.person_links import Saying
from desktop.casework.sending import FILES_ON_HOTSPOT
from desktop.ids import RandomBytes
from desktop.store.blob_replica import StoreBlobs
from desktop.store.past import Told, from_council
from desktop.store.replica import StoreReplica
from desktop.store.session import Store
from desktop.store.settings import NEEDS_NEW_NUMBER
from sync.protocol.blobs import BlobName
from sync.protocol.trust import TrustBundle
from sync.rules.links import Act

if TYPE_CHECKING:
    from sync.engine.blobs import FilesReport
    from sync.engine.engine import Progress, SyncReport
    from sync.engine.transport import Transport
    from sync.protocol.events import Moved
    from sync.rules.duplicates import Described

VERSION = "0.1.0"
SERVER = "server"

RECOVERY_COPY = "recovery_copy"
"""A setting: the vault's recovery copy, while the council has yet to be told of it."""


class Line:
    """Syncs an open store with its council. To be used from one thread."""

    def __init__(self, store: Store, random: RandomBytes, bundle: TrustBundle) -> None:
        self._store = store
        self._random = random
        self._files = StoreBlobs(store)
        self._bundle = bundle

    def sync(
        self,
        progress: "Callable[[Progress], None]",
        cancelled: Callable[[], bool] = lambda: False,
        leave: Collection[str] = (),
    ) -> "SyncReport":
        """Sync once. `leave` names streams whose open change sets stay open (S4).

        Raises:
            SyncError, ServerDoubted, StoreError: it was not finished; nothing is lost.
        """
        from sync.engine.engine import sync

        replica = StoreReplica(self._store, self._random, self._bundle)
        with self._transport() as transport:
            self._take_number(transport)
            return sync(replica, transport, VERSION, progress, cancelled, leave)

    def listen(self, heard: "Callable[[Moved], None]", on_cancel: Callable[[Callable[[], object]], None]) -> None:
        """Tell what moves at the council's, until the server ends it. `on_cancel` is given what ends it at once, from another thread.

        Raises:
            SyncError: the line broke.
        """
        from sync.engine.events import STILL_SECONDS, listen

        with self._transport(STILL_SECONDS) as transport:
            on_cancel(transport.hang_up)
            for moved in listen(transport):
                heard(moved)

    def lacks(self, moved: "Iterable[Moved]") -> bool:
        """Whether a sync would bring, or take away, any of this."""
        return StoreReplica(self._store, self._random, self._bundle).lacks(moved)

    def files(
        self,
        progress: "Callable[[Progress], None]",
        cancelled: Callable[[], bool] = lambda: False,
        metered: bool = False,
    ) -> "FilesReport | None":
        """Carry the files that wait, once the records have gone; over a `metered` line only if the person said so. None if none was to go.

        Raises:
            SyncError, StoreError: it was not finished; nothing is lost.
        """
        if metered and not self._store.setting(FILES_ON_HOTSPOT):
            return None
        if not self._files.unsent() and not self._files.wanted():
            return None
        from sync.engine.blobs import exchange

        with self._transport() as transport:
            return exchange(self._files, transport, progress, cancelled)

    def fetch(self, stream: str, sha256: str) -> bool:
        """Fetch a file that somebody opens, whatever the line. Whether it is here now.

        Raises:
            SyncError: it does not answer.
        """
        from sync.engine.blobs import fetch

        with self._transport() as transport:
            return fetch(self._files, transport, BlobName(stream, sha256))

    def history(self, stream: str, kind: str, record: str) -> list[Told]:
        """What the council tells of a record.

        Raises:
            SyncError: it does not answer, or the family is not this laptop's any more.
        """
        from sync.engine.history import history

        with self._transport() as transport:
            return [from_council(kind, record, entry) for entry in history(transport, stream, kind, record)]

    def is_known(self, people: "Sequence[Described]") -> str:
        """Whether the council knows a family with these people: no, possible or likely (F17).

        Raises:
            SyncError: it does not answer, or was asked often enough for now.
        """
        from sync.engine.searching import is_known

        with self._transport() as transport:
            return is_known(transport, people)

    def links(self) -> list[Act]:
        """What was said of people of two families being one human, as far as this worker may know.

        Raises:
            SyncError: it does not answer.
        """
        from sync.engine.links import told

        with self._transport() as transport:
            return told(transport)

    def say_link(self, said: Saying) -> Act:
        """Ask a manager whether two people are one human, or answer as one. The act as the council keeps it.

        Raises:
            SyncError: it does not answer, or does not let it follow.
        """
        from sync.engine.links import say
        from sync.protocol.links import LinkSaying

        with self._transport() as transport:
            return say(transport, LinkSaying(*said.one, *said.other, said.n, said.act, said.why))

    def _transport(self, still: float | None = None) -> "Transport":
        """`still`: for how many seconds nothing may move, if not for as many as in a sync."""
        from sync.engine.transport import STILL_SECONDS, Signer, Transport

        identity = self._store.identity
        signer = Signer(identity.device, identity.key(), time.time, self._random)
        return Transport(self._store.setting(SERVER), signer, still or STILL_SECONDS)

    def _take_number(self, transport: "Transport") -> None:
        """A laptop that was restored or recovered first takes a new number (S1, F6)."""
        if self._store.setting(NEEDS_NEW_NUMBER):
            from sync.engine.numbers import new_number

            last = StoreReplica(self._store, self._random, self._bundle).last_number()
            number = new_number(transport, last, self._store.setting(RECOVERY_COPY))
            self._store.take_number(number)
            self._store.put_setting(RECOVERY_COPY, None)
