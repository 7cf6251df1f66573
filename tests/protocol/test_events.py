"""Events come out as they went in, whatever stands between them, and nothing else comes out."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.events import HEARTBEAT, Moved, NotAnEvent, event, moves

MOVES = st.builds(Moved, st.text(max_size=8), st.none() | st.integers(0, 2**31 - 1))
BETWEEN = st.sampled_from(
    [b"", HEARTBEAT, b": a word\n", b"retry: 5\n", b'event: later\ndata: {"stream":"x","revision":1}\n\n']
)


@given(st.lists(st.tuples(BETWEEN, MOVES), max_size=8))
def test_what_was_said_is_heard_in_order(said: list[tuple[bytes, Moved]]):
    text = b"".join(between + event(moved) for between, moved in said)

    assert list(moves(text.split(b"\n"))) == [moved for _, moved in said]


@given(
    st.lists(st.binary(max_size=30) | st.sampled_from([b"event: moved", b"event:moved", b"data: {}", b"data: [", b""]))
)
def test_lines_of_anything_are_events_or_are_none(lines: list[bytes]):
    with suppress(NotAnEvent):
        for moved in moves(lines):
            assert list(moves(event(moved).split(b"\n"))) == [moved]
