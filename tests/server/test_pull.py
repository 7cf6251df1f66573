"""What a device receives: manifests, snapshots and logs (S2, F1)."""

import gzip
from collections.abc import Callable
from contextlib import closing

import msgspec
import pytest
import zstandard

from sync.protocol.change_set import Group
from sync.protocol.limits import PULL_BYTES
from sync.protocol.messages import (
    Applied,
    Closing,
    Have,
    Limits,
    Manifest,
    Mark,
    Opening,
    PullRequest,
    Receipt,
    Resume,
    Settled,
    Snapshot,
    State,
)
from sync.server import pull
from sync.server.access import caller_of
from sync.server.database import Database
from tests.support.wire import Wire, a_note, an_id, line_of, problem


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


def test_a_manifest_that_still_holds_is_not_sent_again(jo):
    jo.a_stream()
    first = jo.get("/v1/manifest")

    again = jo.get("/v1/manifest", if_none_match=first.headers["etag"])
    jo.a_stream()
    changed = jo.get("/v1/manifest", if_none_match=first.headers["etag"])

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_a_snapshot_is_the_state_with_the_version_of_every_field(jo):
    stream, note = jo.a_stream(), an_id()
    jo.push(jo.set(stream, Group("note", note, 0, {"text": "One.", "channel": "call", "about": []})))
    jo.push(jo.set(stream, Group("note", note, 1, {"text": "Two."})))

    opening, state, closing = jo.pull(stream)

    assert isinstance(opening, Opening)
    assert (opening.passed, opening.snapshot is None) == (0, False)
    assert state == State("note", note, 1, {"about": [], "channel": "call", "text": "Two."}, {"text": 2})
    assert isinstance(closing, Closing)
    assert closing.revision == 2


def test_a_log_begins_after_what_the_device_has(jo):
    stream = jo.a_stream()
    verdicts = jo.push(*(jo.set(stream, a_note(f"Note {number}.")) for number in range(1, 5)))

    _opening, *lines, closing = jo.pull(stream, 2)

    assert [line.revision for line in lines if isinstance(line, Applied)] == [3, 4]
    assert closing == Closing(4, verdicts[-1].chain)


def test_nothing_new_is_an_opening_and_a_closing(jo):
    stream = jo.a_stream()
    verdict = jo.push_one(jo.set(stream, a_note("All there is.")))

    opening, closing = jo.pull(stream, 1)

    assert opening == Opening()
    assert closing == Closing(1, verdict.chain)


def test_what_the_device_knows_of_a_stream_is_not_told_again(jo):
    names = [jo.a_stream() for _ in range(2)]
    verdicts = [jo.push_one(jo.set(name, a_note("One."))) for name in names]
    moved_on = jo.push_one(jo.set(names[1], a_note("Meanwhile.")))

    answer = jo.ask_pull(
        *(Have(name, revision, told=1) for name, revision in zip(names, (0, 1), strict=True)), devices=[jo.number]
    )

    first, _state, first_end, second, log, second_end = map(line_of, answer.content.splitlines())
    assert (first, first_end) == (Opening(snapshot=Snapshot(1)), Closing(1))
    assert isinstance(log, Applied)
    assert log.change_set.head.stream == ""
    assert (second, second_end) == (Opening(), Closing(2, moved_on.chain))
    assert [head.chain for head in jo.manifest().streams if head.stream == names[0]] == [verdicts[0].chain]


def test_a_stream_taken_away_between_two_pages_is_passed_over(jo):
    lines = [jo.begin()[1] for _ in range(3)]
    first, second, third = (jo.begun(line) for line in lines)
    jo.push(*(jo.set(first, a_note(f"Note {number}.")) for number in range(60)))
    with jo.central.session() as connection:
        caller = caller_of(connection, jo.device)
    assert caller is not None

    asked = PullRequest([Have(stream, 0) for stream in (first, second, third)])
    with closing(Database(jo.central.database_url)) as database:
        pages = pull.pages(database, caller, asked)
        read = next(pages)
        jo.central.run("allocate", lines[1].family, jo.user, "--remove")
        read += b"".join(pages)

    opened = [line for line in map(line_of, read.splitlines()) if isinstance(line, Opening)]
    assert [opening.passed for opening in opened] == [0, 1]


def test_sealed_sets_whose_answer_was_lost_are_settled_first(jo):
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("Heard."), n=1), jo.set(stream, a_note("Not heard."), n=2))

    opening, *_rest = jo.pull(stream, 1, [2, 3, 0, 10**30])

    assert opening.settled == [Settled(2, "applied", 2)]


