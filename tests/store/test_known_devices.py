"""Whose sets a laptop takes in: those of devices that the council vouches for, as these signed them (F2, F5)."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace as altered

from desktop.casework.desk import Desk
from sync.protocol import commitment, crypto
from sync.protocol.certificate import Certificate, certify
from sync.protocol.change_set import ChangeSet, Group
from sync.protocol.messages import Applied, Closing
from sync.protocol.replica import Opened, Part
from tests.store.notes import shows
from tests.support.desks import a_family
from tests.support.exchange import COLLEAGUE, THEIR_DEVICE, Exchange
from tests.support.trust import COUNCIL, ORDER_KEY, RECEIPT_KEY

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(7, 39)))


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family at revision 4, which this laptop holds."""
    exchange = Exchange(desk, a_family(desk))
    exchange.snapshot(revision=4)
    return exchange


def public(key: Ed25519PrivateKey) -> str:
    return commitment.text(crypto.public_bytes(key))


def part(exchange: Exchange, line: Applied, *certificates: Certificate) -> Part:
    opening = Opened(exchange.stream, exchange.family, exchange.compartment, line.revision - 1)
    return Part(opening, [line], Closing(exchange.revision, exchange.chain), certificates)


def doubts(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT stream, code FROM doubt")
        return [(row.stream, row.code) for row in rows]


def held(desk: Desk, exchange: Exchange) -> int:
    with desk.store.reading() as session:
        found = session.connection().exec_driver_sql("SELECT revision FROM stream WHERE stream = ?", (exchange.stream,))
        return int(found.scalar_one())


def begin_pull(exchange: Exchange) -> list[int]:
    return list(exchange.replica.devices())


def test_f2_a_set_is_taken_by_its_devices_certificate_which_need_come_only_once(desk: Desk, exchange: Exchange):
    own = begin_pull(exchange)
    first, second = desk.new_id(), desk.new_id()

    exchange.replica.take([part(exchange, exchange.theirs("note", first, text="Rang."), exchange.certificate)])
    known = begin_pull(exchange)
    exchange.replica.take([part(exchange, exchange.theirs("note", second, text="Wrote."))])

    assert known == [*own, THEIR_DEVICE]
    assert own == [desk.store.identity.number]
    assert (shows(desk, first).text, shows(desk, second).text) == ("Rang.", "Wrote.")
    assert doubts(desk) == []


@pytest.mark.parametrize(
    "vouched",
    [
        lambda exchange: [],
        lambda exchange: [altered(exchange.certificate, number=THEIR_DEVICE + 1)],
        lambda exchange: [altered(exchange.certificate, signature="")],
        lambda exchange: [certify("southmere", THEIR_DEVICE, COLLEAGUE, exchange.certificate.key, RECEIPT_KEY)],
        lambda exchange: [certify(COUNCIL, THEIR_DEVICE, COLLEAGUE, exchange.certificate.key, ORDER_KEY)],
    ],
)
def test_f5_a_set_of_a_device_that_the_council_does_not_vouch_for_is_not_taken(
    desk: Desk, exchange: Exchange, vouched: Callable[[Exchange], list[Certificate]]
):
    line = exchange.theirs("note", desk.new_id(), text="Rang.")

    taken = exchange.replica.take([part(exchange, line, *vouched(exchange))])

    assert taken == 0
    assert doubts(desk) == [(exchange.stream, "device")]
    assert (held(desk, exchange), exchange.replica.doubted()) == (4, 1)


def said_otherwise(made: ChangeSet) -> ChangeSet:
    group = made.changes[0]
    return altered(made, changes=[Group(group.kind, group.record, group.base, {"text": "Not theirs."})])


@pytest.mark.parametrize(
    "forged",
    [
        said_otherwise,
        lambda made: altered(made, head=altered(made.head, made_at="2026-10-06T10:00:01Z")),
        lambda made: altered(made, seed=None),
        lambda made: commitment.seal(made.head, made.changes, bytes(16), STRANGER),
    ],
)
def test_f2_a_set_that_its_device_did_not_sign_holds_its_stream_where_it_is(
    desk: Desk, exchange: Exchange, forged: Callable[[ChangeSet], ChangeSet]
):
    """Also where chain and head were made to fit, as whoever writes the database can."""
    line = exchange.theirs("note", desk.new_id(), text="Rang.")
    begin_pull(exchange)

    exchange.replica.take([part(exchange, altered(line, change_set=forged(line.change_set)), exchange.certificate)])

    assert doubts(desk) == [(exchange.stream, "signature")]
    assert held(desk, exchange) == 4


@pytest.mark.parametrize("changed", [{"author": "jo"}, {"stream": "another"}, {"council": "southmere"}])
def test_f2_what_a_device_signed_for_somebody_or_something_else_is_not_taken_either(
    desk: Desk, exchange: Exchange, changed: dict[str, str]
):
    line = exchange.theirs("note", desk.new_id(), text="Rang.", head=changed)

    exchange.replica.take([part(exchange, line, exchange.certificate)])

    assert doubts(desk) == [(exchange.stream, "signature")]


def test_f5_a_second_key_for_a_known_number_is_not_believed(desk: Desk, exchange: Exchange):
    exchange.pull(exchange.theirs("note", desk.new_id(), text="Rang."))
    line = exchange.theirs("note", desk.new_id(), text="Rang.")
    theirs = commitment.seal(line.change_set.head, line.change_set.changes, bytes(16), STRANGER)
    other = certify(COUNCIL, THEIR_DEVICE, COLLEAGUE, public(STRANGER), RECEIPT_KEY)
    begin_pull(exchange)

    exchange.replica.take([part(exchange, altered(line, change_set=theirs), other)])

    assert doubts(desk) == [(exchange.stream, "signature")]


def test_f2_other_streams_go_on_and_nothing_more_of_the_doubted_one_is_taken_in_that_pull(
    desk: Desk, exchange: Exchange
):
    other, record, later = Exchange(desk, a_family(desk)), desk.new_id(), desk.new_id()
    other.snapshot(revision=2)
    begin_pull(exchange)
    bad = exchange.theirs("note", desk.new_id(), text="Rang.")
    forged = altered(bad, change_set=said_otherwise(bad.change_set))
    good = part(other, other.theirs("note", record, text="Wrote."), other.certificate)

    exchange.replica.take([part(exchange, forged, exchange.certificate)])
    exchange.replica.take([part(exchange, exchange.theirs("note", later, text="Later."))])
    taken = other.replica.take([good])

    assert (taken, shows(desk, record).text) == (1, "Wrote.")
    assert doubts(desk) == [(exchange.stream, "signature")]
    assert held(desk, exchange) == 4


def test_f2_a_doubt_ends_when_the_stream_comes_as_it_was_signed(desk: Desk, exchange: Exchange):
    record = desk.new_id()
    line = exchange.theirs("note", record, text="Rang.")
    begin_pull(exchange)
    forged = altered(line, change_set=said_otherwise(line.change_set))
    exchange.replica.take([part(exchange, forged, exchange.certificate)])
    exchange.replica.compare(exchange.manifest(exchange.head()))
    assert exchange.replica.doubted() == 1

    begin_pull(exchange)
    exchange.replica.take([part(exchange, line, exchange.certificate)])

    assert doubts(desk) == []
    assert shows(desk, record).text == "Rang."


def test_a_doubt_about_a_family_that_is_not_to_be_had_any_more_is_over(desk: Desk, exchange: Exchange):
    line = exchange.theirs("note", desk.new_id(), text="Rang.")
    exchange.replica.take([part(exchange, line)])

    exchange.replica.compare(exchange.manifest())

    assert doubts(desk) == []
