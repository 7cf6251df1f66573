"""What the council took out under authority is gone from every laptop with its next sync, to the last copy; unsent words are not (F3)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.casework.history import Histories
from desktop.casework.moving import Move, Moving, is_moved
from sync.engine.engine import Progress, sync
from sync.engine.errors import Cancelled
from sync.records.conflict import Conflict
from sync.records.note import Note
from tests.support.central import BACKENDS, Central, postgres, served
from tests.support.desks import a_family
from tests.support.laptops import VERSION, Laptop
from tests.sync.files import add, carry
from tests.sync.redaction_office import MARKER, TEXT, Office, files_with_marker

__all__ = ["postgres"]


@pytest.fixture(scope="module", params=BACKENDS)
def council(request) -> Iterator[Central]:
    with served(request.param, request) as made:
        yield made


@pytest.fixture
def office(council: Central, tmp_path: Path) -> Iterator[Office]:
    made = Office(council, tmp_path)
    yield made
    made.close()


def keep_a_snapshot(laptop: Laptop) -> None:
    laptop.store.idle(60)
    laptop.store.keep_snapshot()
    laptop.clock.advance(timedelta(hours=1))


def test_f3_no_file_of_either_laptop_holds_a_word_of_it_after_the_next_sync(office: Office):
    """Jo wrote it, Sam rewrote it, each has it in rows, sets, history, index and a snapshot."""
    office.sam.edit(Note, office.note, text=f"{TEXT} Sam adds this.")
    office.sam.sync()
    office.jo.sync()
    laptops = (office.jo, office.sam)
    for laptop in laptops:
        keep_a_snapshot(laptop)
    assert all(len(files_with_marker(laptop)) >= 2 for laptop in laptops)

    office.redact()
    for laptop in laptops:
        laptop.sync()

    assert [files_with_marker(laptop) for laptop in laptops] == [[], []]
    assert [laptop.store.find(MARKER) for laptop in laptops] == [[], []]
    assert office.jo.state(office.family) == office.sam.state(office.family)
    assert ", 0 wrong" in office.council.run("verify")


def test_f3_what_was_written_over_goes_from_ones_own_sets_and_from_the_history_of_others(office: Office):
    """It stands in no row: in Jo's own sets, and in what Sam was told of them."""
    office.jo.edit(Note, office.note, with_whom=MARKER)
    office.jo.sync()
    office.sam.sync()
    office.jo.edit(Note, office.note, with_whom="Nobody", text="Nothing.")
    office.jo.sync()
    office.sam.sync()
    before = [in_sets_and_history(laptop) for laptop in (office.jo, office.sam)]

    office.redact("with_whom")
    for laptop in (office.jo, office.sam):
        laptop.sync()

    assert before == [{"change", "change_set"}, {"past"}]
    assert [in_sets_and_history(laptop) for laptop in (office.jo, office.sam)] == [set(), set()]
    assert office.jo.shows(Note, office.note).with_whom is None


def in_sets_and_history(laptop: Laptop) -> set[str]:
    """The tables of sets and history in which a value stands."""
    asked = {
        "change_set": "SELECT CAST(sealed AS TEXT) FROM change_set",
        "change": "SELECT value || shown FROM change",
        "past": "SELECT changes FROM past",
    }
    with laptop.store.reading() as session:
        return {
            table
            for table, question in asked.items()
            if any(f'"{MARKER}"' in (text or "") for text in session.connection().exec_driver_sql(question).scalars())
        }


def test_f3_a_file_goes_with_its_record_from_every_laptop(office: Office):
    photo, _content = add(office.jo, office.family)
    office.jo.sync()
    carry(office.jo)
    office.sam.sync()
    carry(office.sam)
    assert [pieces(laptop) for laptop in (office.jo, office.sam)] == [True, True]

    office.redact(kind="attachment", record=photo)
    for laptop in (office.jo, office.sam):
        laptop.sync()
        carry(laptop)

    assert [pieces(laptop) for laptop in (office.jo, office.sam)] == [False, False]


def pieces(laptop: Laptop) -> bool:
    with laptop.store.reading() as session:
        return bool(session.connection().exec_driver_sql("SELECT count(*) FROM blob_chunk").scalar())


def test_f3_one_field_goes_and_the_rest_of_the_note_stays(office: Office):
    office.redact("text")
    office.sam.sync()

    note = office.sam.shows(Note, office.note)
    assert isinstance(note, Note)
    assert (note.text, note.channel, note.deleted) == (None, "call", None)


def test_f3_the_history_says_that_it_was_taken_out_when_by_whom_and_why(office: Office):
    """On Jo's laptop, who wrote it, and on Sam's, who was given it as it stood; Sam asks the council for what was before."""
    office.jo.edit(Note, office.note, text=f"{TEXT} Again.")
    office.jo.sync()
    office.sam.sync()
    office.redact("text")
    for laptop in (office.jo, office.sam):
        laptop.sync()

    for laptop in (office.jo, office.sam):
        told = [one for one in Histories(laptop.desk).of("note", office.note) if one.field == "text"]
        gone = [one.taken_out for one in told if one.removed]
        assert len(gone) == len(told) - 1  # the last is the set that took it out
        assert {(one.by, one.ground, one.authority, one.asked_by) for one in gone if one is not None} == {
            (office.nadia, "wrong_family", "It is another Leo.", office.jo.user)
        }


