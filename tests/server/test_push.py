"""What becomes of a change set (S3, S5, S8, S13, S14, S25, F8), on SQLite and on PostgreSQL."""

import pytest
from msgspec import Raw
from sqlalchemy import select

from sync.protocol.canonical import encode
from sync.protocol.change_set import Group
from sync.protocol.messages import Applied, Closing, Current, NewStream, Set
from sync.records.ids import stream_id
from sync.server.tables import evidence
from tests.support.wire import Wire, a_note, an_id, as_evidence


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def jos_other(jo) -> Wire:
    """Another laptop of the same person, who has the same streams."""
    return Wire(jo.central, jo.user)


def test_what_one_laptop_sends_another_receives_byte_for_byte(jo, jos_other):
    stream, begins = jo.begin()
    sent = jo.set(stream, a_note("They have a new cat."))
    first = jo.set(stream, a_note("Before."))

    verdicts = jo.push(begins, first, sent)
    _opening, received, closing = jos_other.pull(stream, 1)

    assert [verdict.outcome for verdict in verdicts] == ["applied", "applied"]
    assert isinstance(received, Applied)
    assert encode(received.change_set).replace(b'"stream":""', f'"stream":"{stream}"'.encode()) == bytes(sent.set)
    assert (received.revision, closing) == (2, Closing(2, verdicts[1].chain))


def test_the_same_bytes_sent_twice_are_written_once_and_answered_alike(jo):
    stream = jo.a_stream()
    line = jo.set(stream, a_note("Once."))

    first, again = jo.push_one(line), jo.push_one(line)

    assert first == again
    assert len(jo.pull(stream, 0)) == 3
    assert jo.manifest().streams[0].revision == 1


def test_the_same_bytes_twice_in_one_push_are_written_once(jo):
    stream = jo.a_stream()
    line = jo.set(stream, a_note("Once."))

    first, again = jo.push(line, line)

    assert first == again
    assert jo.manifest().streams[0].revision == 1


def test_other_bytes_under_a_known_id_are_told_apart(jo):
    stream = jo.a_stream()
    known = jo.push_one(jo.set(stream, a_note("One thing."), n=1))

    altered = jo.push_one(jo.set(stream, a_note("Another thing."), n=1))

    assert known.outcome == "applied"
    assert (altered.outcome, altered.revision, altered.current) == ("altered", None, [])
    assert altered.digest is not None


def test_a_field_that_somebody_else_changed_is_stale_and_only_that_field_is_told(jo, jos_other):
    stream, note = jo.a_stream(), an_id()
    jo.push(jo.set(stream, Group("note", note, 0, {"text": "First.", "channel": "call"})))
    jo.push(jo.set(stream, Group("note", note, 1, {"text": "Second."})))

    stale = jos_other.push_one(jos_other.set(stream, Group("note", note, 1, {"text": "Mine.", "channel": "text"})))

    assert stale.outcome == "stale"
    assert stale.current == [Current("note", note, "text", "Second.", 2)]


def test_a_change_to_the_same_value_is_never_stale(jo, jos_other):
    stream, note = jo.a_stream(), an_id()
    jo.push(jo.set(stream, a_note("Same.", note)))

    verdict = jos_other.push_one(jos_other.set(stream, a_note("Same.", note)))

    assert verdict.outcome == "applied"


def test_changes_to_other_fields_of_one_record_do_not_meet(jo, jos_other):
    stream, note = jo.a_stream(), an_id()
    jo.push(jo.set(stream, Group("note", note, 0, {"text": "First."})))
    jo.push(jo.set(stream, Group("note", note, 1, {"text": "Second."})))

    verdict = jos_other.push_one(jos_other.set(stream, Group("note", note, 0, {"channel": "text"})))

    assert verdict.outcome == "applied"


def test_a_set_may_build_on_earlier_ones_of_its_device(jo):
    stream, note = jo.a_stream(), an_id()
    first, second = jo.set(stream, a_note("One.", note), n=1), jo.set(stream, a_note("Two.", note, -1), n=2)

    verdicts = jo.push(first, second)

    assert [verdict.revision for verdict in verdicts] == [1, 2]


