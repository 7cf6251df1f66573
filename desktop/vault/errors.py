"""What can go wrong with a vault.

VaultError
├── NoVault             nothing enrolled in this folder
├── VaultExists         something is; it is never written over
├── AlreadyOpen         another copy of the program has it open
├── UnsafeFolder        a link, or a disk that may leave this machine
├── WrongPassphrase     the worker can try again
├── WaitAMinute         after too many wrong tries, for `seconds`
├── WrongRecoveryCode   mistyped, or another laptop's
├── NeedsKeyStore       sealed with the system's key store, which no longer has its part: recovery
├── VaultDamaged        bytes changed since we sealed them; never a guess, never recreated over
├── HeaderTooNew        written by a later release, of version `version`
└── NotWritten          the disk refused (`errno`); each file is all old or all new
"""

from desktop.errors import DoorstepError


class VaultError(DoorstepError):
    """Root of the vault's errors."""


class NoVault(VaultError):
    """There is no vault in this folder."""


class VaultExists(VaultError):
    """There is a vault in this folder already."""


class AlreadyOpen(VaultError):
    """Another process has this vault open."""


class UnsafeFolder(VaultError):
    """The folder is a link, or lies on a network or removable disk."""


class WrongPassphrase(VaultError):
    """The passphrase does not open the vault."""


class WaitAMinute(VaultError):
    """Too many wrong tries: the next is taken in `seconds`, which are never more than 60."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class WrongRecoveryCode(VaultError):
    """The code is mistyped, used, or another laptop's."""


class NeedsKeyStore(VaultError):
    """The system's key store has lost its part of the key; it is never tried without."""


class VaultDamaged(VaultError):
    """The header, or a file that it vouches for, is not what was written."""


class HeaderTooNew(VaultError):
    """A later release wrote this header."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class NotWritten(VaultError):
    """A file could not be written."""

    def __init__(self, errno: int | None) -> None:
        super().__init__(errno)
        self.errno = errno
