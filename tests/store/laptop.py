"""A laptop without a council: its store, one family, and questions to ask its tables."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.clock import Clock
from desktop.ids import Ids, seeded
from desktop.store.migrations import SHIPPED, Steps
from desktop.store.session import Store
from desktop.store.settings import Identity
from sync.records.ids import id_text, stream_id
from sync.records.note import Note
from tests.support.stores import a_new_store

MORNING = datetime(2026, 10, 6, 9, 42, tzinfo=UTC)
KEY = bytes(range(32))
JO, SAM = "jo.ellery", "sam.osei"


@dataclass
class Laptop:
    """A store and its family."""

    store: Store
    path: Path
    family: str

    @property
    def team(self) -> str:
        return stream_id(self.family, "team")

    @property
    def shared(self) -> str:
        return stream_id(self.family, "shared")

    def new_id(self) -> str:
        return id_text(self.store.ids.new())

    def a_note(self, text: str | None = "Maya was at school.", author: str = JO, **fields: Any) -> str:
        """One save of one note; its id."""
        note = self.new_id()
        with self.store.writing(author) as session:
            session.add(Note(id=note, stream=self.team, text=text, **fields))
        return note

    def rewrite(self, note: str, text: str | None, author: str = JO) -> None:
        """One save over it."""
        with self.store.writing(author) as session:
            session.get_one(Note, note).text = text

    def text(self, note: str) -> str | None:
        with self.store.reading() as session:
            return session.get_one(Note, note).text

    def rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """The answer to a question in SQL."""
        with self.store.reading() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(question, values)]

    def found(self, words: str) -> list[str]:
        """The records found, first to last."""
        return [hit.record for hit in self.store.find(words)]

    def reopened(self) -> "Laptop":
        """The same file, closed and opened again."""
        self.store.close()
        self.store = Store.open(self.path, KEY, self.store.clock, self.store.ids)
        return self


def a_laptop(folder: Path, clock: Clock, steps: Steps = SHIPPED) -> Laptop:
    ids = Ids(clock.now, seeded(7))
    identity = Identity("northmere", JO, "Jo Ellery", "laptop-7", 1, seeded(8)(32))
    path = folder / "families.db"
    if steps is SHIPPED:
        store = a_new_store(path, KEY, identity, clock, ids, seeded(9))
    else:
        store = Store.create(path, KEY, identity, clock, ids, seeded(9), steps=steps)
    laptop = Laptop(store, path, id_text(ids.new()))
    with store.writing(JO) as session:
        session.begin_family(laptop.family)
    return laptop
