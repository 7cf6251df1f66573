"""Two values for one field on a real store, and each way in which a person may choose."""

import pytest

from desktop.casework.conflicts import AlreadySettled, Conflicts, OpenConflict, SignAgain
from desktop.casework.desk import Desk
from sync.protocol.change_set import ChangeSet
from sync.records.assessment import Assessment
from sync.records.note import Note
from tests.store.notes import delete, edit, shows
from tests.support.exchange import AT, COLLEAGUE, Exchange

BEFORE, MINE, THEIRS = "Rang Dana. She was out.", "Rang Dana. She was asleep.", "Rang Dana. She was in."
RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family whose note says something on the server."""
    made = Exchange(desk, desk.new_id())
    made.snapshot(revision=4)
    made.pull(made.theirs("note", RECORD, text=BEFORE))
    return made


def a_clash(desk: Desk, exchange: Exchange) -> OpenConflict:
    """The worker's sentence met a colleague's."""
    edit(desk, RECORD, text=MINE)
    exchange.sealed()
    exchange.pull(exchange.theirs("note", RECORD, 5, text=THEIRS))
    (conflict,) = Conflicts(desk).open()
    return conflict


def settling(exchange: Exchange) -> ChangeSet:
    """The set that carries the settlement."""
    (made,) = (made for made in exchange.sealed().values() if made.head.reason == "settled")
    return made


def test_a_conflict_shows_both_values_whose_and_when(desk: Desk, exchange: Exchange):
    conflict = a_clash(desk, exchange)

    assert (conflict.family, conflict.kind, conflict.record, conflict.field) == (
        exchange.family,
        "note",
        RECORD,
        "text",
    )
    assert (conflict.base, conflict.kept.value, conflict.other.value) == (BEFORE, THEIRS, MINE)
    assert (conflict.kept.by, conflict.other.by) == (COLLEAGUE, desk.worker.user)
    assert conflict.yours == "other"
    assert conflict.current == THEIRS


def test_keeping_what_is_current_writes_nothing_but_the_settlement(desk: Desk, exchange: Exchange):
    conflict = a_clash(desk, exchange)

    Conflicts(desk).settle(conflict, "kept")

    assert {group.kind for group in settling(exchange).changes} == {"conflict"}
    assert shows(desk, RECORD).text == THEIRS
    assert Conflicts(desk).open() == ()


@pytest.mark.parametrize(("keep", "text", "after"), [("other", "", MINE), ("edited", "Neither.", "Neither.")])
def test_another_value_goes_with_the_settlement_in_one_set(desk: Desk, exchange: Exchange, keep, text, after):
    conflict = a_clash(desk, exchange)

    Conflicts(desk).settle(conflict, keep, text)

    fields = {group.kind: group.fields for group in settling(exchange).changes}
    assert fields["note"] == {"text": after}
    assert fields["conflict"]["settled"] == {"choice": keep, "by": desk.worker.user, "at": "2026-10-06T09:42:00Z"}
    assert shows(desk, RECORD).text == after


def test_a_settlement_is_not_mixed_with_what_was_written_around_it(desk: Desk, exchange: Exchange):
    conflict = a_clash(desk, exchange)
    edit(desk, RECORD, channel="call")

    Conflicts(desk).settle(conflict, "kept")
    edit(desk, RECORD, minutes=5)

    assert {group.kind for group in settling(exchange).changes} == {"conflict"}


def test_what_is_settled_is_not_settled_again(desk: Desk, exchange: Exchange):
    conflict = a_clash(desk, exchange)
    Conflicts(desk).settle(conflict, "kept")

    with pytest.raises(AlreadySettled):
        Conflicts(desk).settle(conflict, "other")


def test_s18_what_came_in_while_somebody_chose_is_not_written_over_but_becomes_another_choice(
    desk: Desk, exchange: Exchange
):
    conflict = a_clash(desk, exchange)
    exchange.pull(exchange.theirs("note", RECORD, 6, text="Rang Dana. She was at work."))

    Conflicts(desk).settle(conflict, "other")

    assert shows(desk, RECORD).text == "Rang Dana. She was at work."
    (again,) = Conflicts(desk).open()
    assert (again.kept.value, again.other.value) == ("Rang Dana. She was at work.", MINE)


def test_choosing_a_delete_is_a_decision_over_what_is_shown(desk: Desk, exchange: Exchange):
    delete(desk, RECORD)
    exchange.pull(exchange.theirs("note", RECORD, 0, channel="call"))
    (conflict,) = Conflicts(desk).open()
    assert conflict.nature == "deleted"

    Conflicts(desk).settle(conflict, "other")

    assert settling(exchange).head.decision is not None
    with desk.store.reading() as session:
        assert session.get_one(Note, RECORD).deleted is not None


def test_s15_choosing_a_delete_that_somebody_made_meanwhile_decides_nothing(desk: Desk, exchange: Exchange):
    delete(desk, RECORD)
    exchange.pull(
        exchange.theirs("note", RECORD, 0, channel="call"),
        exchange.theirs("note", RECORD, 0, deleted={"at": AT, "by": COLLEAGUE, "why": "twice"}),
    )
    (conflict,) = Conflicts(desk).open()

    Conflicts(desk).settle(conflict, "other")

    made = settling(exchange)
    assert made.head.decision is None
    assert {group.kind for group in made.changes} == {"conflict"}


def test_a_signature_cannot_be_chosen(desk: Desk):
    exchange = Exchange(desk, desk.new_id(), "shared")
    exchange.snapshot(revision=4)
    exchange.pull(exchange.theirs("assessment", RECORD, state="draft"))
    with desk.writing() as session:
        session.get_one(Assessment, RECORD).signed_off = {"by": desk.worker.user}
    exchange.sealed()
    exchange.pull(exchange.theirs("assessment", RECORD, 0, signed_off={"by": COLLEAGUE}))
    (conflict,) = Conflicts(desk).open()

    with pytest.raises(SignAgain):
        Conflicts(desk).settle(conflict, "other")