def test_f3_what_waited_goes_on_as_a_new_value_without_the_sentences_that_were_taken_out(office: Office):
    office.sam.edit(Note, office.note, text=f"{TEXT}The nurse rang at two.")
    office.redact("text")

    office.sam.sync()
    office.jo.sync()

    assert (office.text(office.sam), office.text(office.jo)) == ("The nurse rang at two.",) * 2
    assert files_with_marker(office.sam) == []
    assert office.sam.conflicts() == []


def test_f3_a_set_that_was_sealed_before_it_was_heard_of_goes_on_too(office: Office):
    office.sam.edit(Note, office.note, text=f"{TEXT}The nurse rang at two.")
    office.sam.store.seal_open()
    office.redact("text")

    office.sam.sync()

    assert office.text(office.sam) == "The nurse rang at two."
    assert files_with_marker(office.sam) == []
    assert office.sam.states_of_sets() <= {"applied", "kept"}


def test_f3_an_editor_that_was_open_brings_nothing_back(office: Office):
    """S18: the page showed the text when it was taken out, and is saved afterwards."""
    office.redact("text")
    office.sam.sync()

    with office.sam.desk.writing() as session:
        row = session.get_one(Note, office.note)
        session.save_shown(row, "text", TEXT, f"{TEXT}The nurse rang at two.")
    office.sam.sync()

    assert office.text(office.sam) == "The nurse rang at two."
    assert office.sam.conflicts() == []
    assert files_with_marker(office.sam) == []


def test_f3_a_text_that_is_all_taken_out_leaves_nothing_waiting(office: Office):
    office.sam.edit(Note, office.note, text=f"{MARKER} was at school.")
    office.redact("text")

    office.sam.sync()

    assert office.text(office.sam) is None
    assert files_with_marker(office.sam) == []


def test_f3_unsent_words_on_a_note_that_went_whole_wait_for_a_person(office: Office):
    office.sam.edit(Note, office.note, with_whom="The school nurse")
    office.redact()

    office.sam.sync()

    note = office.sam.shows(Note, office.note)
    assert isinstance(note, Note)
    assert (note.with_whom, note.text, note.deleted) == ("The school nurse", None, None)
    assert [conflict.other for conflict in office.sam.conflicts("deleted")] != []


def test_f3_a_conflict_about_it_loses_both_values_and_asks_nobody(office: Office):
    office.jo.edit(Note, office.note, text=f"{MARKER} was at home.")
    office.sam.edit(Note, office.note, text=f"{MARKER} was away.")
    office.jo.sync()
    office.sam.sync()
    office.jo.sync()
    assert len(office.jo.conflicts()) == 1

    office.redact("text")
    office.jo.sync()
    office.sam.sync()

    assert [laptop.conflicts() for laptop in (office.jo, office.sam)] == [[], []]
    assert [files_with_marker(laptop) for laptop in (office.jo, office.sam)] == [[], []]


def test_f3_a_conflict_that_was_not_sent_yet_keeps_this_persons_own_words(office: Office, council: Central):
    office.jo.edit(Note, office.note, text=f"{MARKER} was at home.")
    office.jo.sync()
    office.sam.edit(Note, office.note, text="The nurse came.")
    pull_only(office.sam)
    assert len(office.sam.conflicts()) == 1

    office.redact("text")
    office.sam.sync()
    office.jo.sync()

    assert [unboxed(conflict) for conflict in office.jo.conflicts()] == [(None, None, "The nurse came.")]
    assert [files_with_marker(laptop) for laptop in (office.jo, office.sam)] == [[], []]


def unboxed(conflict: Conflict) -> tuple[object, ...]:
    return tuple((box or {}).get("value") for box in (conflict.base, conflict.kept, conflict.other))


def pull_only(laptop: Laptop) -> None:
    """A sync that is stopped when all has come, before anything is sent."""
    came: list[Progress] = []

    def has_come() -> bool:
        return any(step.step == "receiving" and step.done == step.total for step in came)

    with laptop.transport() as transport, pytest.raises(Cancelled):
        sync(laptop.replica, transport, VERSION, progress=came.append, cancelled=has_come)


def test_f3_a_note_moved_to_another_family_is_gone_from_the_first_ones_laptops_once_a_manager_agrees(office: Office):
    right = a_family(office.jo.desk, "Brierley")
    moved = Moving(office.jo.desk).move(Move(office.note, right, "It is another Leo."))
    office.jo.sync()
    office.sam.sync()
    folded = office.sam.shows(Note, office.note)
    assert isinstance(folded, Note)
    assert is_moved(folded)
    assert office.note in office.council.run("redactions")

    office.agree()
    office.sam.sync()
    office.jo.sync()

    assert files_with_marker(office.sam) == []
    assert office.sam.store.find(MARKER) == []
    note = office.jo.shows(Note, moved)
    assert isinstance(note, Note)
    assert note.text == TEXT
    assert note.moved is not None
    assert note.moved["of"] == f"note/{office.note}"
    assert ", 0 wrong" in office.council.run("verify")
