"""Every save becomes changes that travel (sync.md, section 2)."""

import json
from datetime import date, timedelta

import pytest
from msgspec import json as wire
from sqlalchemy import func

from desktop.clock import FixedClock
from desktop.store.errors import NotCapturable, NotHeld, NotSaved, RecordExists
from sync.protocol import commitment
from sync.protocol.change_set import ChangeSet, Shown
from sync.records.assessment import Answer, Assessment
from sync.records.conflict import Conflict
from sync.records.note import Note
from sync.records.person import Person
from tests.store.laptop import JO, SAM, Laptop

CHANGES = "SELECT n, kind, field, value, base, shown FROM change ORDER BY n, kind, field"
SETS = "SELECT n, author, state FROM change_set ORDER BY n"


def test_a_new_record_is_captured_field_by_field_over_nothing(laptop: Laptop):
    laptop.a_note("Maya was at school.", channel="call")

    assert laptop.rows(CHANGES) == [
        (1, "note", "channel", '"call"', 0, "null"),
        (1, "note", "text", '"Maya was at school."', 0, "null"),
    ]
    assert laptop.rows("SELECT versions FROM note") == [('{"channel":-1,"text":-1}',)]


def test_an_edit_keeps_the_version_and_the_value_that_it_was_made_over(laptop: Laptop):
    note = laptop.a_note("Maya was at school.")
    laptop.store.seal_open()

    laptop.rewrite(note, "Maya was not at school.")

    assert laptop.rows(CHANGES)[-1] == (
        2, "note", "text", '"Maya was not at school."', -1, '"Maya was at school."'
    )  # fmt: skip


def test_s26_keystrokes_in_one_sitting_are_one_change_over_the_first_base(laptop: Laptop):
    note = laptop.a_note("Maya")
    laptop.store.seal_open()

    for text in ("Maya w", "Maya wa", "Maya was"):
        laptop.rewrite(note, text)

    assert laptop.rows(CHANGES)[1:] == [(2, "note", "text", '"Maya was"', -1, '"Maya"')]


def test_an_answer_is_a_field_of_its_assessment(laptop: Laptop):
    assessment = laptop.new_id()

    with laptop.store.writing(JO) as session:
        session.add(Assessment(id=assessment, stream=laptop.shared, started_on=date(2026, 10, 6)))
        session.add(Answer(assessment=assessment, key="why_now", stream=laptop.shared, narrative="Sleep."))

    assert [row[1:4] for row in laptop.rows(CHANGES)] == [
        ("assessment", "narrative@why_now", '"Sleep."'),
        ("assessment", "started_on", '"2026-10-06"'),
    ]


def test_emptying_a_field_is_captured(laptop: Laptop):
    note = laptop.a_note("Maya was at school.")
    laptop.store.seal_open()

    laptop.rewrite(note, None)

    assert laptop.rows(CHANGES)[-1] == (2, "note", "text", "null", -1, '"Maya was at school."')


def test_a_save_that_changes_nothing_makes_no_change_set(laptop: Laptop):
    note = laptop.a_note("Maya was at school.")
    laptop.store.seal_open()

    laptop.rewrite(note, "Maya was at school.")

    assert len(laptop.rows(SETS)) == 1


def test_text_is_kept_in_its_canonical_form_in_the_row_and_on_the_wire(laptop: Laptop):
    note = laptop.a_note("Le\u0301o\r\nsaid\x07 hi", about=("b", "a", "a"))

    assert laptop.text(note) == "Léo\nsaid hi"
    assert [row[3] for row in laptop.rows(CHANGES)] == ['["a","b"]', '"Léo\\nsaid hi"']


def test_a_change_of_author_seals(laptop: Laptop):
    note = laptop.a_note("Maya", author=JO)

    laptop.rewrite(note, "Maya was ill.", author=SAM)

    assert laptop.rows(SETS) == [(1, JO, "sealed"), (2, SAM, "open")]  # S4