def test_a_stale_set_holds_back_only_what_builds_on_it(jo, jos_other):
    stream, note = jo.a_stream(), an_id()
    jos_other.push(jos_other.set(stream, a_note("Theirs.", note)))

    verdicts = jo.push(
        jo.set(stream, a_note("Mine.", note), n=1),
        jo.set(stream, a_note("On mine.", note, -1), n=2),
        jo.set(stream, a_note("Needs mine."), n=3, needs=[1]),
        jo.set(stream, a_note("Alone."), n=4),
    )

    assert [verdict.outcome for verdict in verdicts] == ["stale", "held", "held", "applied"]


def test_what_is_not_valid_is_refused_by_code_and_path_and_kept_as_evidence(jo):
    stream = jo.a_stream()
    line = jo.set(stream, Group("note", an_id(), 0, {"happened_at": "last Tuesday"}))

    refused = jo.push_one(line)

    assert (refused.outcome, refused.code, refused.path) == ("refused", "not_a_moment", "note.happened_at")
    assert kept(jo) == [(1, "not_a_moment")]
    assert jo.push_one(line) == refused


def test_a_kind_and_a_field_that_the_server_does_not_know_are_kept_unharmed(jo):
    stream, record = jo.a_stream(), an_id()

    jo.push(jo.set(stream, Group("weather", record, 0, {"sky": {"seen": ["grey", "blue"]}})))
    _opening, state, _closing = jo.pull(stream)

    assert (state.kind, state.fields) == ("weather", {"sky": {"seen": ["grey", "blue"]}})


@pytest.mark.parametrize(
    ("compartment", "outcome"),
    [pytest.param("shared", "refused", id="wider than its own"), pytest.param("restricted", "applied", id="stricter")],
)
def test_a_record_lies_in_its_own_compartment_or_a_stricter_one(jo, compartment, outcome):
    stream = jo.a_stream(compartment)

    verdict = jo.push_one(jo.set(stream, a_note("A private note.")))

    assert verdict.outcome == outcome


def test_superseded_bytes_are_kept_as_evidence_and_written_nowhere_else(jo):
    stream = jo.a_stream()
    superseded = jo.set(stream, a_note("As first written."))

    first, again = jo.push(as_evidence(superseded)), jo.push(as_evidence(superseded))

    assert [verdict.outcome for verdict in first + again] == ["kept", "kept"]
    assert kept(jo) == [(1, None)]
    assert jo.manifest().streams[0].revision == 0


def test_evidence_of_another_device_is_not_kept(jo, jos_other):
    stream = jo.a_stream()

    (verdict,) = jo.push(as_evidence(jos_other.set(stream, a_note("Not this laptop's."))))

    assert (verdict.outcome, verdict.code) == ("refused", "device")
    assert kept(jo) == []


def test_pages_before_a_line_that_cannot_be_read_hold_and_are_answered_alike_when_sent_again(jo):
    stream = jo.a_stream()
    sets = [jo.set(stream, a_note("Note.")) for _ in range(60)]

    answer = jo.ask_push(*sets, Set(Raw(b'{"nonsense":true}')))
    verdicts = jo.push(*sets)

    assert (answer.status_code, answer.json()["code"], answer.json()["line"]) == (400, "malformed", 61)
    assert [verdict.revision for verdict in verdicts] == list(range(1, 61))


def test_a_new_family_may_begin_with_all_its_streams_in_one_push(jo):
    shared, begins_shared = jo.begin("shared")
    team = stream_id(begins_shared.family, "team")

    verdicts = jo.push(
        begins_shared,
        jo.set(shared, Group("person", an_id(), 0, {"name": "Leo"})),
        NewStream(begins_shared.family, "team"),
        jo.set(team, a_note("First visit.")),
    )

    assert [verdict.outcome for verdict in verdicts] == ["applied", "applied"]
    assert {head.compartment for head in jo.manifest().streams} == {"shared", "team"}


def kept(wire: Wire) -> list[tuple[int, str | None]]:
    """The evidence of a laptop: number and code."""
    mine = select(evidence.c.n, evidence.c.code).where(evidence.c.device == wire.number).order_by(evidence.c.n)
    with wire.central.session() as connection:
        return [(row.n, row.code) for row in connection.execute(mine)]
