"""The line to the council: one sync at a time over the open store. What the composition root hands to the interface.

What speaks HTTP, 12 MB, is imported with the first sync: nobody waits for it, and by then the passphrase has been stretched.
"""

import time
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from desktop.ids import RandomBytes
from desktop.store.past import Told, from_council
from desktop.store.replica import StoreReplica
from desktop.store.session import Store
from desktop.store.settings import NEEDS_NEW_NUMBER

if TYPE_CHECKING:
    from sync.engine.engine import Progress, SyncReport
    from sync.engine.transport import Transport
    from sync.protocol.events import Moved

VERSION = "0.1.0"
SERVER = "server"

RECOVERY_COPY = "recovery_copy"
"""A setting: the vault's recovery copy, while the council has yet to be told of it."""


class Line:
    """Syncs an open store with its council. To be used from one thread."""

    def __init__(self, store: Store, random: RandomBytes) -> None:
        self._store = store
        self._random = random

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

        replica = StoreReplica(self._store, self._random)
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
        return StoreReplica(self._store, self._random).lacks(moved)

    def history(self, stream: str, kind: str, record: str) -> list[Told]:
        """What the council tells of a record.

        Raises:
            SyncError: it does not answer, or the family is not this laptop's any more.
        """
        from sync.engine.history import history

        with self._transport() as transport:
            return [from_council(kind, record, entry) for entry in history(transport, stream, kind, record)]

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

            self._store.take_number(new_number(transport, self._store.setting(RECOVERY_COPY)))
            self._store.put_setting(RECOVERY_COPY, None)