def test_ten_idle_minutes_seal(laptop: Laptop, clock: FixedClock):
    note = laptop.a_note("Maya")
    clock.advance(timedelta(minutes=9))
    laptop.rewrite(note, "Maya was")
    clock.advance(timedelta(minutes=10))

    laptop.rewrite(note, "Maya was ill")

    assert laptop.rows(SETS) == [(1, JO, "sealed"), (2, JO, "open")]


def test_idle_time_itself_seals_what_nobody_touches(laptop: Laptop, clock: FixedClock):
    laptop.a_note("Maya")
    clock.advance(timedelta(minutes=10))

    laptop.store.idle()

    assert laptop.rows(SETS) == [(1, JO, "sealed")]


def test_leaving_a_family_seals_its_sets_and_no_others(laptop: Laptop):
    other = laptop.new_id()
    with laptop.store.writing(JO) as session:
        session.begin_family(other)
    laptop.a_note("here")
    here = laptop.family
    laptop.family = other
    laptop.a_note("there")

    laptop.store.leave(here)

    assert laptop.rows(SETS) == [(1, JO, "sealed"), (2, JO, "open")]


def test_a_sealed_set_verifies_and_says_what_was_saved(laptop: Laptop):
    note = laptop.a_note("Maya was at school.")

    laptop.store.seal_open()

    ((sealed,),) = laptop.rows("SELECT sealed FROM change_set")
    made = wire.decode(sealed, type=ChangeSet)
    assert commitment.verify(made, laptop.store.identity.key().public_key())
    assert (made.head.stream, made.head.n, made.head.author) == (laptop.team, 1, JO)
    assert [(g.kind, g.record, g.base, g.fields) for g in made.changes] == [
        ("note", note, 0, {"text": "Maya was at school."})
    ]


def test_a_decision_is_a_set_of_its_own_sealed_at_once_that_needs_what_touched_its_record(laptop: Laptop):
    note = laptop.a_note("Maya was at school.")
    shown = Shown("note", note, "0" * 64)

    with laptop.store.writing(JO, decision=shown, reason="twice") as session:
        session.get_one(Note, note).deleted = {"at": "2026-10-06T09:42:00Z", "by": JO, "why": "twice"}
    laptop.rewrite(note, "After it.")

    assert laptop.rows("SELECT n, state, needs, reason, decision IS NOT NULL FROM change_set ORDER BY n") == [
        (1, "sealed", "[]", None, 0),
        (2, "sealed", "[1]", "twice", 1),
        (3, "open", "[1]", None, 0),
    ]  # S8, S13
    ((sealed,),) = laptop.rows("SELECT sealed FROM change_set WHERE n = 2")
    assert wire.decode(sealed, type=ChangeSet).head.decision == shown


def test_a_set_needs_the_pending_set_that_made_what_it_refers_to(laptop: Laptop):
    with laptop.store.writing(JO) as session:
        person = laptop.new_id()
        session.add(Person(id=person, stream=laptop.shared, first_name="Maya"))

    laptop.a_note("She was at school.", about=(person,))

    assert laptop.rows("SELECT n, needs FROM change_set ORDER BY n") == [(1, "[]"), (2, "[1]")]  # S8


def test_a_need_is_always_an_earlier_set(laptop: Laptop):
    laptop.a_note("Begun before Maya was written down.")
    with laptop.store.writing(JO) as session:
        person = laptop.new_id()
        session.add(Person(id=person, stream=laptop.shared, first_name="Maya"))

    laptop.a_note("She was at school.", about=(person,))

    assert laptop.rows("SELECT n, state, needs FROM change_set ORDER BY n") == [
        (1, "sealed", "[]"), (2, "open", "[]"), (3, "open", "[2]")
    ]  # fmt: skip


def test_what_the_server_has_is_not_needed(laptop: Laptop):
    note = laptop.a_note("Maya")
    laptop.store.seal_open()
    with laptop.store.applying() as connection:
        connection.exec_driver_sql("UPDATE change_set SET state = 'applied', revision = 1")
        connection.exec_driver_sql("DELETE FROM change")

    laptop.rewrite(note, "Maya was")
    laptop.store.seal_open()

    ((needs, sealed),) = laptop.rows("SELECT needs, sealed FROM change_set WHERE n = 2")
    assert json.loads(needs) == []
    assert wire.decode(sealed, type=ChangeSet).changes[0].base == 1  # S1: the id became its revision


