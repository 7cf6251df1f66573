"""Sets that are not what they claim to be (F2, F8): refused by a code, and not kept."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw
from sqlalchemy import func, select

from sync.protocol.messages import Set
from sync.server.tables import evidence
from tests.support.wire import Wire, a_note, an_id, as_line


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ({"council": "elsewhere"}, "council"),
        ({"author": "somebody-else"}, "author"),
        ({"device": 9_999}, "device"),
        ({"n": 0}, "device"),
        ({"v": 2}, "format"),
        ({"alg": "none"}, "format"),
        ({"made_at": "yesterday"}, "made_at"),
        ({"n": 5, "needs": [5]}, "needs"),
        ({"stream": "not a stream"}, "stream"),
    ],
)
def test_a_set_that_is_not_what_it_claims_to_be_is_refused_and_not_kept(jo, head, code):
    stream = jo.a_stream()

    claimed = msgspec.structs.replace(jo.head(stream), **head)

    verdict = jo.push_one(as_line(jo.sealed(claimed, a_note("Mine."))))

    assert (verdict.outcome, verdict.code) == ("refused", code)
    assert kept(jo) == 0


def test_a_set_that_another_key_signed_is_refused(jo):
    stream = jo.a_stream()
    jo.key, own = Ed25519PrivateKey.generate(), jo.key
    forged = jo.set(stream, a_note("Not Jo's."))
    jo.key = own

    verdict = jo.push_one(forged)

    assert (verdict.outcome, verdict.code) == ("refused", "signature")


def test_a_set_that_was_changed_after_it_was_sealed_is_refused(jo):
    stream = jo.a_stream()
    sealed = jo.sealed(jo.head(stream), a_note("He did it.", "A" * 22))
    changed = msgspec.structs.replace(sealed, changes=[a_note("She did it.", "A" * 22)])

    verdict = jo.push_one(as_line(changed))

    assert (verdict.outcome, verdict.code) == ("refused", "signature")


@pytest.mark.parametrize(
    ("plain", "spoilt"),
    [
        pytest.param(b'"v":1', b'"v": 1', id="a space"),
        pytest.param(b'"v":1,', b'"v":1,"v":1,', id="a key twice"),
        pytest.param(b'"text":"Plain."', b'"text":1.5', id="a float"),
        pytest.param(b'"seed":', b'"seed":null,"x":', id="an unknown key"),
    ],
)
def test_bytes_that_are_not_canonical_are_refused(jo, plain, spoilt):
    stream = jo.a_stream()
    line = bytes(jo.set(stream, a_note("Plain.")).set)
    assert plain in line

    verdict = jo.push_one(Set(Raw(line.replace(plain, spoilt))))

    assert (verdict.outcome, verdict.code) == ("refused", "not_canonical")


def test_a_set_that_comes_without_its_seed_is_refused(jo):
    stream = jo.a_stream()
    sealed = jo.sealed(jo.head(stream), a_note("Whole."))

    verdict = jo.push_one(as_line(msgspec.structs.replace(sealed, seed=None)))

    assert (verdict.outcome, verdict.code) == ("refused", "not_canonical")


def test_a_set_without_changes_or_saying_one_thing_twice_is_refused(jo):
    stream, note = jo.a_stream(), an_id()

    empty = jo.push_one(jo.set(stream))
    twice = jo.push_one(jo.set(stream, a_note("One.", note), a_note("Two.", note, 1)))

    assert (empty.code, twice.code) == ("empty", "said_twice")


def kept(wire: Wire) -> int:
    """How many sets of a laptop were kept as evidence."""
    with wire.central.session() as connection:
        mine = select(func.count()).where(evidence.c.device == wire.number)
        return connection.execute(mine).scalar_one()
