"""What a column stores, and what a row is called on the wire."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from sync.records.assessment import Answer
from sync.records.ids import is_id, stream_id
from sync.records.note import Note
from sync.records.person import Person
from sync.records.record import Base
from sync.records.types import to_wire
from sync.records.visit import ChildSeen


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_a_row_comes_back_as_it_was_saved(session):
    happened_at = datetime(2026, 10, 6, 11, 31, tzinfo=UTC)
    phone = {"number": "01632 960118", "safe_to_call": True}
    session.add(Note(id="n", stream="s", happened_at=happened_at, minutes=20, about=("b", "a", "b")))
    session.add(Person(id="p", stream="s", born_on=date(2012, 2, 29), born_on_estimated=False, phone=phone))
    session.commit()

    note, person = session.scalars(select(Note)).one(), session.scalars(select(Person)).one()

    assert (note.happened_at, note.minutes, note.about, note.text) == (happened_at, 20, ("a", "b"), None)
    assert (person.born_on, person.born_on_estimated, person.phone, person.expected_on) == (
        date(2012, 2, 29),
        False,
        phone,
        None,
    )


def test_what_is_stored_is_what_travels(session):
    session.add(
        Note(id="n", stream="s", happened_at=datetime(2026, 10, 6, 11, 31, 7, 99, tzinfo=UTC), about=("é", "a"))
    )
    session.add(Person(id="p", stream="s", born_on=date(2012, 2, 29), phone={"number": "1", "best_time": "é"}))
    session.flush()

    note = session.execute(text("SELECT happened_at, about FROM note")).one()
    person = session.execute(text("SELECT born_on, phone, versions FROM person")).one()

    assert tuple(note) == ("2026-10-06T11:31:07Z", '["a", "é"]')
    assert tuple(person) == ("2012-02-29", '{"best_time":"é","number":"1"}', "{}")


def test_a_record_is_addressed_by_kind_and_id_and_an_answer_by_its_assessment():
    note, answer = Note(id="n"), Answer(assessment="a", key="why_now/what_led")

    assert (note.address(), note.wire_name("text")) == (("note", "n"), "text")
    assert (answer.address(), answer.wire_name("value")) == (("assessment", "a"), "value@why_now/what_led")


def test_text_deep_inside_an_object_is_made_canonical():
    assert to_wire({"e\u0301": ["a\r\nb", 3, None, {"x": "e\u0301"}]}) == {"é": ["a\nb", 3, None, {"x": "é"}]}


def test_natural_ids_are_ids():
    assert is_id(stream_id("family", "shared"))
    assert is_id(ChildSeen.id_for("stream", "visit", "child", "jo"))
    assert ChildSeen.id_for("stream", "visit", "child", "jo") != ChildSeen.id_for("stream", "visit", "child", "priya")
