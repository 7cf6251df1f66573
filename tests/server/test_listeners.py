"""What a listener is sent, without a line: signs of life, the latest of each stream, an end, and not too many of them."""

import asyncio
import os
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.events import HEARTBEAT, Moved, event
from sync.server import events
from sync.server.access import Asked, Caller
from sync.server.events import Events, Listener
from sync.server.quotas import Spent


@pytest.fixture
def caller() -> Caller:
    key = Ed25519PrivateKey.from_private_bytes(os.urandom(32)).public_key()
    return Caller(1, frozenset({1}), "device", "jo", "practitioner", key, revoked=False, asked=Asked(0, 0))


def sent(caller: Caller, before: Callable[[Listener], None]) -> list[bytes]:
    """Everything that a listener is sent, if this was done with it before."""

    async def pieces() -> list[bytes]:
        listener = Listener(caller)
        before(listener)
        return [piece async for piece in listener.pieces()]

    return asyncio.run(pieces())


def test_an_answer_ends_after_a_while_and_shows_until_then_that_somebody_is_there(caller: Caller, monkeypatch):
    monkeypatch.setattr(events, "LONGEST_SECONDS", 0.05)
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.01)

    pieces = sent(caller, lambda _listener: None)

    assert len(pieces) > 1
    assert {*pieces} == {HEARTBEAT}


def test_to_a_slow_line_only_the_latest_of_a_stream_is_sent(caller: Caller):
    def tell(listener: Listener) -> None:
        listener.tell(frozenset({Moved("one", 1), Moved("two", 5)}))
        listener.tell(frozenset({Moved("one", 2), Moved("two", 5)}))
        listener.end()

    first, rest, *more = sent(caller, tell)

    assert (first, more) == (HEARTBEAT, [])
    assert sorted(rest.split(b"\n\n")) == sorted((event(Moved("one", 2)) + event(Moved("two", 5))).split(b"\n\n"))


def test_what_was_told_is_not_told_again(caller: Caller):
    def tell(listener: Listener) -> None:
        for _ in range(3):
            listener.tell(frozenset({Moved("one", 1)}))
        listener.end()

    assert sent(caller, tell) == [HEARTBEAT, event(Moved("one", 1))]


def test_beyond_what_a_process_takes_a_listener_is_told_to_come_again(caller: Caller, monkeypatch):
    monkeypatch.setattr(events, "MOST", 0)

    with pytest.raises(Spent):
        Events().listen(None, caller)  # type: ignore[arg-type]  # no council is asked
