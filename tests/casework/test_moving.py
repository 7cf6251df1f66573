"""A note that was written on the wrong family goes to the right one, leaves a trace, and can be brought back until a manager has decided (F3)."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.moving import AlreadyTakenOut, Move, Moving, NotToBeMoved
from desktop.casework.notes import NewNote, Notes
from desktop.casework.story import StoryLine, story
from sync.records.lawful import Redaction
from sync.records.note import Note
from sync.rules.redactions import approved, redaction_id
from tests.support.desks import JO, MORNING, a_family

WRITTEN = NewNote("Leo was at the school gate.", MORNING, "school_gate", "Mr Peel", hidden=True)


@pytest.fixture
def families(desk: Desk) -> tuple[str, str]:
    return a_family(desk, "Castell-Ward"), a_family(desk, "Brierley")


@pytest.fixture
def note(desk: Desk, families: tuple[str, str]) -> str:
    return Notes(desk).write(families[0], WRITTEN)


def lines(desk: Desk, family: str) -> list[StoryLine]:
    with desk.reading() as session:
        return [line for line in story(session, family) if line.note]


def test_the_note_is_on_the_right_family_as_it_was_and_says_where_it_comes_from(desk: Desk, families, note):
    moved = Moving(desk).move(Move(note, families[1], "Another Leo."))

    with desk.reading() as session:
        new = session.get_one(Note, moved)
        assert (new.text, new.happened_at, new.channel) == (WRITTEN.text, MORNING, "school_gate")
        assert (new.with_whom, new.sensitivity) == ("Mr Peel", "not_for_family")
        assert new.moved == {"of": f"note/{note}", "by": JO.user, "at": "2026-10-06T09:42:00Z"}
    (line,) = lines(desk, families[1])
    assert (line.what, line.detail, line.came) == ("note_school_gate", WRITTEN.text, True)


def test_on_the_wrong_family_it_is_folded_at_once_and_says_nothing_more(desk: Desk, families, note):
    Moving(desk).move(Move(note, families[1], "Another Leo."))

    (line,) = lines(desk, families[0])
    assert (line.what, line.detail, line.who, line.note) == ("note_moved", "", "", note)
    assert desk.store.find("gate", families=[families[0]]) == []


def test_a_manager_is_asked_in_the_workers_words_and_nothing_is_taken_out_yet(desk: Desk, families, note):
    Moving(desk).move(Move(note, families[1], "Another Leo."))

    with desk.reading() as session:
        asked = session.get_one(Redaction, redaction_id("note", note, ()))
        assert (asked.record_kind, asked.record, asked.field_names) == ("note", note, ())
        assert (asked.ground, asked.authority, asked.requested_by) == ("wrong_family", "Another Leo.", JO.user)
        assert asked.approval is None
        assert session.get_one(Note, note).text == WRITTEN.text
    assert approved({"record_kind": "note", "record": note, "approval": None}) is None


def test_a_slip_is_brought_back_and_is_on_one_family_only(desk: Desk, families, note):
    moving = Moving(desk)
    moving.move(Move(note, families[1], "Another Leo."))

    moving.bring_back(note)

    assert [line.detail for line in lines(desk, families[0])] == [WRITTEN.text]
    assert lines(desk, families[1]) == []
    with desk.reading() as session:
        assert session.get_one(Redaction, redaction_id("note", note, ())).deleted is not None


def test_what_was_brought_back_can_be_moved_again(desk: Desk, families, note):
    moving = Moving(desk)
    moving.move(Move(note, families[1], "Another Leo."))
    moving.bring_back(note)

    moving.move(Move(note, families[1], "It was right."))

    assert [line.detail for line in lines(desk, families[1])] == [WRITTEN.text]
    with desk.reading() as session:
        asked = session.get_one(Redaction, redaction_id("note", note, ()))
        assert (asked.deleted, asked.authority) == (None, "It was right.")


def test_nothing_is_moved_twice_or_to_where_it_is(desk: Desk, families, note):
    moving = Moving(desk)
    with pytest.raises(NotToBeMoved):
        moving.move(Move(note, families[0], "Here already."))
    moving.move(Move(note, families[1], "Another Leo."))

    with pytest.raises(NotToBeMoved):
        moving.move(Move(note, families[1], "Again."))

    assert len(lines(desk, families[1])) == 1


def test_what_a_manager_has_decided_is_not_brought_back(desk: Desk, families, note):
    moving = Moving(desk)
    moving.move(Move(note, families[1], "Another Leo."))
    with desk.store.writing("the.council") as session:
        asked = session.get_one(Redaction, redaction_id("note", note, ()))
        asked.approval = {"by": "nadia.khan", "at": "2026-10-06T10:00:00Z"}

    with pytest.raises(AlreadyTakenOut):
        moving.bring_back(note)
