"""What keeps every change to a synced table behind change capture (sync.md, section 2).

TEMP triggers on each connection refuse INSERT, UPDATE and DELETE unless the application function `capturing()` says that the
capture hook, or the one path that applies pulled changes, is at work. Bulk, textual and driver-level statements are refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from sync.records.registry import TABLES

REFUSAL = "uncaptured"
_VERBS = ("INSERT", "UPDATE", "DELETE")


class Guard:
    """Shut, but for the extent of `open()`, which whoever has the writing connection may ask for, and nobody else."""

    def __init__(self) -> None:
        self._opened = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        """Let statements through until the block ends, however it ends."""
        self._opened += 1
        try:
            yield
        finally:
            self._opened -= 1

    def install(self, connection: sqlcipher.Connection) -> None:
        """Put the triggers on a connection. To be called again after a migration: a table made anew has lost them."""
        connection.create_function("capturing", 0, lambda: self._opened > 0)
        there = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
        for name in sorted(there & {table.__tablename__ for table in TABLES}):
            for verb in _VERBS:
                connection.execute(
                    f"CREATE TEMP TRIGGER IF NOT EXISTS guard_{name}_{verb.lower()} BEFORE {verb} ON main.{name} "
                    f"WHEN NOT capturing() BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
