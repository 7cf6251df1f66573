"""What every noun of casework is handed: the store, the clock, a source of ids, and whose desk it is."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.clock import Clock
from desktop.ids import IdSource
from desktop.store.capture import Saving
from desktop.store.session import Store
from desktop.store.tables import stream
from sync.records.ids import id_text
from sync.records.record import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Worker:
    """The person at this laptop."""

    user: str
    name: str
    team: str

    @property
    def first_name(self) -> str:
        """What a greeting says."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True)
class Desk:
    """One worker's desk. Everything below is reached through it, so that a test can lay its own."""

    store: Store
    clock: Clock
    ids: IdSource
    worker: Worker

    def new_id(self) -> str:
        """A new record's id."""
        return id_text(self.ids.new())

    def today(self) -> date:
        """The date in England."""
        return self.clock.today()

    def reading(self) -> AbstractContextManager[Session]:
        """A consistent view of what is saved."""
        return self.store.reading()

    def writing(self) -> AbstractContextManager[Saving]:
        """One save by this worker: all of it or nothing."""
        return self.store.writing(self.worker.user)


def families_by_stream(session: Session) -> dict[str, str]:
    """The family of every stream that this laptop holds."""
    return {row.stream: row.family for row in session.execute(select(stream.c.stream, stream.c.family))}


def records_by_stream(session: Session, kind: type[AnyRecord]) -> dict[str, list[AnyRecord]]:
    """Every record of a kind that is not taken out: one query for the pages that show all families at once."""
    found: dict[str, list[AnyRecord]] = {}
    for record in session.scalars(select(kind).where(kind.deleted.is_(None))):
        found.setdefault(record.stream, []).append(record)
    return found
