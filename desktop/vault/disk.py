"""The few ways the vault touches the disk, in one class, so that a test can pull the plug before each of them.

A file is replaced whole or not at all: written beside, forced to the disk, renamed over, and the folder forced too. Everything is
readable by its owner alone.
"""

import os
from pathlib import Path

from desktop.vault.errors import NotWritten


class Disk:
    """The real disk. `step` is called before each act that can fail."""

    def step(self, act: str) -> None:
        """A place for tests to fail; nothing happens here."""

    def replace(self, path: Path, data: bytes) -> None:
        """Make `path` hold `data`, durably.

        Raises:
            NotWritten: the disk refused; `path` holds all of the old or all of the new.
        """
        beside = path.with_name(path.name + ".new")
        try:
            self._write(beside, data)
            self.step("rename")
            beside.replace(path)
            self._sync_folder(path.parent)
        except OSError as error:  # its text has the path in it
            raise NotWritten(error.errno) from None

    def read(self, path: Path, most: int) -> bytes:
        """At most `most` bytes of a file.

        Raises:
            OSError: it is not there, is a link, or cannot be read.
        """
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _BINARY)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(most)

    def remove(self, path: Path) -> None:
        """Remove a file that is no longer needed; it may be gone already."""
        self.step("remove")
        path.unlink(missing_ok=True)

    def _write(self, path: Path, data: bytes) -> None:
        self.step("open")
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            self.step("write")
            file.write(data)
            file.flush()
            self.step("sync")
            os.fsync(file.fileno())

    def _sync_folder(self, folder: Path) -> None:
        self.step("sync folder")
        if os.name == "posix":  # Windows renames durably enough and cannot open a folder
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
