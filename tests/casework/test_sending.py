"""What waits, what tells it apart, and when everything is said to be received: from the server's receipts alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.casework.desk import Desk
from desktop.casework.sending import Sending, SendingState
from desktop.store import blobs
from sync.protocol.messages import Verdict
from sync.records.note import Note
from sync.records.plan import Action
from tests.store.notes import a_note, edit
from tests.support.desks import MORNING, a_family, a_visit, write
from tests.support.exchange import Exchange

RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family whose note the server has, all of this laptop's with receipts."""
    made = Exchange(desk, a_family(desk))
    for shared in (Exchange(desk, made.family, "shared"), made):
        for waiting in shared.sealed().values():
            shared.answer(shared.receipt(shared.accept(waiting)))
    made.pull(made.theirs("note", RECORD, text="Rang Dana. She was out."))
    return made


def state(desk: Desk) -> SendingState:
    return Sending(desk).state()


def test_everything_is_received_once_each_set_has_its_receipt(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, channel="call")
    (made,) = exchange.sealed().values()
    exchange.answer(exchange.receipt(exchange.accept(made)))

    assert state(desk).all_received


def test_a_laptop_that_never_sent_has_nothing_received(desk: Desk):
    assert not state(desk).all_received


def _waits(desk: Desk, exchange: Exchange) -> None:
    edit(desk, RECORD, channel="call")


def _is_on_its_way(desk: Desk, exchange: Exchange) -> None:
    edit(desk, RECORD, channel="call")
    exchange.sealed()


def _was_refused(desk: Desk, exchange: Exchange) -> None:
    edit(desk, RECORD, channel="call")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))


def _lies_aside(desk: Desk, exchange: Exchange) -> None:
    edit(desk, RECORD, channel="call")
    (n,) = exchange.sealed()
    exchange.answer(Verdict(n, exchange.stream, "aside"))


def _was_merged_here(desk: Desk, exchange: Exchange) -> None:
    edit(desk, RECORD, text="Rang Dana. She was asleep.")
    exchange.sealed()
    exchange.pull(exchange.theirs("note", RECORD, exchange.revision, text="Rang Dana. She was in."))


def _is_only_evidence(desk: Desk, exchange: Exchange) -> None:
    _was_merged_here(desk, exchange)
    for made in exchange.sealed().values():
        exchange.answer(exchange.receipt(exchange.accept(made)))


def _is_of_a_family_begun_here(desk: Desk, exchange: Exchange) -> None:
    with desk.writing() as session:
        session.begin_family(desk.new_id())


def _has_a_file_that_waits(desk: Desk, exchange: Exchange) -> None:
    begun = blobs.write(desk.store, exchange.stream, [b"a photo"])
    with desk.store.applying() as connection:
        blobs.keep(connection, exchange.stream, begun)


@pytest.mark.parametrize(
    "what",
    [
        _waits,
        _is_on_its_way,
        _was_refused,
        _lies_aside,
        _was_merged_here,
        _is_only_evidence,
        _is_of_a_family_begun_here,
        _has_a_file_that_waits,
    ],
)
def test_not_everything_is_received_while_something(desk: Desk, exchange: Exchange, what: Callable[..., None]):
    before = state(desk).all_received

    what(desk, exchange)

    assert (before, state(desk).all_received) == (True, False)


def test_a_waiting_record_carries_what_tells_it_apart(desk: Desk, exchange: Exchange):
    visit_at = MORNING + timedelta(days=7)
    a_visit(desk, exchange.family, visit_at)
    write(desk, Action, exchange.family, text="Ring Aldermoor Homes")
    a_note(desk, exchange)

    told = {waiting.kind: waiting.telling for waiting in state(desk).waiting}

    assert told == {"visit": visit_at, "action": "Ring Aldermoor Homes", Note.kind: None}
