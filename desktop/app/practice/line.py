"""The line of practice: it leads nowhere. What waits goes to the invented council in this process, or to nobody while there is no connection."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NoReturn

from desktop.app.line import Line
from desktop.app.practice.council import PracticeCouncil
from desktop.ids import RandomBytes
from desktop.store.session import Store
from sync.protocol.trust import TrustBundle

if TYPE_CHECKING:
    from sync.engine.blobs import FilesReport
    from sync.engine.engine import Progress, SyncReport


class PracticeLine(Line):
    """`cut` while there is no connection. Nothing in it can speak to a network."""

    def __init__(self, store: Store, random: RandomBytes, bundle: TrustBundle) -> None:
        super().__init__(store, random, bundle)
        self.council = PracticeCouncil(store, bundle)
        self.cut = False

    def sync(
        self,
        progress: "Callable[[Progress], None]",
        cancelled: Callable[[], bool] = lambda: False,
        leave: Collection[str] = (),
    ) -> "SyncReport":
        """As with a council, but for the way there."""
        from sync.engine.engine import SyncReport

        if self.cut:
            self._transport()
        return SyncReport(applied=self.council.take(leave))

    def files(
        self,
        progress: "Callable[[Progress], None]",
        cancelled: Callable[[], bool] = lambda: False,
        metered: bool = False,
    ) -> "FilesReport | None":
        """Files stay here."""
        return None

    def _transport(self, still: float | None = None) -> NoReturn:
        """Raises: Offline, always."""
        from sync.engine.errors import Offline

        raise Offline