def test_an_editor_that_shows_what_is_there_saves_over_it(laptop: Laptop):
    note = laptop.a_note("Maya")

    with laptop.store.writing(JO) as session:
        session.save_shown(session.get_one(Note, note), "text", "Maya", "Maya was")

    assert laptop.text(note) == "Maya was"


def test_s18_words_that_arrived_under_an_open_editor_are_joined_and_marked(laptop: Laptop):
    note = laptop.a_note("Maya was ill. Leo was well.")
    laptop.rewrite(note, "Maya was ill. Leo was very well.", author=SAM)

    with laptop.store.writing(JO) as session:
        row = session.get_one(Note, note)
        session.save_shown(row, "text", "Maya was ill. Leo was well.", "Maya was quite ill. Leo was well.")

    assert laptop.text(note) == "Maya was quite ill. Leo was very well."
    with laptop.store.reading() as session:
        assert [(c.nature, c.record, c.other_by) for c in session.query(Conflict)] == [("joined", note, JO)]


def test_two_edits_of_one_sentence_keep_both(laptop: Laptop):
    note = laptop.a_note("Maya was ill.")
    laptop.rewrite(note, "Maya was well.", author=SAM)

    with laptop.store.writing(JO) as session:
        session.save_shown(session.get_one(Note, note), "text", "Maya was ill.", "Maya was away.")

    assert laptop.text(note) == "Maya was well."
    with laptop.store.reading() as session:
        (conflict,) = session.query(Conflict)
    assert (conflict.nature, conflict.kept, conflict.other) == (
        "clash", {"value": "Maya was well."}, {"value": "Maya was away."}
    )  # fmt: skip


def test_choices_that_moved_are_merged_member_by_member(laptop: Laptop):
    note = laptop.a_note(about=("a", "b"))
    with laptop.store.writing(SAM) as session:
        session.get_one(Note, note).about = ("a", "b", "c")

    with laptop.store.writing(JO) as session:
        session.save_shown(session.get_one(Note, note), "about", ("a", "b"), ("b",))

    with laptop.store.reading() as session:
        assert session.get_one(Note, note).about == ("b", "c")


def _save_and_stumble(laptop: Laptop) -> None:
    with laptop.store.writing(JO) as session:
        session.add(Note(id=laptop.new_id(), stream=laptop.team, text="Maya"))
        session.flush()
        raise ZeroDivisionError


def test_a_save_that_raises_leaves_nothing(laptop: Laptop):
    with pytest.raises(ZeroDivisionError):
        _save_and_stumble(laptop)

    assert laptop.rows("SELECT * FROM note") == laptop.rows(SETS) == []
    laptop.a_note("Maya")
    assert laptop.rows(SETS) == [(1, JO, "open")]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda row: setattr(row, "stream", "elsewhere"), NotCapturable),
        (lambda row: setattr(row, "versions", {}), NotCapturable),
        (lambda row: setattr(row, "text", func.upper(Note.text)), NotCapturable),
    ],
    ids=["stream", "versions", "expression"],
)
def test_what_cannot_travel_is_refused(laptop: Laptop, change, error: type[NotSaved]):
    note = laptop.a_note("Maya")

    with pytest.raises(error), laptop.store.writing(JO) as session:
        change(session.get_one(Note, note))

    assert laptop.text(note) == "Maya"


def test_a_record_in_a_stream_that_is_not_held_is_refused(laptop: Laptop):
    with pytest.raises(NotHeld), laptop.store.writing(JO) as session:
        session.add(Note(id=laptop.new_id(), stream="nobody's", text="Maya"))


def test_a_second_record_with_an_id_is_refused(laptop: Laptop):
    note = laptop.a_note("Maya")

    with pytest.raises(RecordExists), laptop.store.writing(JO) as session:
        session.add(Note(id=note, stream=laptop.team, text="Leo"))

    assert laptop.text(note) == "Maya"
