"""An invented family being written: records as plain values, whichever store or wire they are for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from desktop.clock import LONDON
from desktop.ids import Ids
from sync.records.assessment import Answer
from sync.records.fields import Compartment
from sync.records.ids import id_text, stream_id
from sync.records.owners import Owned
from sync.records.record import Synced
from sync.records.registry import KINDS


def birthday(today: date, age: int, days: int) -> date:
    """The birth date of somebody who turned `age` so many days ago, 364 at most."""
    turned = today - timedelta(days=days)
    return date(turned.year - age, turned.month, min(turned.day, 28))


@dataclass(frozen=True)
class InventedRecord:
    """One record: `fields` are Python values under the names of its declaration."""

    kind: str
    compartment: Compartment | Owned
    id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class InventedAnswer:
    """One answer of an assessment with its companions."""

    assessment: str
    compartment: Compartment | Owned
    key: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class InventedFamily:
    """A whole family."""

    id: str
    name: str
    records: tuple[InventedRecord, ...]
    answers: tuple[InventedAnswer, ...]

    def rows(self) -> Iterator[Synced]:
        """The same as rows to add to a session, in the family's streams."""
        for record in self.records:
            stream = stream_id(self.id, record.compartment)
            yield KINDS[record.kind](id=record.id, stream=stream, **record.fields)
        for answer in self.answers:
            stream = stream_id(self.id, answer.compartment)
            yield Answer(assessment=answer.assessment, key=answer.key, stream=stream, **answer.fields)


@dataclass
class Drafts:
    """The family being written: gives out ids, gathers records. Days are counted from `today`."""

    today: date
    random: Random
    id: str = ""
    records: list[InventedRecord] = field(default_factory=list)
    answers: list[InventedAnswer] = field(default_factory=list)

    def __post_init__(self) -> None:
        morning = datetime.combine(self.today, time(6), LONDON)
        self._ids = Ids(lambda: morning, self.random.randbytes)
        self.id = self.new_id()

    def new_id(self) -> str:
        return id_text(self._ids.new())

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def moment(self, days: int, clock: str) -> datetime:
        """`clock` is the time in England, 09:30."""
        return datetime.combine(self.day(days), time.fromisoformat(clock), LONDON)

    def stream(self, compartment: Compartment | Owned) -> str:
        return stream_id(self.id, compartment)

    def add(self, kind: str, *, id: str = "", **fields: Any) -> str:  # noqa: A002  (a record's own word)
        """A record in its kind's compartment; its id."""
        made = id or self.new_id()
        said = {name: value for name, value in fields.items() if value is not None}
        self.records.append(InventedRecord(kind, Compartment(KINDS[kind].compartment), made, said))
        return made

    def answer(self, assessment: str, key: str, **fields: Any) -> None:
        self.answers.append(InventedAnswer(assessment, Compartment.SHARED, key, fields))

    def family(self, name: str) -> InventedFamily:
        return InventedFamily(self.id, name, tuple(self.records), tuple(self.answers))
