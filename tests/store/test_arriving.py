"""A snapshot that comes in parts: out of sight until it is whole, and gone on with where it broke off (S7)."""

import pytest

from desktop.casework.desk import Desk
from desktop.store import settings
from desktop.store.replica import TOLD
from sync.protocol.messages import Applied, Closing, Have, Mark, Resume, Snapshot, State, StreamHead
from sync.protocol.replica import HistoryRewritten, Opened, Part, Told
from sync.records.note import Note
from tests.support.exchange import Exchange

CHAIN = "chain-3"
FIRST, SECOND = "AZLWxkYhf9CzRk5h0c1JhQ", "AZLWxkYhf9CzRk5h0c1JhR"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family that this laptop has not heard of, at revision 3."""
    exchange = Exchange(desk, desk.new_id())
    exchange.revision, exchange.chain = 3, CHAIN
    return exchange


def a_note(record: str, version: int = 3, text: str = "Rang.") -> State:
    return State("note", record, version, {"text": text})


def opening(exchange: Exchange, *, resumed: bool = False) -> Opened:
    return Opened(exchange.stream, exchange.family, "team", snapshot=Snapshot(3, CHAIN, resumed))


def head(exchange: Exchange, revision: int = 3) -> StreamHead:
    return StreamHead(exchange.family, "team", revision, exchange.chain)


def asked(exchange: Exchange) -> Have:
    (have,) = exchange.replica.compare(exchange.manifest(head(exchange)))
    return have


def shown(desk: Desk) -> list[str]:
    with desk.store.reading() as session:
        return sorted(str(note.text) for note in session.query(Note))


def test_s7_half_a_snapshot_is_not_shown_and_the_rest_is_asked_for(desk: Desk, exchange: Exchange):
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST)], None)])

    assert shown(desk) == []
    assert desk.store.find("rang") == []
    assert asked(exchange) == Have(exchange.stream, 0, resume=Resume(3, "note", FIRST), told=3)


def test_s7_a_snapshot_goes_on_after_its_last_record_and_is_shown_whole(desk: Desk, exchange: Exchange):
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST)], None)])
    going_on = opening(exchange, resumed=True)

    exchange.replica.take([Part(going_on, [a_note(SECOND, text="Wrote.")], Closing(3, exchange.chain))])

    assert shown(desk) == ["Rang.", "Wrote."]
    assert exchange.replica.compare(exchange.manifest(head(exchange))) == []


def test_s7_the_log_from_its_beginning_is_applied_only_over_lower_versions(desk: Desk, exchange: Exchange):
    later = exchange.theirs("note", FIRST, 3, text="Rang twice.")
    other = exchange.theirs("note", SECOND, 0, text="Wrote.")
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST, version=4, text="Rang twice.")], None)])

    exchange.replica.take(
        [Part(opening(exchange, resumed=True), [later, other], Closing(5, exchange.chain), [exchange.certificate])]
    )

    assert shown(desk) == ["Rang twice.", "Wrote."]
    with desk.store.reading() as session:
        assert session.get_one(Note, FIRST).versions == {"text": 4}


def test_a_log_that_came_in_part_is_taken_again_from_its_beginning(desk: Desk, exchange: Exchange):
    first = exchange.theirs("note", FIRST, 3, text="Rang twice.")
    chain = exchange.chain
    second = exchange.theirs("note", FIRST, 4, text="Rang three times.")
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST), first], Mark(4, chain), [exchange.certificate])])
    assert asked(exchange).resume == Resume(3, "note", FIRST)

    exchange.replica.take(
        [Part(opening(exchange, resumed=True), [first, second], Closing(5, exchange.chain), [exchange.certificate])]
    )

    assert shown(desk) == ["Rang three times."]


def test_a_manifest_that_another_release_kept_is_asked_for_again(desk: Desk, exchange: Exchange):
    told = Told("etag", exchange.manifest(head(exchange)))
    exchange.replica.keep(told)
    assert exchange.replica.told() == told

    with desk.store.applying() as connection:
        settings.put(connection, TOLD, {"etag": "etag", "manifest": {"v": 1, "streams": "otherwise"}})

    assert exchange.replica.told() == Told()


def test_f1_what_came_of_a_family_that_was_taken_away_meanwhile_is_erased(desk: Desk, exchange: Exchange):
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST)], None)])

    taken = exchange.replica.taken(exchange.manifest())
    exchange.replica.forget(taken)

    assert taken == {exchange.stream}
    assert asked(exchange).resume is None


def test_a_server_that_begins_anew_is_believed(desk: Desk, exchange: Exchange):
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST)], None)])
    exchange.theirs("note", SECOND, 0, text="Wrote.")
    anew = Opened(exchange.stream, exchange.family, "team", snapshot=Snapshot(4, exchange.chain))

    exchange.replica.take([Part(anew, [a_note(SECOND, text="Wrote.")], None)])
    exchange.replica.take([Part(anew, [], Closing(4, exchange.chain))])

    assert shown(desk) == ["Wrote."]


def test_f6_a_log_that_does_not_follow_from_the_snapshot_is_not_applied(desk: Desk, exchange: Exchange):
    later = exchange.theirs("note", FIRST, 3, text="Rang twice.")
    forged = Applied(later.revision, "2026-10-06T11:00:00Z", later.change_set)

    with pytest.raises(HistoryRewritten):
        exchange.replica.take(
            [Part(opening(exchange), [a_note(FIRST), forged], Closing(4, exchange.chain), [exchange.certificate])]
        )

    assert shown(desk) == []


def test_f3_half_a_snapshot_of_a_family_taken_away_meanwhile_goes_too(desk: Desk, exchange: Exchange):
    exchange.replica.take([Part(opening(exchange), [a_note(FIRST)], None)])

    taken = exchange.replica.taken(exchange.manifest())
    exchange.replica.forget(taken)

    assert taken == {exchange.stream}
    with desk.store.applying() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM arriving").scalar_one() == 0
    assert desk.store.backed_up_at() == desk.clock.now()
