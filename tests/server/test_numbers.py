"""A device takes a new number after its vault was restored or recovered (S1, F6): what it sealed under the old one still counts."""

import msgspec
import pytest
from sqlalchemy import select

from sync.protocol.change_set import Group
from sync.protocol.messages import Enrolled, NewStream, NumberRequest, Opening, Settled
from sync.records.ids import stream_id
from sync.server.tables import device, operator_act
from tests.support.wire import Wire, a_note, an_id, problem


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


def renewed(wire: Wire, recovery: str | None = None) -> int:
    """Take a new number; the next sets are sealed under it. Returns the old one."""
    old = wire.number
    body = msgspec.json.encode(NumberRequest(9, recovery))
    answer = wire.post("/v1/device/number", body, content_type="application/json")
    wire.number = msgspec.json.decode(answer.content, type=Enrolled).number
    return old


def test_one_n_under_two_numbers_is_two_sets(jo):
    stream = jo.a_stream()
    first = jo.push_one(jo.set(stream, a_note("Before."), n=1))
    renewed(jo)

    second = jo.push_one(jo.set(stream, a_note("After."), n=1))

    assert (first.outcome, first.revision) == ("applied", 1)
    assert (second.outcome, second.revision) == ("applied", 2)


def test_a_set_of_the_old_number_is_answered_as_before_and_may_still_be_new(jo):
    stream = jo.a_stream()
    sent, waiting = jo.set(stream, a_note("Sent.")), jo.set(stream, a_note("Waiting."))
    before = jo.push_one(sent)
    renewed(jo)

    again, fresh = jo.push(sent, waiting)

    assert again == before
    assert (fresh.outcome, fresh.revision) == ("applied", 2)


def test_a_base_names_a_set_of_the_same_number_only(jo):
    stream, note = jo.a_stream(), an_id()
    jo.push_one(jo.set(stream, a_note("Before.", note), n=1))
    renewed(jo)

    verdict = jo.push_one(jo.set(stream, a_note("After.", note, -1), n=2))

    assert verdict.outcome == "held"


def test_a_pull_tells_of_each_sealed_set_by_the_number_it_was_sealed_under(jo):
    stream = jo.a_stream()
    jo.push_one(jo.set(stream, a_note("Before."), n=1))
    old = renewed(jo)

    new_one, new_ones_number = jo.pull(stream, 1, [1])[0], jo.number
    jo.number = old
    old_one = jo.pull(stream, 1, [1])[0]

    assert new_ones_number != old
    assert isinstance(new_one, Opening)
    assert isinstance(old_one, Opening)
    assert (new_one.settled, old_one.settled) == ([], [Settled(1, "applied", 1)])


def test_nobody_seals_or_asks_under_the_number_of_another_device(jo):
    sam, stream = Wire(jo.central), jo.a_stream()
    jo.push_one(jo.set(stream, a_note("Mine."), n=1))
    jo_again = Wire(jo.central, jo.user)
    jo_again.number = jo.number

    forged = jo_again.push_one(jo_again.set(stream, a_note("Not from there."), n=2))
    asked = jo_again.pull(stream, 1, [1])[0]

    assert (forged.outcome, forged.code) == ("refused", "device")
    assert isinstance(asked, Opening)
    assert asked.settled == []
    assert sam.number != jo.number


def test_work_of_the_new_number_on_a_record_that_lies_aside_goes_aside_too(jo):
    sam = Wire(jo.central)
    family = an_id()
    begun, stream, note = *begins(family), an_id()
    jo.push(begun, jo.set(stream, a_note("First.")))
    jo.central.run("allocate", family, sam.user)
    jo.central.run("allocate", family, sam.user, "--remove")
    late = sam.push_one(sam.set(stream, a_note("Late.", note)))
    jo.central.run("allocate", family, sam.user)
    renewed(sam)

    later = sam.push_one(sam.set(stream, Group("note", note, 0, {"channel": "call"})))

    assert (late.outcome, later.outcome) == ("aside", "aside")


def begins(family: str) -> tuple[NewStream, str]:
    """A family's stream, and the line that begins it."""
    stream = stream_id(family, "team")
    return NewStream(family, "team"), stream


def test_the_new_recovery_copy_is_kept_and_the_change_is_noted(jo):
    renewed(jo, '{"new":"copy"}')
    renewed(jo)

    with jo.central.session() as connection:
        kept = connection.execute(select(device.c.recovery).where(device.c.device == jo.device)).scalar_one()
        acts = connection.execute(select(operator_act).where(operator_act.c.subject == jo.device)).all()
    assert kept == '{"new":"copy"}'
    assert [(act.operator, act.act) for act in acts] == [(jo.user, "new-number")] * 2


@pytest.mark.parametrize("recovery", ["a\0b", "x" * 20_000])
def test_a_recovery_copy_that_cannot_be_one_is_refused(jo, recovery):
    body = msgspec.json.encode(NumberRequest(9, recovery))

    answer = jo.post("/v1/device/number", body, content_type="application/json")

    assert problem(answer).code == "malformed"


def test_only_the_device_itself_is_given_a_number(jo):
    answer = jo.http.post("/v1/device/number", json={"after": 0, "recovery": None})

    assert problem(answer).code == "signature"


def test_a_council_with_renewed_numbers_verifies(jo):
    stream = jo.a_stream()
    jo.push_one(jo.set(stream, a_note("Before.")))
    renewed(jo)
    jo.push_one(jo.set(stream, a_note("After.")))

    assert "signed" not in jo.central.run("verify")
