"""A family of two laptops at a council from which something is to be taken out, and where it lingers on them."""

from pathlib import Path

from desktop.store import snapshots
from sync.records.note import Note
from tests.support.central import Central
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.support.pages import in_the_clear

MARKER = "Zanzibarmarker"
TEXT = f"{MARKER} was at school. " * 300
"""Longer than a page, so that it lies in pages of its own, too."""


class Office:
    """Jo's family with one note, which Sam has too; Nadia is the manager."""

    def __init__(self, council: Central, folder: Path) -> None:
        self.council = council
        self.jo, self.sam = Laptop(folder, council), Laptop(folder, council, name="Sam Osei")
        self.nadia = council.a_user("manager", name="Nadia Khan")
        self.family = a_family(self.jo.desk, "Castell-Ward")
        self.note = write(self.jo.desk, Note, self.family, text=TEXT, channel="call")
        self.jo.sync()
        council.run("allocate", "--", self.family, self.sam.user)
        self.sam.sync()

    def redact(self, *fields: str, kind: str = "note", record: str = "") -> None:
        names = [argument for field in fields for argument in ("--field", field)]
        why = ("--ground", "wrong_family", "--authority", "It is another Leo.", "--asked-by", self.jo.user)
        place, ledger = (self.family, kind, record or self.note), self.council.folder / "ledger.jsonl"
        self.council.run("--operator", self.nadia, "redact", "--ledger", str(ledger), *names, *why, "--", *place)

    def agree(self) -> None:
        """The manager says yes to what a laptop has asked for of the note."""
        ledger = self.council.folder / "ledger.jsonl"
        self.council.run(
            "--operator", self.nadia, "redact", "--ledger", str(ledger), "--", self.family, "note", self.note
        )

    def close(self) -> None:
        for laptop in (self.jo, self.sam):
            laptop.store.close()

    def text(self, laptop: Laptop) -> str | None:
        note = laptop.shows(Note, self.note)
        assert isinstance(note, Note)
        return note.text


def files_with_marker(laptop: Laptop) -> list[str]:
    """The files of a laptop in which whoever has the key finds the marker."""
    files = [file for file in laptop.path.parent.rglob(f"{laptop.path.stem}*") if file.is_file()]
    files += snapshots.folder_of(laptop.path).iterdir()
    return [file.name for file in files if MARKER.lower().encode() in in_the_clear(file, laptop.key).lower()]
