"""A served council with a line to it, and laptops whose connection is open before anything is measured."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.engine.engine import sync
from sync.engine.transport import Transport
from tests.bench.line import Ends, Line
from tests.support.central import Central
from tests.support.laptops import VERSION, Laptop
from tests.support.postgres import Postgres


@dataclass(frozen=True)
class Seat:
    """A laptop with its open connection."""

    laptop: Laptop
    transport: Transport

    def sync(self) -> None:
        """One sync."""
        sync(self.laptop.replica, self.transport, VERSION)


class Office:
    """One council. Whatever is taken from it is closed with it."""

    def __init__(self, folder: Path, central: Central, line: Line, opened: ExitStack) -> None:
        self.folder = folder
        self.central = central
        self.line = line
        self._opened = opened

    def laptop(self, user: str | None = None, *, by_line: bool = False) -> Laptop:
        """A new laptop of this person, or of somebody new, straight at the server or at the end of the line."""
        laptop = Laptop(self.folder, self.central, user)
        self._opened.callback(laptop.store.close)
        if by_line:
            laptop.url = self.line.url
        return laptop

    def seat(self, user: str | None = None, *, by_line: bool = False) -> Seat:
        """Such a laptop, which has synced once."""
        laptop = self.laptop(user, by_line=by_line)
        seat = Seat(laptop, self._opened.enter_context(laptop.transport()))
        seat.sync()
        return seat


@contextmanager
def an_office(database: str = "") -> Iterator[Office]:
    """A council on a database of this URL, or on SQLite."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        ends = Ends()
        central = Central(folder, database or f"sqlite:///{folder}/central.db", ends.url)
        central.launch()
        opened.callback(central.stop)
        line = opened.enter_context(ends.joined(central.port))
        yield Office(folder, central, line, opened)


@contextmanager
def a_postgres() -> Iterator[Postgres]:
    """One that waits for the disk, as a council's does."""
    server = Postgres(durable=True)
    try:
        yield server
    finally:
        server.stop()
