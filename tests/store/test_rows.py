"""The records of this laptop as fields: read as far as they are asked for, whole where it takes the whole."""

import pytest
from sqlalchemy import Connection

from desktop.casework.desk import Desk
from desktop.store.pending import Address, Cell, Place
from desktop.store.rows import StoredRows
from sync.protocol.messages import State
from sync.records.assessment import Answer, Assessment
from tests.support.exchange import Exchange

RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"
FIELDS = {"state": "draft", "value@why_now": "School.", "value@who": "Gran.", "status@who": "answered"}


@pytest.fixture
def address(desk: Desk) -> Address:
    """An assessment with two answers, at revision 1."""
    exchange = Exchange(desk, desk.new_id())
    exchange.snapshot(State("assessment", RECORD, 1, {**FIELDS}), revision=1)
    return Address(exchange.stream, "assessment", RECORD)


def near(connection: Connection, address: Address, *names: str) -> StoredRows:
    rows = StoredRows(connection)
    rows.load_near(Place(*address, name) for name in names)
    return rows


def test_one_answer_is_written_beside_those_that_were_not_read(desk: Desk, address: Address):
    with desk.store.applying() as connection:
        rows = near(connection, address, "value@who")
        rows.write(Place(*address, "value@who"), "Dad.", 2)
        rows.flush()

    with desk.store.reading() as session:
        answers = {row.key: (row.value, row.status) for row in session.query(Answer)}
        assert answers == {"why_now": ("School.", None), "who": ("Dad.", "answered")}
        assert session.get_one(Assessment, RECORD).state == "draft"


def test_the_whole_is_what_was_read_and_written_with_the_rest(desk: Desk, address: Address):
    with desk.store.applying() as connection:
        rows = near(connection, address, "value@who")
        rows.write(Place(*address, "value@who"), "Dad.", 2)
        rows.write(Place(*address, "status@who"), None, 0)

        assert rows.fields(address) == {
            "state": Cell("draft", 1),
            "value@why_now": Cell("School.", 1),
            "value@who": Cell("Dad.", 2),
        }


def test_a_place_that_was_not_read_is_read_when_it_is_asked_for(desk: Desk, address: Address):
    with desk.store.applying() as connection:
        rows = near(connection, address, "value@who")

        assert rows.cell(Place(*address, "value@why_now")) == Cell("School.", 1)


def test_an_assessment_of_which_only_unread_answers_are_left_stays(desk: Desk, address: Address):
    with desk.store.applying() as connection:
        rows = near(connection, address, "state", "value@who", "status@who")
        for name in ("state", "value@who", "status@who"):
            rows.write(Place(*address, name), None, 0)
        rows.flush()

    with desk.store.reading() as session:
        assert session.get_one(Assessment, RECORD).state is None
        assert [row.key for row in session.query(Answer)] == ["why_now"]