def test_many_streams_come_in_one_answer_and_a_large_one_in_pages(jo):
    first, second = jo.a_stream(), jo.a_stream()
    jo.push(*(jo.set(first, a_note(f"Note {number}.")) for number in range(120)))

    answer = jo.ask_pull(Have(second, 0), Have(first, 0))

    assert answer.status_code == 200
    assert len(answer.content.splitlines()) == 2 + 122


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("zstd", "zstd"), ("gzip, zstd", "zstd"), ("gzip", "gzip"), ("br", "identity"), ("identity", "identity")],
)
def test_an_answer_is_packed_as_the_peer_can_read_it(jo, accepted, encoding):
    stream = jo.a_stream()
    unpack: dict[str, Callable[[bytes], bytes]] = {
        "zstd": zstandard.ZstdDecompressor().decompressobj().decompress,
        "gzip": gzip.decompress,
        "identity": bytes,
    }
    body = f'{{"streams":[{{"stream":"{stream}","revision":0}}]}}'.encode()
    headers = jo.signed("POST", "/v1/pull", body) | {"accept-encoding": accepted}

    with jo.http.stream("POST", "/v1/pull", content=body, headers=headers) as answer:
        packed = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == encoding
    assert len(unpack[encoding](packed).splitlines()) == 2


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"streams":[{"stream":"x"}]}', b'{"streams":[{"stream":"x","revision":-1}]}', b'{"streams":"x"}'],
)
def test_a_pull_that_cannot_be_read_is_said_to_be(jo, body):
    assert problem(jo.post("/v1/pull", body)).code == "malformed"


def test_the_request_of_a_pull_may_be_packed(jo):
    stream = jo.a_stream()
    plain = msgspec.json.encode(PullRequest([Have(stream, 0)]))

    answer = jo.post("/v1/pull", zstandard.compress(plain), content_encoding="zstd")

    assert [type(line_of(line)) for line in answer.content.splitlines()] == [Opening, Closing]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"nonsense", "encoding"),
        (zstandard.compress(b"nonsense"), "malformed"),
        (zstandard.compress(bytes(PULL_BYTES + 1)), "too_large"),
    ],
)
def test_a_packed_pull_that_cannot_be_read_is_said_to_be(jo, body, code):
    assert problem(jo.post("/v1/pull", body, content_encoding="zstd")).code == code


@pytest.mark.parametrize("name", ["", "\0", "x" * 500, "..", "' OR 1=1 --"])
def test_a_stream_id_that_is_none_is_a_stream_that_there_is_not(jo, name):
    assert problem(jo.ask_pull(Have(name, 0))).code == "stream_unknown"


def test_a_manifest_is_packed(jo):
    jo.a_stream()

    with jo.http.stream(
        "GET", "/v1/manifest", headers=jo.signed("GET", "/v1/manifest") | {"accept-encoding": "zstd"}
    ) as answer:
        packed = b"".join(answer.iter_raw())

    told = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    assert msgspec.json.decode(told, type=Manifest).limits == Limits()


def test_s2_a_set_that_the_device_asks_about_comes_as_a_receipt_and_others_come_whole(jo):
    sam = Wire(jo.central, jo.user)
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("Mine."), n=1))
    sam.push(sam.set(stream, a_note("Theirs."), n=1))

    opening, mine, theirs, closing = jo.pull(stream, sealed=[1], log=True)

    assert isinstance(opening, Opening)
    assert (opening.snapshot, opening.settled) == (None, [Settled(1, "applied", 1)])
    assert isinstance(mine, Receipt)
    assert (mine.n, mine.revision) == (1, 1)
    assert isinstance(theirs, Applied)
    assert isinstance(closing, Closing)


def test_s7_a_snapshot_goes_on_after_the_record_that_is_named_and_its_log_follows(jo):
    stream = jo.a_stream()
    first, second = sorted((an_id(), an_id()))
    jo.push(jo.set(stream, a_note("One.", first), a_note("Two.", second)))
    jo.push(jo.set(stream, a_note("Two, later.", second, 1)))

    opening, state, later, closing = jo.pull(stream, resume=Resume(1, "note", first))

    assert isinstance(opening, Opening)
    assert opening.snapshot is not None
    assert (opening.snapshot.revision, opening.snapshot.resumed) == (1, True)
    assert isinstance(state, State)
    assert (state.record, state.fields) == (second, {"text": "Two, later."})
    assert isinstance(later, Applied)
    assert isinstance(closing, Closing)
    assert (later.revision, closing.revision) == (2, 2)


def test_s7_a_snapshot_that_cannot_go_on_begins_again(jo):
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("One.")))

    opening, *rest = jo.pull(stream, resume=Resume(9, "note", an_id()))

    assert isinstance(opening, Opening)
    assert opening.snapshot is not None
    assert not opening.snapshot.resumed
    assert len(rest) == 2


def test_a_long_log_has_marks_that_its_chain_comes_to(jo):
    stream = jo.a_stream()
    verdicts = jo.push(*(jo.set(stream, a_note(f"Note {number}.")) for number in range(120)))

    lines = jo.pull(stream, log=True)

    marks = [line for line in lines if isinstance(line, Mark)]
    assert marks == [Mark(revision, verdicts[revision - 1].chain) for revision in (50, 100)]
    assert lines[-1] == Closing(120, verdicts[-1].chain)
