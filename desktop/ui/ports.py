"""What the interface needs from the rest of the application, said as protocols that `desktop.app` fulfils.

Methods of `Gate` take up to seconds (Argon2id, the network), so models call them through `Tasks`. They raise typed
errors, which `words.trouble.sentence` knows by name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.ui.shell.hold import Hold


@dataclass(frozen=True)
class VaultChoice:
    """One worker's locked file on this laptop. `initials` are all that is known before it is unlocked; "" where there is only one."""

    initials: str
    folder_id: str


@dataclass(frozen=True)
class CouncilGreeting:
    """Whom the council's code is for, and how many families will be brought over."""

    council_name: str
    worker_name: str
    team: str
    families: int


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess: `score` 0 to 4, and why not `enough`: "short", "common", "names" or ""."""

    score: int
    enough: bool
    code: str = ""


@dataclass(frozen=True)
class Brought:
    """How far the bringing over of families is."""

    done: int
    whole: int


class Gate(Protocol):
    """What stands between a closed laptop and the families on it."""

    def vaults(self) -> Sequence[VaultChoice]:
        """The files that can be unlocked here; none means that the laptop has to be set up."""
        ...

    def demo_passphrase(self) -> str | None:
        """What to type in the demonstration; None everywhere else."""
        ...

    def unlock(self, passphrase: str, folder_id: str | None = None) -> None:
        """Open one vault (the only one, without `folder_id`). Raises WrongPassphrase, WaitAMinute, VaultDamaged, AlreadyOpen."""
        ...

    def recover(self, code: str, new_passphrase: str, folder_id: str | None = None) -> None:
        """Open with the help desk's code and set a new passphrase. Raises WrongRecoveryCode."""
        ...

    def check_code(self, server_url: str, code: str) -> CouncilGreeting:
        """Ask the council whom the code is for. Raises CodeRefused and its kinds, Offline, InsecureAddress."""
        ...

    def suggest_words(self) -> str:
        """Five ordinary words, a new choice each time."""
        ...

    def strength(self, passphrase: str) -> Strength: ...

    def create(self, passphrase: str, progress: Callable[[Brought], None]) -> None:
        """Make the vault and bring the families over. Raises Offline, DiskFull."""
        ...


class OwnPassphrase(Protocol):
    """The passphrase of the vault that is open. Its methods take up to a second, so models call them through `Tasks`."""

    def suggest_words(self) -> str:
        """Five ordinary words, a new choice each time."""
        ...

    def strength(self, passphrase: str) -> Strength: ...

    def change(self, old: str, new: str) -> None:
        """From now on the new one opens the vault. Raises WrongPassphrase, WaitAMinute, NotWritten."""
        ...


class Drills(Protocol):
    """What can be made to happen in practice. To be called in the network's lane."""

    def cut(self, *, cut: bool) -> None:
        """Take the connection away, or give it back."""
        ...

    def clash(self) -> None:
        """Have the worker and a colleague change the same sentence, neither knowing of the other."""
        ...


class ScreenCapture(Protocol):
    """Whether the window can be seen in screenshots and recordings (P9)."""

    def is_possible(self) -> bool:
        """Whether this system can leave it out of them."""
        ...

    def block(self, *, blocked: bool) -> None: ...


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def open(self, key: str, **args: str) -> None: ...

    def back(self) -> None: ...

    def begin_visit(self, **args: str) -> None: ...

    def end_visit(self) -> None: ...

    def seek(self, typed: str = "") -> None: ...

    hold: Hold
    """The PIN of a visit, and for how long it opens a hidden screen."""

    def ask(self, dialog: QWidget) -> None: ...

    def close_dialog(self) -> None: ...

    def write_note(self) -> None: ...

    def tell(
        self,
        words: str,
        icon: str = "circle-check",
        tone: str = "success",
        undo: Callable[[], object] | None = None,
    ) -> None: ...


class FileChooser(Protocol):
    """Where the files lie that a worker may add."""

    def choose(self) -> str:
        """Have the worker point at one picture or PDF; its path, "" where they did not."""
        ...

    def read(self, path: str) -> bytes:
        """All of it. Raises FileUnreadable, FileTooLarge."""
        ...


class PagesChooser(FileChooser, Protocol):
    """The same, for documents of several pages."""

    def choose_many(self) -> Sequence[str]:
        """Have the worker point at a PDF, or at the pictures of pages in their order; their paths, none where they did not."""
        ...


class Printer(Protocol):
    """Where copies on paper begin."""

    def save_pdf(self, suggested_name: str, data: bytes) -> str:
        """Keep a PDF where the worker finds it, under a neutral name (F13), and say where that is, for people.

        Raises FileInUse where another program holds the file.
        """
        ...


class Saver(Protocol):
    """Where something that is not a document goes, as the worker says."""

    def choose(self, suggested_name: str, kind: str) -> str:
        """Have the worker say where, beginning with a neutral name (F13); the path, "" where they did not. `kind` is a filter of file names."""
        ...

    def save(self, path: str, data: bytes) -> str:
        """Write it there, and say where that is, for people. Raises FileInUse where another program holds the file."""
        ...


class ListFiles(Protocol):
    """Lists that a worker brings from elsewhere, and those that Doorstep keeps for them there."""

    def choose(self) -> str:
        """Have the worker point at one list; its path, "" where they did not."""
        ...

    def read(self, path: str) -> bytes:
        """All of it. Raises FileUnreadable, FileTooLarge."""
        ...

    def save(self, suggested_name: str, data: bytes) -> str:
        """Keep a list where the worker finds it, under a neutral name (F13), and say where that is, for people."""
        ...
