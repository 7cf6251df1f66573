"""Reading a pull's lines: what is an answer to the question, and what is not."""

import json

import pytest

from sync.engine.errors import NotUnderstood
from sync.engine.pull import pages
from sync.protocol.messages import Have

OPENING = {"t": "stream", "stream": "s", "family": "f", "compartment": "team", "after": 0}
STATE = {"t": "state", "kind": "note", "record": "r", "version": 1, "fields": {"text": "Rang."}}
CLOSING = {"t": "end", "stream": "s", "revision": 1, "chain": "c"}
SET = {
    "t": "set",
    "revision": 5,
    "received_at": "2026-10-06T10:00:00Z",
    "chain": "c",
    "change_set": {
        "head": {
            "v": 1, "alg": "ed25519", "council": "c", "stream": "s", "device": 1, "n": 1, "author": "a", "made_at": "m",
        },
        "changes": [],
        "signature": "",
    },
}  # fmt: skip


def read(*lines: object, revision: int = 0):
    return list(pages((json.dumps(line).encode() for line in lines), [Have("s", revision)]))


def test_s7_a_snapshot_is_one_page():
    (page,) = read(OPENING, STATE, STATE, CLOSING)

    assert len(page.lines) == 2
    assert page.closing is not None


def test_s7_a_snapshot_that_breaks_off_is_no_page():
    assert read(OPENING, STATE) == []


def test_a_long_log_comes_in_parts_that_are_kept_when_the_line_breaks():
    (page,) = read(OPENING | {"after": 4}, *[SET] * 70, revision=4)

    assert len(page.lines) == 50
    assert page.closing is None


@pytest.mark.parametrize(
    "lines",
    [
        [STATE],
        [OPENING | {"stream": "another"}],
        [OPENING | {"after": 3}],
        [OPENING, CLOSING, OPENING],
        [OPENING, CLOSING | {"stream": "another"}],
        [OPENING, SET],
        [OPENING, STATE | {"fields": {"text": 0.5}}],
        [OPENING, STATE | {"version": "one"}],
        [{"t": "unheard of"}],
        ["text"],
    ],
)
def test_what_is_no_answer_to_what_was_asked_is_not_understood(lines: list[object]):
    with pytest.raises(NotUnderstood):
        read(*lines)
