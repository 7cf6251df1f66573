"""day.md: what happened, which pictures show it, where the data went, and that no readable byte of it is on the laptop's disk."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from council import Council
from desk import StepFailed


class Diary:
    """Written as the day goes on."""

    def __init__(self, out: Path, council: Council, families: int) -> None:
        self._out = out
        self._council = council
        self._seen: set[Path] = set()
        self._lines = [
            "# One day with Doorstep",
            "",
            f"A council of {families} invented families, a server process on the embedded SQLite, two laptops that are processes with",
            "a folder and a vault each. Every act below was a key or a mouse click on something that could be seen.",
        ]

    @contextmanager
    def chapter(self, title: str, text: str) -> Iterator[None]:
        """One part of the day: its pictures, how long it took, and what the server holds afterwards."""
        began = time.monotonic()
        yield
        taken = time.monotonic() - began
        new = sorted(set(self._out.glob("*.png")) - self._seen, key=lambda path: path.stat().st_mtime_ns)
        self._seen.update(new)
        pictures = [f"![{path.stem}]({path.name})" for path in new]
        self._lines += [
            "",
            f"## {title}",
            "",
            text,
            "",
            *pictures,
            "",
            f"{taken:.0f} s. The council holds {self._council_holds()}.",
        ]
        self._write()

    def look_for(self, folder: Path, *words: str) -> None:
        """Search every file of a laptop for words that were written on it, in each encoding they could stand in.

        Raises:
            StepFailed: one of them can be read.
        """
        files = [path for path in folder.rglob("*") if path.is_file()]
        for path in files:
            content = path.read_bytes()
            if any(word.encode(encoding) in content for word in words for encoding in ("utf-8", "utf-16-le")):
                raise StepFailed(f"{path.name} holds readable words")
        size = sum(path.stat().st_size for path in files)
        self._lines += ["", (f"The laptop's {len(files)} files ({size:,} bytes) were searched for {len(words)} texts that had just been"
                        " written on it, in UTF-8 and UTF-16: not one can be read.")]  # fmt: skip
        self._write()

    def close(self) -> None:
        """The council checks itself: signatures, chains, and that the log adds up to the state."""
        copies = sorted((self._out / "prints").glob("*.pdf"))
        self._lines += ["", "## Where the data went", "", f"- The council's own check: {self._council.verify()}.",
                        *(f"- `prints/{path.name}`: {path.stat().st_size:,} bytes." for path in copies)]  # fmt: skip
        self._write()

    def _council_holds(self) -> str:
        with sqlite3.connect(f"file:{self._council.database}?mode=ro", uri=True) as database:
            streams, revisions = database.execute("SELECT count(*), sum(revision) FROM stream").fetchone()
            (records,) = database.execute("SELECT count(*) FROM record").fetchone()
        return f"{streams} streams at {revisions} revisions in all, {records} records, {self._council.database.stat().st_size:,} bytes"

    def _write(self) -> None:
        (self._out / "day.md").write_text("\n".join(self._lines) + "\n")
