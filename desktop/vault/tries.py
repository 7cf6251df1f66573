"""The pause after wrong passphrases: five tries are free, then one a minute, never longer, and nothing is ever erased (P3).

A courtesy to the worker whose child found the keyboard, and no control: what slows a thief is Argon2id. So a lost or damaged count,
or a wall clock set back, is taken as no wrong tries.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from msgspec import Struct

from desktop.clock import Clock
from desktop.vault.disk import Disk
from desktop.vault.errors import NotWritten, WaitAMinute
from sync.protocol import canonical

FREE = 5
PAUSE = timedelta(seconds=60)
_MOST_BYTES = 200


class _Count(Struct, frozen=True):
    wrong: int
    last_at: datetime


class Tries:
    """The count of wrong tries in a row, in a file of its own beside the header."""

    def __init__(self, path: Path, clock: Clock, disk: Disk) -> None:
        self._path = path
        self._clock = clock
        self._disk = disk

    def must_be_free(self) -> None:
        """Raises: WaitAMinute, with the seconds that are left of it."""
        count = self._read()
        if count is None or count.wrong < FREE:
            return
        passed = self._clock.now() - count.last_at
        if timedelta() <= passed < PAUSE:
            raise WaitAMinute(ceil((PAUSE - passed).total_seconds()))

    def wrong(self) -> None:
        """One more. A disk that refuses must not hide that the passphrase was wrong."""
        count = self._read()
        more = _Count((count.wrong if count else 0) + 1, self._clock.now())
        with suppress(NotWritten):
            self._disk.replace(self._path, canonical.encode(more))

    def right(self) -> None:
        """Forget the wrong ones."""
        with suppress(OSError):
            self._disk.remove(self._path)

    def _read(self) -> _Count | None:
        try:
            count = canonical.decode(self._disk.read(self._path, _MOST_BYTES), _Count)
        except (OSError, canonical.NotCanonical):
            return None
        return count if count.last_at.tzinfo else None
