"""A caseload as one worker writes it: for each family an assessment, six visits, a plan with eight actions. And what is changed later.

Of a family that is 17 documents, about 19 kB of JSON: its record; 120 short answers and 8 narratives of 600 characters; visits with
notes of 900. They lie in one stream, so that a family is one change set.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from desktop.casework.desk import Desk
from sync.records.assessment import Answer, Assessment
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.plan import Action, Plan
from sync.records.record import Record, Synced
from sync.records.types import Wire, to_wire
from sync.records.visit import Visit
from tests.bench.prose import Prose

FAMILIES, DOCUMENTS = 40, 17
_ANSWERS, _NARRATIVES, _VISITS, _ACTIONS = 120, 8, 6, 8
_CODES = ("yes", "no", "sometimes", "improving", "worse", "ask the school", "see below", "a strength")
_CODED = 0.6  # of the short answers; the others are a few words
_MONDAY, _DUE, _REVIEW = date(2026, 9, 21), date(2026, 10, 19), date(2026, 12, 14)
_SEED = 1


class Place(NamedTuple):
    """One column of one row, and how long its text is."""

    table: type[Synced]
    key: Any
    column: str
    length: int


class Edit(NamedTuple):
    """A new text at a place."""

    place: Place
    text: str


@dataclass(frozen=True)
class Document:
    """One document: its rows, and the places in it that are changed later."""

    rows: tuple[Synced, ...]
    places: tuple[Place, ...]

    def fields(self) -> dict[str, Wire]:
        """As one flat object."""
        return {
            row.wire_name(name): to_wire(value)
            for row in self.rows
            for name in row.fields()
            if (value := getattr(row, name)) is not None
        }


@dataclass(frozen=True)
class FamilysWeek:
    """One family's documents."""

    family: str
    documents: tuple[Document, ...]


def a_week(new_id: Callable[[], str], families: int = FAMILIES) -> list[FamilysWeek]:
    """The same texts each time, under new ids."""
    prose = Prose(_SEED)
    return [_Writing(new_id, prose).week() for _ in range(families)]


def load(desk: Desk, week: list[FamilysWeek]) -> None:
    """Write each family as one save."""
    for each in week:
        with desk.writing() as session:
            session.begin_family(each.family)
            session.add_all(chain.from_iterable(document.rows for document in each.documents))


def some_edits(week: list[FamilysWeek], count: int, seed: int = _SEED) -> list[Edit]:
    """One field in each of so many documents gets another text of its length."""
    prose = Prose(seed)
    places = [prose.random.choice(document.places) for document in _some(week, count, prose)]
    return [Edit(place, prose.text(max(20, place.length))) for place in places]


def meeting_edits(week: list[FamilysWeek], count: int, *, same_field: bool) -> tuple[list[Edit], list[Edit]]:
    """What two people write at once into so many documents: in two fields of each, or both in one."""
    prose = Prose(_SEED + count)
    first, second = [], []
    for number, document in enumerate(_some(week, count, prose)):
        one, other = prose.random.sample(document.places, 2)
        first.append(Edit(one, f"First laptop wrote {number}."))
        second.append(Edit(one if same_field else other, f"Second laptop wrote {number}."))
    return first, second


def write(desk: Desk, edits: list[Edit]) -> None:
    """Each as a save of its own."""
    for (table, key, column, _length), text in edits:
        with desk.writing() as session:
            setattr(session.get_one(table, key), column, text)


def as_json(week: list[FamilysWeek]) -> list[bytes]:
    """Each document as the barest product would send it: flat, under a number."""
    documents = [document for each in week for document in each.documents]
    kinds = [document.rows[0].address()[0] for document in documents]
    return [
        msgspec.json.encode({"id": f"{kind}-{number:05}", "kind": kind, **document.fields()})
        for number, (kind, document) in enumerate(zip(kinds, documents, strict=True))
    ]


class _Writing:
    """One family being written."""

    def __init__(self, new_id: Callable[[], str], prose: Prose) -> None:
        self._new_id = new_id
        self._prose = prose
        self._family = new_id()
        self._stream = stream_id(self._family, Compartment.TEAM)
        self._plan = Plan.id_for(self._stream)

    def week(self) -> FamilysWeek:
        documents = [self._family_record(), self._assessment()]
        documents += [self._visit(number) for number in range(_VISITS)]
        documents += [self._plan_record(), *(self._action() for _ in range(_ACTIONS))]
        return FamilysWeek(self._family, tuple(documents))

    def _family_record(self) -> Document:
        text = self._prose.text
        return self._document(
            Family(id=self._family, name=text(9)[:-1], area=text(48), language=text(10), communication=text(160)),
            ("area", "language", "communication"),
        )

    def _assessment(self) -> Document:
        record, random = self._new_id(), self._prose.random
        rows: list[Synced] = [Assessment(id=record, state="draft", started_on=_MONDAY)]
        for number in range(_ANSWERS):
            short = random.choice(_CODES) if random.random() < _CODED else self._prose.text(random.randint(15, 45))
            rows.append(Answer(assessment=record, key=f"q{number:03}", value=short))
        rows += [
            Answer(assessment=record, key=f"told{number}", narrative=self._prose.text(600))
            for number in range(_NARRATIVES)
        ]
        for row in rows:
            row.stream = self._stream
        chosen = (rows[1 + number] for number in (10, 77, _ANSWERS, _ANSWERS + 3))
        places = [_place(row, "value" if row.value else "narrative") for row in chosen if isinstance(row, Answer)]
        return Document(tuple(rows), tuple(places))

    def _visit(self, number: int) -> Document:
        text, random = self._prose.text, self._prose.random
        at = datetime(2026, 9, 1 + 4 * number, random.randint(8, 16), tzinfo=UTC)
        place = random.choice(("home", "school", "hub"))
        said = {"others_present": text(30), "observation": text(900), "analysis": text(40)}
        return self._document(Visit(id=self._new_id(), state="done", arrived_at=at, place=place, **said), tuple(said))

    def _plan_record(self) -> Document:
        plan = Plan(id=self._plan, aim=self._prose.text(200), contingency=self._prose.text(20), review_on=_REVIEW)
        return self._document(plan, ("aim", "contingency"))

    def _action(self) -> Document:
        text = self._prose.text
        said = {"service": text(20), "progress_notes": text(60), "barrier": text(12)}
        action = Action(id=self._new_id(), plan=self._plan, text=text(120), due_on=_DUE, progress="started", **said)
        return self._document(action, tuple(said))

    def _document(self, row: Record, columns: tuple[str, ...]) -> Document:
        row.stream = self._stream
        return Document((row,), tuple(_place(row, column) for column in columns))


def _place(row: Synced, column: str) -> Place:
    key = tuple(getattr(row, part.name) for part in type(row).__table__.primary_key)
    return Place(type(row), key, column, len(getattr(row, column)))


def _some(week: list[FamilysWeek], count: int, prose: Prose) -> list[Document]:
    return prose.random.sample([document for each in week for document in each.documents], count)
