"""Where vaults live: one folder for each council and user, under the system's place for local data (F13).

Never a place that roams or may leave the machine: links, network disks and, where the system says so, removable disks are refused.
Folder names tell nothing but the council. The unlock page sees initials, no names.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.vault.errors import HeaderTooNew, NotWritten, UnsafeFolder, VaultDamaged

if TYPE_CHECKING:
    from desktop.ids import RandomBytes

HEADER = "header.json"
DATABASE = "vault.db"
SNAPSHOTS = "vault-snapshots"
"""The folder of the database's copies, by which a vault is known whose database is gone."""

_REMOTE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ncpfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
}
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4  # GetDriveTypeW


@dataclass(frozen=True)
class Found:
    """A vault on this machine, as the unlock page may show it. `problem` is the code of what is wrong with its header."""

    folder: Path
    council: str
    initials: str
    problem: str | None = None


def data_root(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """The folder of all vaults: `sys.platform`, `os.environ` and the home folder decide."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Doorstep"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Doorstep"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "Doorstep"


def new_folder(root: Path, council: str, random: "RandomBytes") -> Path:
    """A fresh folder for one user of a council. Its name is random: two people on one laptop tell nothing of each other.

    Raises:
        UnsafeFolder: it would be a link or on a disk of another machine.
        NotWritten: the disk refused.
    """
    folder = root / council / random(8).hex()
    make(folder)
    return folder


def make(folder: Path) -> None:
    """Make a vault's folder, and those above it, for the owner alone.

    Raises:
        UnsafeFolder: it is a link or on a disk of another machine.
        NotWritten: the disk refused.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        must_be_safe(folder)
        folder.chmod(0o700)
    except OSError as error:
        raise NotWritten(error.errno) from None


def must_be_safe(folder: Path) -> None:
    """Raises: UnsafeFolder."""
    if folder.is_symlink() or folder.parent.is_symlink() or _leaves_the_machine(folder):
        raise UnsafeFolder


def folders(root: Path) -> list[Path]:
    """The folder of every vault under `root`, damaged ones too."""
    return sorted({path.parent for name in (HEADER, DATABASE) for path in root.glob(f"*/*/{name}")})


def found(folder: Path) -> Found:
    """The vault in a folder. What reads its header is imported here: the unlock page of one person needs none of it."""
    from desktop.vault import header
    from desktop.vault.disk import Disk

    try:
        facts = header.load(Disk().read(folder / HEADER, header.MOST_BYTES + 1)).facts
    except (OSError, VaultDamaged):
        return Found(folder, folder.parent.name, "", VaultDamaged.code)
    except HeaderTooNew as error:
        return Found(folder, folder.parent.name, "", error.code)
    return Found(folder, facts.council, facts.initials)


def is_remote(path: Path, mount_info: str) -> bool:
    """Whether a path lies on a network file system, by the text of /proc/self/mountinfo."""
    best, system = "", ""
    for line in mount_info.splitlines():
        before, _, after = line.partition(" - ")
        point = before.split()[4].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, system = point, after.split()[0]
    return system in _REMOTE_SYSTEMS


if sys.platform == "win32":
    import ctypes

    def _leaves_the_machine(folder: Path) -> bool:
        anchor = folder.resolve().anchor
        kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        return anchor.startswith("\\\\") or kind in (_REMOVABLE_DRIVE, _REMOTE_DRIVE)

elif sys.platform == "linux":

    def _leaves_the_machine(folder: Path) -> bool:
        return is_remote(folder.resolve(), Path("/proc/self/mountinfo").read_text(errors="replace"))

else:

    def _leaves_the_machine(folder: Path) -> bool:
        return os.fspath(folder.resolve()).startswith("/Volumes/")
