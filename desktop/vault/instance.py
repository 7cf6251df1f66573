"""One process a vault (P17): a lock of the operating system on a file in the vault's folder.

The system lets go of it when the process ends, however it ends, so a crash leaves nothing stale; nor does replacing the process,
since the file is not inherited.
"""

import os
import sys
from pathlib import Path

from desktop.vault.errors import AlreadyOpen, NotWritten


class Instance:
    """The claim of this process on a vault's folder, until `release`."""

    def __init__(self, path: Path) -> None:
        """Raises: AlreadyOpen; NotWritten when the disk does not even take the empty lock file."""
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise NotWritten(error.errno) from None
        try:
            _claim(self._file)
        except OSError:
            os.close(self._file)
            raise AlreadyOpen from None

    def release(self) -> None:
        """Let another process have it."""
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _claim(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _claim(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
