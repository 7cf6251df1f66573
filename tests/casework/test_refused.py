"""What the council would not take, looked at, put right and taken back, on a real store (S9)."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.refused import NotRefused, Refusal, Refused
from desktop.casework.sending import Sending
from sync.records.note import Note
from tests.store.notes import a_note, edit, shows, states
from tests.support.desks import a_family
from tests.support.exchange import Exchange

RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family whose note says something on the server."""
    made = Exchange(desk, desk.new_id())
    made.snapshot(revision=4)
    made.pull(made.theirs("note", RECORD, text="Rang Dana.", channel="call"))
    return made


def refuse(exchange: Exchange, path: str = "note.text") -> int:
    """The server refuses what waits, for this field. The number of the set."""
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n, "too_long", path))
    return n


def look(desk: Desk, record: str = RECORD) -> Refusal:
    return Refused(desk).look(Note.kind, record)


def test_a_refusal_says_what_was_written_what_the_council_has_and_which_field_it_minded(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, text="Rang Dana at nine.", channel="text")
    refuse(exchange)

    refusal = look(desk)

    assert (refusal.family, refusal.reason, refusal.is_new) == (exchange.family, "too_long", False)
    assert [(field.name, field.written, field.held, field.minded) for field in refusal.fields] == [
        ("channel", "text", "call", False),
        ("text", "Rang Dana at nine.", "Rang Dana.", True),
    ]


def test_s9_taking_back_shows_what_the_council_has_and_sends_the_rest(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, text="Rang Dana at nine.", channel="text")
    n = refuse(exchange)

    Refused(desk).take_back(look(desk))

    note = shows(desk, RECORD)
    assert (note.text, note.channel) == ("Rang Dana.", "text")
    assert states(desk)[n] == "superseded"
    (rest,) = exchange.sealed().values()
    assert [(group.base, group.fields) for group in rest.changes] == [(5, {"channel": "text"})]
    assert exchange.parcel().evidence == [n]


def test_s9_what_was_written_on_top_of_what_is_taken_back_inherits_its_base(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, text="Rang Dana at nine.")
    n = refuse(exchange)
    edit(desk, RECORD, channel="text")
    exchange.sealed()
    refusal = look(desk)
    edit(desk, RECORD, text="Rang Dana at ten.")

    Refused(desk).take_back(refusal)

    sets = exchange.sealed()
    assert n not in sets
    written = {
        name: (group.base, value)
        for made in sets.values()
        for group in made.changes
        for name, value in group.fields.items()
    }
    assert written == {"channel": (5, "text"), "text": (5, "Rang Dana at ten.")}


def test_taking_back_a_record_that_the_council_has_nothing_of_takes_back_all_of_it(desk: Desk):
    exchange = Exchange(desk, a_family(desk))
    for made in exchange.sealed().values():
        exchange.answer(exchange.receipt(exchange.accept(made)))
    note = a_note(desk, exchange)
    refuse(exchange)
    edit(desk, note, channel="text")

    refusal = look(desk, note)
    Refused(desk).take_back(refusal)

    assert refusal.is_new
    with desk.reading() as session:
        assert session.get(Note, note) is None
    assert exchange.sealed() == {}


def test_what_was_put_right_is_not_shown_as_refused_and_goes_in_its_place(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, text="Rang Dana at nine.")
    refuse(exchange)

    edit(desk, RECORD, text="Rang Dana.  At nine.")

    state = Sending(desk).state()
    assert state.refused == ()
    assert [waiting.record for waiting in state.waiting] == [RECORD]
    with pytest.raises(NotRefused):
        look(desk)
    (again,) = exchange.sealed().values()
    assert [group.fields for group in again.changes] == [{"text": "Rang Dana.  At nine."}]
