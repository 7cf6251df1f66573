"""Whoever asks too much is told when to come again, and loses nothing (F8, P16)."""

import msgspec
import pytest

from sync.server.quotas import Addresses, Spent
from tests.support.central import Central
from tests.support.wire import Wire, a_note, problem


@pytest.fixture
def council(a_central) -> Central:
    made: Central = a_central()
    return made


def test_a_device_that_asks_without_end_is_busy_and_another_is_not(council):
    council.start("--device-requests", "3")
    jo = Wire(council)
    other = Wire(council)

    answers = [jo.get("/v1/manifest") for _ in range(8)]  # over at most two minutes of the clock

    refused = [answer for answer in answers if answer.status_code != 200]
    assert len(refused) >= 2
    assert {problem(answer).code for answer in refused} == {"busy"}
    assert all(1 <= int(answer.headers["retry-after"]) <= 60 for answer in refused)
    assert {problem(answer).retry_after for answer in refused} == {
        int(answer.headers["retry-after"]) for answer in refused
    }
    assert other.get("/v1/manifest").status_code == 200


@pytest.mark.parametrize("quota", ["--device-bytes", "--stream-bytes"])
def test_a_days_bytes_are_enough_and_what_was_sent_before_holds(council, quota):
    council.start(quota, "20000")
    jo = Wire(council)
    stream = jo.a_stream()
    kept = jo.set(stream, a_note("Kept."))
    large = jo.set(stream, a_note("x" * 25_000))
    first = jo.push_one(kept)

    answer = jo.ask_push(large)

    assert problem(answer).code == "busy"
    assert 1 <= int(answer.headers["retry-after"]) <= 24 * 3600
    assert jo.push_one(kept) == first
    assert jo.manifest().streams[0].revision == 1


def test_an_address_tries_codes_only_so_often(council):
    council.start("--address-codes", "3")
    secret = msgspec.json.encode({"secret": "0" * 10})
    json = {"content-type": "application/json"}

    answers = [council.http.post("/v1/enrolment/question", content=secret, headers=json) for _ in range(5)]

    assert [problem(answer).code for answer in answers] == ["code_unknown"] * 3 + ["busy"] * 2


def test_tries_are_forgotten_after_a_minute_and_addresses_after_ten_thousand_others():
    moment = [0.0]
    addresses = Addresses(2, lambda: moment[0])
    for _ in range(2):
        addresses.come("here")
    with pytest.raises(Spent) as spent:
        addresses.come("here")
    assert spent.value.retry_after == 61

    moment[0] = 60.0
    addresses.come("here")
    addresses.come("here")
    for number in range(10_000):
        addresses.come(str(number))

    addresses.come("here")
