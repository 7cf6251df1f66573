"""Taking in what a pull brought, on a real store: rows, versions, the index, and what this version does not know."""

import pytest

from desktop.casework.desk import Desk
from sync.protocol.change_set import Group
from sync.protocol.messages import State
from sync.records.assessment import Answer, Assessment
from sync.records.note import Note
from sync.records.person import Person
from sync.records.types import Wire
from tests.support.exchange import Exchange

RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family that this laptop has not heard of."""
    return Exchange(desk, desk.new_id())


def unknown(desk: Desk) -> list[tuple[str, str, str, int]]:
    with desk.store.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT kind, field, value, version FROM unknown_field ORDER BY field"
        )
        return [tuple(row) for row in rows]


def test_a_snapshot_is_shown_and_found(desk: Desk, exchange: Exchange):
    state = State("note", RECORD, 3, {"text": "Maya likes mornings now.", "channel": "call"}, {"channel": 2})

    exchange.snapshot(state, revision=3)

    with desk.store.reading() as session:
        note = session.get_one(Note, RECORD)
        assert (note.text, note.channel, note.stream) == ("Maya likes mornings now.", "call", exchange.stream)
        assert note.versions == {"text": 3, "channel": 2}
    (hit,) = desk.store.find("mornings")
    assert (hit.record, hit.family) == (RECORD, exchange.family)


def test_values_arrive_as_the_types_of_their_columns(desk: Desk, exchange: Exchange):
    fields: dict[str, Wire] = {"born_on": "2018-06-01", "born_on_estimated": True, "previous_names": ["Ann", "Anna"]}

    exchange.snapshot(State("person", RECORD, 1, fields), revision=1)

    with desk.store.reading() as session:
        person = session.get_one(Person, RECORD)
        assert person.born_on is not None
        assert person.born_on.isoformat() == "2018-06-01"
        assert person.born_on_estimated is True
        assert person.previous_names == ("Ann", "Anna")


def test_answers_arrive_as_fields_of_their_assessment(desk: Desk, exchange: Exchange):
    fields: dict[str, Wire] = {
        "state": "draft",
        "narrative@why_now": "Mornings are hard.",
        "status@why_now": "answered",
    }

    exchange.snapshot(State("assessment", RECORD, 1, fields), revision=1)

    with desk.store.reading() as session:
        assert session.get_one(Assessment, RECORD).state == "draft"
        answer = session.get_one(Answer, (RECORD, "why_now"))
        assert (answer.narrative, answer.status) == ("Mornings are hard.", "answered")
    (hit,) = desk.store.find("hard")
    assert hit.field == "narrative@why_now"


def test_a_deleted_record_is_not_found(desk: Desk, exchange: Exchange):
    exchange.snapshot(State("note", RECORD, 1, {"text": "Maya likes mornings now."}), revision=1)

    exchange.pull(
        exchange.theirs("note", RECORD, 0, deleted={"at": "2026-10-06T10:00:00Z", "by": "sam", "why": "twice"})
    )

    assert desk.store.find("mornings") == []


def test_a_field_and_a_kind_of_a_later_version_are_kept_as_they_came(desk: Desk, exchange: Exchange):
    exchange.snapshot(
        State("note", RECORD, 1, {"text": "Rang.", "mood": {"colour": "blue"}}),
        State("weather", RECORD, 1, {"sky": ["grey"]}),
        revision=1,
    )

    assert unknown(desk) == [("note", "mood", '{"colour":"blue"}', 1), ("weather", "sky", '["grey"]', 1)]


def test_a_value_that_is_none_of_its_column_is_kept_apart_and_given_up_when_a_good_one_comes(
    desk: Desk, exchange: Exchange
):
    exchange.snapshot(State("note", RECORD, 1, {"text": "Rang.", "sensitivity": "of a later list"}), revision=1)

    with desk.store.reading() as session:
        assert session.get_one(Note, RECORD).sensitivity is None
    assert unknown(desk) == [("note", "sensitivity", '"of a later list"', 1)]

    exchange.pull(exchange.theirs("note", RECORD, 1, sensitivity="normal"))

    with desk.store.reading() as session:
        assert session.get_one(Note, RECORD).sensitivity == "normal"
    assert unknown(desk) == []


def test_a_value_of_a_later_list_is_replaced_over_its_version(desk: Desk, exchange: Exchange):
    """Else the server, where somebody wrote that field, would call the change stale for ever."""
    exchange.snapshot(State("note", RECORD, 4, {"text": "Rang.", "sensitivity": "of a later list"}), revision=4)

    with desk.writing() as session:
        session.get_one(Note, RECORD).sensitivity = "normal"

    (made,) = exchange.sealed().values()
    assert made.changes == [Group("note", RECORD, 4, {"sensitivity": "normal"})]
    assert unknown(desk) == []


def test_a_record_id_of_another_family_touches_nothing_of_that_family(desk: Desk, exchange: Exchange):
    exchange.snapshot(State("note", RECORD, 1, {"text": "Ours."}), revision=1)
    other = Exchange(desk, desk.new_id())

    other.snapshot(State("note", RECORD, 1, {"text": "Theirs."}), revision=1)

    with desk.store.reading() as session:
        note = session.get_one(Note, RECORD)
        assert (note.text, note.stream) == ("Ours.", exchange.stream)
    assert unknown(desk) == [("note", "text", '"Theirs."', 1)]


def test_a_page_from_another_position_does_nothing(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    exchange.theirs("note", desk.new_id(), text="Not yet pulled.")
    later = exchange.theirs("note", RECORD, text="Too early.")

    exchange.pull(later)

    with desk.store.reading() as session:
        assert session.get(Note, RECORD) is None


def test_a_page_may_come_twice(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    page = exchange.theirs("note", RECORD, text="Once.")
    exchange.pull(page)
    exchange.pull(exchange.theirs("note", RECORD, 5, text="Twice."))

    exchange.pull(page)

    with desk.store.reading() as session:
        assert session.get_one(Note, RECORD).text == "Twice."
