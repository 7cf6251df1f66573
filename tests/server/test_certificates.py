"""Whose key a device number is, told to whoever is given that device's sets, once, and to nobody else (F5)."""

import pytest
from msgspec.structs import replace

from sync.protocol import commitment, crypto
from sync.protocol.certificate import Certificate, public_key
from sync.protocol.messages import Applied, Have, PullLine
from sync.protocol.problems import ProblemCode
from tests.support.central import Central, Refused
from tests.support.wire import Wire, a_note, problem, pulled


@pytest.fixture
def both(central: Central) -> tuple[Wire, Wire]:
    """Two laptops of one person."""
    jo = Wire(central)
    return jo, Wire(central, jo.user)


def certified(lines: list[PullLine]) -> list[Certificate]:
    return [line for line in lines if isinstance(line, Certificate)]


def test_f5_a_device_is_certified_before_its_first_set_and_once(both):
    jo, other = both
    stream, second = jo.a_stream(), jo.a_stream()
    for name in (stream, second):
        jo.push(*(jo.set(name, a_note(f"Note {number}.")) for number in range(3)))

    lines = pulled(other.ask_pull(Have(stream, 1), Have(second, 1)))

    (told,) = certified(lines)
    assert lines.index(told) == [isinstance(line, Applied) for line in lines].index(True) - 1
    assert (told.number, told.user) == (jo.number, jo.user)
    bundle = jo.central.bundle
    assert public_key(told, bundle.council, bundle.receipt) == crypto.public_bytes(jo.key)
    assert certified(pulled(other.ask_pull(Have(stream, 1), devices=[jo.number]))) == []


def test_f5_a_certificate_says_nothing_else_than_was_signed(both):
    jo, other = both
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("One.")), jo.set(stream, a_note("Two.")))
    (told,) = certified(pulled(other.ask_pull(Have(stream, 1))))
    bundle = jo.central.bundle
    theirs = commitment.text(crypto.public_bytes(other.key))

    for changed in ({"number": 9999}, {"user": "sam"}, {"key": theirs}, {"key": ""}, {"signature": "A" * 86}):
        assert public_key(replace(told, **changed), bundle.council, bundle.receipt) is None
    assert public_key(told, "southmere", bundle.receipt) is None
    assert public_key(told, bundle.council, bundle.order) is None


def test_f5_who_is_given_no_sets_of_a_device_learns_nothing_of_it(both):
    """A snapshot tells none, nor does an answer about one's own sets."""
    jo, other = both
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("One."), n=1))

    assert certified(pulled(other.ask_pull(Have(stream, 0)))) == []
    assert certified(pulled(jo.ask_pull(Have(stream, 0, {jo.number: {1: ""}}, log=True)))) == []
    stranger = Wire(jo.central)
    assert problem(stranger.ask_pull(Have(stream, 0, log=True))).code == ProblemCode.STREAM_UNKNOWN


def test_a_server_without_its_receipt_key_does_not_start(a_central):
    council = a_central()
    (council.folder / "keys" / "receipt.key").rename(council.folder / "away.key")

    with pytest.raises(Refused):
        council.start()
    (council.folder / "away.key").rename(council.folder / "keys" / "receipt.key")
    council.start()
