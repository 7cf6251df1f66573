"""What the server's answers do to the change sets of this laptop, on a real store, rule by rule."""

import pytest
from msgspec.structs import replace as altered

from desktop.casework.desk import Desk
from sync.protocol.messages import Settled, Verdict
from sync.records.note import Note
from sync.records.person import Person
from tests.store.notes import a_note, delete, edit, shows, states
from tests.support.desks import a_family, write
from tests.support.exchange import Exchange

RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family made here, of which the council has nothing."""
    return Exchange(desk, a_family(desk))


def test_s1_a_pulled_set_of_our_own_is_a_receipt(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    ((n, made),) = exchange.sealed().items()

    exchange.pull(exchange.accept(made))

    assert states(desk)[n] == "applied"
    assert exchange.sealed() == {}
    assert shows(desk, note).text == "Rang Dana."


def test_s1_later_changes_build_on_the_receipt(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    exchange.answer(exchange.receipt(exchange.accept(made)))

    edit(desk, note, text="Rang Dana twice.")

    (later,) = exchange.sealed().values()
    assert [group.base for group in later.changes] == [1]


def test_s2_answers_that_were_lost_are_settled_before_a_snapshot_is_merged(desk: Desk, exchange: Exchange):
    a_note(desk, exchange)
    ((n, made),) = exchange.sealed().items()
    exchange.accept(made)

    exchange.snapshot(revision=1, settled=[Settled(n, "applied", 1)])

    assert states(desk)[n] == "applied"
    assert exchange.sealed() == {}


def test_s3_sealed_bytes_are_the_same_each_time_they_are_sent(desk: Desk, exchange: Exchange):
    a_note(desk, exchange)

    first, second = exchange.parcel(), exchange.parcel()

    assert first.sets == second.sets
    assert first.sets


def test_s4_an_open_set_is_left_open_while_its_record_is_on_the_screen(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)

    assert exchange.sealed(leave=[exchange.stream]) == {}

    edit(desk, note, text="Rang Dana twice.")
    (made,) = exchange.sealed().values()
    assert [group.fields for group in made.changes] == [{"text": "Rang Dana twice."}]


def test_s4_what_is_saved_after_sealing_builds_on_the_sealed_set(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (first,) = exchange.sealed()

    edit(desk, note, text="Rang Dana twice.")

    later = exchange.sealed()[first + 1]
    assert [group.base for group in later.changes] == [-first]


def test_s6_a_receipt_beyond_the_next_revision_does_not_move_the_stream(desk: Desk, exchange: Exchange):
    a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    between = exchange.theirs("note", desk.new_id(), text="Sam was here.")

    behind = exchange.answer(exchange.receipt(exchange.accept(made)))

    assert behind
    (have,) = exchange.replica.compare(exchange.manifest(exchange.head()))
    assert have.revision == 0
    exchange.pull(between)
    assert exchange.replica.compare(exchange.manifest(exchange.head()))[0].revision == 1


def test_s6_an_answer_may_come_twice_and_late(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    receipt = exchange.receipt(exchange.accept(made))
    exchange.answer(receipt)
    edit(desk, note, text="Rang Dana twice.")

    exchange.answer(receipt)
    exchange.answer(replace_outcome(receipt, "stale"))

    assert len(exchange.sealed()) == 1
    assert shows(desk, note).text == "Rang Dana twice."


def test_s8_a_set_needs_the_one_that_made_the_record_it_changes(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (maker,) = exchange.sealed()

    edit(desk, note, channel="call")

    assert exchange.sealed()[maker + 1].head.needs == [maker]


def test_s8_a_record_that_the_server_has_is_nobodys_need_though_each_of_its_fields_waits(
    desk: Desk, exchange: Exchange
):
    exchange.snapshot(revision=4)
    exchange.pull(exchange.theirs("person", RECORD, first_name="Leo"))
    with desk.writing() as session:
        session.get_one(Person, RECORD).first_name = "Leonard"
    exchange.sealed()

    write(desk, Note, exchange.family, about=(RECORD,))

    assert [made.head.needs for made in exchange.sealed().values()][-1] == []


def test_s8_a_decision_needs_every_earlier_set_of_its_record(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (first,) = exchange.sealed()
    edit(desk, note, channel="call")

    delete(desk, note)

    assert exchange.sealed()[first + 2].head.needs == [first, first + 1]


def test_s9_a_corrected_field_goes_again_in_the_refused_set_under_a_new_number(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    edit(desk, note, sensitivity="hush")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))

    assert exchange.sealed() == {}

    edit(desk, note, sensitivity="normal")
    ((again, made),) = exchange.sealed().items()
    assert again > n
    (group,) = made.changes
    assert group.fields["sensitivity"] == "normal"
    assert group.fields["text"] == "Rang Dana."


def test_s9_a_decision_over_the_refused_value_does_not_outlive_its_correction(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    edit(desk, note, sensitivity="hush")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))
    delete(desk, note)

    edit(desk, note, sensitivity="normal")

    sent = exchange.sealed()
    assert not any(made.head.decision for made in sent.values())
    assert shows(desk, note).deleted is None


def test_s14_a_change_to_what_is_known_to_be_deleted_brings_it_back(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    exchange.answer(exchange.receipt(exchange.accept(made)))
    exchange.pull(exchange.theirs("note", note, deleted={"at": "2026-10-06T10:00:00Z", "by": "sam", "why": "twice"}))

    edit(desk, note, text="Rang Dana twice.")

    machine, mine = exchange.sealed().values()
    assert machine.head.reason == "merge"
    assert ["note", {"deleted": None}] in [[group.kind, group.fields] for group in machine.changes]
    assert [group.fields for group in mine.changes] == [{"text": "Rang Dana twice."}]


def test_what_builds_on_a_refused_set_waits_with_it(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    edit(desk, note, sensitivity="hush")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))

    edit(desk, note, channel="call")

    assert exchange.sealed() == {}


def test_s10_a_decision_over_what_was_refused_is_taken_back(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    edit(desk, note, sensitivity="hush")
    (n,) = exchange.sealed()
    delete(desk, note)

    exchange.answer(exchange.refusal(n))

    assert shows(desk, note).deleted is None


def test_s12_what_stays_is_judged_again_after_the_receipt_of_a_decision(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    first, *_none = exchange.sealed().values()
    exchange.answer(exchange.receipt(exchange.accept(first)))
    delete(desk, note)
    edit(desk, note, text="Rang Dana twice.")
    gone, _later = exchange.sealed().values()
    assert shows(desk, note).deleted is not None

    exchange.answer(exchange.receipt(exchange.accept(gone)))

    assert shows(desk, note).deleted is None
    machine, mine = exchange.sealed().values()
    assert machine.head.reason == "merge"
    assert [group.fields for group in mine.changes] == [{"text": "Rang Dana twice."}]


def replace_outcome(verdict: Verdict, outcome: str) -> Verdict:
    return altered(verdict, outcome=outcome)


def test_a_refused_value_is_shown_until_it_is_corrected_whatever_arrives(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    exchange.answer(exchange.receipt(exchange.accept(made)))
    edit(desk, note, sensitivity="hush")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))

    exchange.pull(exchange.theirs("note", note, channel="call"))

    assert (shows(desk, note).sensitivity, shows(desk, note).channel) == ("hush", "call")
