"""Nothing that anybody wrote comes back in an error or reaches the log (F15)."""

from typing import Any

import msgspec
import pytest
from msgspec import Raw
from sqlalchemy import text

from sync.protocol.change_set import Group
from sync.protocol.messages import Set
from tests.support.wire import Wire, a_note, an_id

MARKER = "Blodwyn Marker-Ellery"
FACTS = {
    *("at", "level", "from", "event", "council", "device", "method", "route", "status", "problem", "ms"),
    *("bytes_in", "bytes_out"),
}


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


def bodies(jo: Wire) -> list[tuple[str, bytes]]:
    stream = jo.a_stream()
    line = bytes(jo.set(stream, a_note(MARKER)).set)
    wrapped = msgspec.json.encode(Set(Raw(line))) + b"\n"
    quoted = msgspec.json.encode(MARKER)
    return [
        ("/v1/push", wrapped[:-20] + b"\n"),
        ("/v1/push", wrapped.replace(b'"v":1', b'"v":' + quoted)),
        ("/v1/push", quoted + b"\n"),
        ("/v1/push", b'{"t":' + quoted + b"}\n"),
        ("/v1/pull", b'{"streams":' + quoted + b"}"),
        ("/v1/pull", b'{"streams":[{"stream":' + quoted + b',"revision":0}]}'),
        ("/v1/enrolment", b'{"secret":' + quoted + b',"device":' + quoted + b"}"),
        ("/v1/enrolment/question", b'{"secret":' + quoted + b"}"),
        ("/v1/" + MARKER.replace(" ", ""), quoted),
    ]


def test_no_answer_to_a_bad_request_quotes_it(jo):
    answers = [jo.post(target, body) for target, body in bodies(jo)]

    assert all(answer.status_code >= 400 for answer in answers)
    assert not any("Marker" in answer.text for answer in answers)
    assert "Marker" not in jo.central.log.read_text()


def test_the_log_has_a_line_of_json_a_request_and_none_of_it_is_anybodys(a_central):
    """F15: ids, codes, counts and durations."""
    central = a_central()
    central.start()
    jo = Wire(central, central.a_user(name=MARKER, team=MARKER))
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note(MARKER)))
    jo.get(f"/v1/manifest?version={MARKER.replace(' ', '')}&waiting=2")
    jo.post("/v1/" + MARKER.replace(" ", ""), b"", user_agent=MARKER, x_forwarded_for="192.0.2.77")
    jo.get("/health")

    lines = [msgspec.json.decode(line) for line in central.log.read_text().splitlines()]

    requests = [line for line in lines if line["event"] == "request"]
    routes = ["/v1/push", "/v1/manifest", "none"]
    assert [line["route"] for line in requests][:3] == routes
    assert {line["device"] for line in requests} == {None, jo.device}
    assert {*requests[0]} == FACTS
    assert not any(word in central.log.read_text() for word in ("Marker", "192.0.2.77", "127.0.0.1", stream))


def test_no_refusal_quotes_what_it_refuses(jo):
    stream = jo.a_stream()
    wrong: list[dict[str, Any]] = [
        {"happened_at": MARKER},
        {"about": MARKER},
        {"about": [MARKER]},
        {"channel": {MARKER: MARKER}},
        {MARKER: 1},
    ]

    answer = jo.ask_push(*(jo.set(stream, Group("note", an_id(), 0, fields)) for fields in wrong))

    assert answer.status_code == 200
    assert answer.text.count('"refused"') == len(wrong)
    assert "Marker" not in answer.text
    assert "Marker" not in jo.central.log.read_text()


@pytest.mark.parametrize("damage", ["DROP TABLE record", "ALTER TABLE change_set DROP COLUMN digest"])
def test_a_fault_of_the_servers_own_is_told_without_data(a_central, damage):
    central = a_central()
    central.start()
    jo = Wire(central)
    stream = jo.a_stream()
    with central.session() as connection:
        connection.execute(text(damage))

    answer = jo.ask_push(jo.set(stream, a_note(MARKER)))

    assert answer.status_code in {500, 503}
    assert "Marker" not in answer.text
    logged = central.log.read_text()
    assert "sqlalchemy" in logged or "the database did not answer" in logged
    assert "Marker" not in logged
