"""What was written into a record, by whom, and what never stood (S25, F1, F2)."""

import msgspec
import pytest

from sync.protocol.change_set import Group
from sync.protocol.history import ENTRIES, History, HistoryRequest
from tests.support.wire import Wire, a_note, an_id, as_evidence, problem


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


def ask(wire: Wire, stream: str, record: str, before: int | None = None) -> History:
    body = msgspec.json.encode(HistoryRequest(stream, "note", record, before))
    return msgspec.json.decode(wire.post("/v1/history", body, content_type="application/json").content, type=History)


def test_each_change_of_a_record_is_told_latest_first_with_who_and_why(jo):
    stream, note = jo.a_stream(), an_id()
    jo.push(
        jo.set(stream, Group("note", note, 0, {"text": "One.", "channel": "call"})),
        jo.set(stream, a_note("Another.")),
        jo.set(stream, Group("note", note, 1, {"text": "Two."}), reason="settled"),
    )

    told = ask(jo, stream, note)

    assert [(entry.revision, entry.fields, entry.reason) for entry in told.entries] == [
        (3, {"text": "Two."}, "settled"),
        (1, {"channel": "call", "text": "One."}, None),
    ]
    assert {entry.author for entry in told.entries} == {jo.user}
    assert told.before is None


def test_a_long_history_is_told_in_answers_that_follow_one_another(jo):
    stream, note = jo.a_stream(), an_id()
    jo.push(*(jo.set(stream, a_note(f"{n}", note, n)) for n in range(ENTRIES + 20)))

    first = ask(jo, stream, note)
    second = ask(jo, stream, note, first.before)

    assert [entry.revision for entry in (*first.entries, *second.entries)] == list(range(ENTRIES + 20, 0, -1))
    assert second.before is None


def test_s25_what_was_refused_or_superseded_is_in_the_history(jo):
    stream, note = jo.a_stream(), an_id()
    jo.push(
        jo.set(stream, a_note("Stood.", note)),
        as_evidence(jo.set(stream, a_note("Superseded.", note, 1))),
        jo.set(stream, Group("note", note, 0, {"sensitivity": "hush"})),
    )

    told = {entry.fate: entry.fields for entry in ask(jo, stream, note).entries}

    assert told == {
        "applied": {"text": "Stood."},
        "superseded": {"text": "Superseded."},
        "refused": {"sensitivity": "hush"},
    }


def test_a_stranger_puts_nothing_into_a_familys_history(jo, central):
    stream, note, stranger = jo.a_stream(), an_id(), Wire(central)
    jo.push(jo.set(stream, a_note("Stood.", note)))

    stranger.push(as_evidence(stranger.set(stream, a_note("Planted.", note, 1))))

    assert [entry.fields for entry in ask(jo, stream, note).entries] == [{"text": "Stood."}]


def test_f1_a_history_is_told_to_members_alone_and_the_others_cannot_tell_it_from_none(jo, central):
    stream, note, stranger = jo.a_stream(), an_id(), Wire(central)
    jo.push(jo.set(stream, a_note("Stood.", note)))

    def answer(of: str) -> tuple[int, bytes]:
        body = msgspec.json.encode(HistoryRequest(of, "note", note))
        answered = stranger.post("/v1/history", body, content_type="application/json")
        assert problem(answered).code == "stream_unknown"
        return answered.status_code, answered.content

    assert answer(stream) == answer(an_id())
