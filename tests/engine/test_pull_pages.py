"""Reading a pull's lines: what is an answer to the question, what makes a page, and what is kept when the line breaks."""

import json
from collections.abc import Iterator

import pytest

from sync.engine.errors import NotUnderstood, Offline
from sync.engine.pull import pages
from sync.protocol.messages import Applied, Closing, Have, Mark, Resume, Snapshot, StreamHead
from sync.protocol.replica import Opened, Page

HEADS = {head.stream: head for head in (StreamHead("f", compartment, 1, "told") for compartment in ("shared", "team"))}
FIRST, SECOND = HEADS
OPENING = {"t": "stream", "snapshot": {"revision": 1, "chain": "c"}}
LOG = {"t": "stream"}
STATE = {"t": "state", "kind": "note", "record": "r", "version": 1, "fields": {"text": "Rang."}}
MARK = {"t": "mark", "revision": 6, "chain": "c"}
CLOSING = {"t": "end", "revision": 1, "chain": "c"}
RECEIPT = {"t": "receipt", "n": 3, "revision": 5, "received_at": "2026-10-06T10:00:00Z"}
SET = {
    "t": "set",
    "revision": 5,
    "received_at": "2026-10-06T10:00:00Z",
    "change_set": {
        "head": {
            "v": 1, "alg": "ed25519", "council": "c", "stream": "", "device": 1, "n": 1, "author": "a", "made_at": "m",
        },
        "changes": [],
        "signature": "",
    },
}  # fmt: skip


def read(*lines: object, revision: int = 0, log: bool = False) -> list[Page]:
    asked = [Have(stream, revision, log=log) for stream in HEADS]
    return list(pages((json.dumps(line).encode() for line in lines), asked, HEADS))


def broken(*lines: object, revision: int = 0) -> list[Page]:
    """The pages of an answer that breaks off."""

    def received() -> Iterator[bytes]:
        yield from (json.dumps(line).encode() for line in lines)
        raise Offline

    taken: list[Page] = []
    with pytest.raises(Offline):
        taken.extend(pages(received(), [Have(FIRST, revision)], HEADS))
    return taken


def test_several_small_streams_are_one_page():
    (page,) = read(OPENING, STATE, STATE, CLOSING, OPENING, STATE, CLOSING)

    assert [len(part.lines) for part in page] == [2, 1]
    assert all(part.is_whole for part in page)


def test_what_the_device_knows_is_filled_in_where_an_answer_leaves_it_out():
    ((part,),) = read({**OPENING, "passed": 1, "snapshot": {"revision": 1}}, SET, {"t": "end", "revision": 1})

    assert part.opening == Opened(SECOND, "f", "team", snapshot=Snapshot(1, "told"))
    assert part.mark == Closing(1, "told")
    (line,) = part.lines
    assert isinstance(line, Applied)
    assert line.change_set.head.stream == SECOND


def test_a_large_snapshot_comes_in_parts_that_grow():
    parts = [part for page in read(OPENING, *[STATE] * 570, CLOSING) for part in page]

    assert [(len(part.lines), part.mark) for part in parts] == [
        *((lines, None) for lines in (50, 100, 200, 200)),
        (20, Closing(1, "c")),
    ]


def test_a_small_snapshot_does_not_come_in_parts():
    (page,) = read(OPENING, *[STATE] * 40, CLOSING, OPENING, *[STATE] * 40, CLOSING)

    assert [(len(part.lines), part.is_whole) for part in page] == [(40, True), (40, True)]


def test_all_that_has_come_is_kept_when_the_line_breaks():
    first, second = broken(OPENING, *[STATE] * 120)

    assert [[len(part.lines) for part in page] for page in (first, second)] == [[50], [70]]


def test_s7_what_came_of_a_snapshot_is_kept_when_the_line_breaks():
    ((part,),) = broken(OPENING, STATE, STATE)

    assert (len(part.lines), part.mark, part.is_whole) == (2, None, False)


def test_a_log_is_kept_up_to_its_last_mark_when_the_line_breaks():
    ((part,),) = broken(LOG, SET, SET | {"revision": 6}, MARK, SET | {"revision": 7}, revision=4)

    assert (len(part.lines), part.mark) == (2, Mark(6, "c"))


def test_a_log_without_marks_is_not_held_for_ever():
    with pytest.raises(NotUnderstood):
        read(LOG, *[SET] * 501, revision=4)


@pytest.mark.parametrize(
    "lines",
    [
        [STATE],
        [OPENING | {"passed": 2}],
        [OPENING | {"passed": -1}],
        [OPENING | {"passed": 1}, CLOSING, OPENING],
        [LOG],
        [{**OPENING, "snapshot": None}],
        [OPENING | {"snapshot": {"revision": 1, "chain": "c", "resumed": True}}],
        [OPENING, CLOSING, OPENING, CLOSING, OPENING],
        [OPENING, SET, STATE],
        [OPENING, {"t": "end", "revision": 2}],
        [OPENING | {"snapshot": {"revision": 2}}],
        [OPENING, STATE | {"fields": {"text": 0.5}}],
        [OPENING, STATE | {"version": "one"}],
        [{"t": "unheard of"}],
        ["text"],
    ],
)
def test_what_is_no_answer_to_what_was_asked_is_not_understood(lines: list[object]):
    with pytest.raises(NotUnderstood):
        read(*lines)


def test_a_log_is_answered_with_a_log():
    with pytest.raises(NotUnderstood):
        read(OPENING, STATE, CLOSING, log=True)

    ((part,),) = read(LOG, RECEIPT, CLOSING, log=True)
    assert part.is_whole


def test_a_snapshot_may_go_on_only_where_that_was_asked():
    resumed = OPENING | {"snapshot": {"revision": 1, "chain": "c", "resumed": True}}
    lines = [json.dumps(line).encode() for line in (resumed, STATE, CLOSING)]

    ((part,),) = pages(lines, [Have(FIRST, 0, resume=Resume(1, "note", "q"))], HEADS)

    assert part.is_whole
