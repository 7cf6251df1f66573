"""A vault of a fictional worker, made quickly: the fewest passes that the rules allow."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from desktop.clock import FixedClock
from desktop.vault.disk import Disk
from desktop.vault.keys import FEWEST_PASSES, DatabaseKeys
from desktop.vault.slots import Means
from desktop.vault.vault import Vault
from sync.protocol import recovery
from tests.support.councils import a_council

PASSPHRASE = "lantern orbit gravel meadow teacup"
NEW = "a new one that is long enough"
COUNCIL = a_council()


class PlugPulled(BaseException):
    """The power went. Not an error anyone may handle."""


class FailingDisk(Disk):
    """Fails at the n-th act: with an error of the system, or as if the machine had stopped."""

    def __init__(self, at: int, failure: BaseException) -> None:
        self._left = at
        self._failure = failure

    def step(self, act: str) -> None:
        self._left -= 1
        if self._left == 0:
            raise self._failure


def a_clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


def means(clock: FixedClock | None = None, disk: Disk | None = None) -> Means:
    return Means(clock or a_clock(), os.urandom, FEWEST_PASSES, disk or Disk())


def create(folder: Path, device: str = "laptop-1", disk: Disk | None = None, *, initials: str = "SA") -> DatabaseKeys:
    """A new vault, closed again."""
    vault, keys = Vault.create(
        folder,
        council_json=COUNCIL.json,
        user="worker-1",
        device=device,
        initials=initials,
        passphrase=PASSPHRASE,
        means=means(disk=disk),
    )
    vault.close()
    return keys


def make(folder: Path, device: str = "laptop-1") -> DatabaseKeys:
    """A vault that was created before, in a copy: stretching a passphrase takes long, on purpose."""
    created, keys = _created(device)
    shutil.copytree(created, folder, dirs_exist_ok=True)
    return keys


@cache
def _created(device: str) -> tuple[Path, DatabaseKeys]:
    folder = Path(tempfile.mkdtemp(prefix="vault-"))
    atexit.register(shutil.rmtree, folder)
    return folder, create(folder, device)


@contextmanager
def opened(folder: Path, clock: FixedClock | None = None, disk: Disk | None = None) -> Iterator[Vault]:
    with Vault.open(folder, means(clock, disk)) as vault:
        yield vault


def keys_in(folder: Path, passphrase: str = PASSPHRASE) -> DatabaseKeys:
    with opened(folder) as vault:
        return vault.unlock(passphrase)


def code_for(vault: Vault, master: bytes = COUNCIL.master) -> str:
    """What the help desk reads out."""
    return recovery.open_code(master, vault.recovery_copy())
