"""What is kept from the family in a word that only a later release knows is kept from them here too."""

import pytest
from sqlalchemy import select

from desktop.casework.answers import answer_of
from desktop.casework.attachments import Attachments
from desktop.casework.desk import Desk
from desktop.casework.known import known
from desktop.casework.overview import Overviews
from desktop.casework.versions import answers_of
from desktop.casework.visits import Visits
from sync.protocol.messages import State
from sync.records.assessment import Assessment
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.note import Note
from sync.records.types import Wire
from sync.records.visit import VisitEntry
from tests.support.desks import a_family, a_person, a_visit, today_at, write
from tests.support.exchange import AT, Exchange

LATER = "of a later list"
TEXT = "Rob is in the house again."


@pytest.fixture
def family(desk: Desk) -> str:
    return a_family(desk)


def arrives(desk: Desk, family: str, kind: str, compartment: str = "team", **fields) -> str:
    """A record of a family comes from a later release."""
    record = desk.new_id()
    Exchange(desk, family, compartment).snapshot(State(kind, record, 1, {"sensitivity": LATER} | fields), revision=1)
    return record


def test_a_line_of_a_visit_is_folded_and_no_childs_voice(desk: Desk, family: str):
    tom, visit = a_person(desk, family, "Tom", years=9), a_visit(desk, family, today_at(11))
    arrives(desk, family, VisitEntry.kind, visit=visit, at=AT, tag="words", text=TEXT, said_by=tom)

    assert [line.hidden for line in Visits(desk).note(family, visit).entries] == [True]
    assert Overviews(desk).of(family).voice is None


def test_another_voice_is_heard_instead(desk: Desk, family: str):
    tom, visit = a_person(desk, family, "Tom", years=9), a_visit(desk, family, today_at(11))
    write(desk, VisitEntry, family, visit=visit, at=today_at(8), tag="words", text="Good day.", said_by=tom)
    arrives(desk, family, VisitEntry.kind, visit=visit, at=AT, tag="words", text=TEXT, said_by=tom)

    voice = Overviews(desk).of(family).voice

    assert voice is not None
    assert voice.words == "Good day."


@pytest.mark.parametrize(
    ("kind", "compartment", "fields"),
    [
        (VisitEntry, "team", {"at": AT, "tag": "note"}),
        (Note, "team", {"happened_at": AT}),
        (Event, "shared", {"happened_on": "2026-10-01"}),
    ],
)
def test_what_is_known_already_is_marked_as_private(desk: Desk, family: str, kind, compartment: str, fields):
    arrives(desk, family, kind.kind, compartment, text=TEXT, **fields)

    with desk.reading() as session:
        assert [line.private for line in known(session, family) if line.text == TEXT] == [True]


def test_a_file_is_marked(desk: Desk, family: str):
    arrives(desk, family, "attachment", "team", name="A drawing", category="photo")

    assert [line.hidden for line in Attachments(desk).of(family)] == [True]


def test_an_answer_is_hidden(desk: Desk, family: str):
    record = desk.new_id()
    fields: dict[str, Wire] = {
        "state": "draft",
        "narrative@why": TEXT,
        "sensitivity@why": LATER,
        "narrative@else": "Nothing.",
    }
    Exchange(desk, family, Compartment.SHARED).snapshot(State(Assessment.kind, record, 1, fields), revision=1)

    with desk.reading() as session:
        row = session.scalars(select(Assessment)).one()
        found = {key: answer_of(columns).sensitivity for key, columns in answers_of(session, row).items()}

    assert found == {"why": "not_for_family", "else": ""}
