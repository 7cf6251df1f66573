"""A laptop that listens is told which of its streams moved, and nothing else, until it is revoked or the server leaves (F16)."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from sync.protocol import events
from sync.protocol.events import Moved
from sync.records.types import instant_text
from sync.server import access
from sync.server.clock import now
from tests.support.central import Central
from tests.support.wire import Wire, a_note, problem

SECONDS = 20
"""Within which what is to be heard is heard; a healthy server takes one."""


class Listening:
    """An answer that goes on."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.lines = (line.encode() for line in answer.iter_lines())
        self._moves = events.moves(self.lines)
        assert next(self.lines) == b":"

    def next(self) -> Moved | None:
        """The next event; None at the end."""
        return next(self._moves, None)

    def until(self, wanted: Moved) -> list[Moved]:
        """The events up to this one."""
        heard = []
        while (moved := self.next()) is not None:
            heard.append(moved)
            if moved == wanted:
                return heard
        pytest.fail(f"the answer ended: {heard}")


@contextmanager
def listening(wire: Wire) -> Iterator[Listening]:
    with (
        httpx.Client(base_url=wire.central.url, trust_env=False, timeout=SECONDS) as http,
        http.stream("GET", "/v1/events", headers=wire.signed("GET", "/v1/events")) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(events.MEDIA_TYPE)
        yield Listening(answer)


def allocated(central: Central, wire: Wire, stream: str) -> str:
    """The family of a stream."""
    return next(head.family for head in wire.manifest().streams if head.stream == stream)


def give(central: Central, user: str, family: str) -> None:
    with central.session() as connection:
        access.allocate(connection, user, family, access.ALLOCATED, instant_text(now()))


def take(central: Central, user: str, family: str) -> None:
    with central.session() as connection:
        assert access.remove(connection, user, family, instant_text(now()))


def test_a_colleagues_change_is_told_with_stream_and_revision(central: Central):
    jo, nadia = Wire(central), Wire(central)
    stream = jo.a_stream()
    give(central, nadia.user, allocated(central, jo, stream))

    with listening(nadia) as heard:
        heard.until(Moved(stream, 0))
        jo.push_one(jo.set(stream, a_note("Rang Dana.")))

        assert heard.next() == Moved(stream, 1)


def test_nobody_is_told_of_streams_that_are_not_theirs(central: Central):
    jo, nadia = Wire(central), Wire(central)
    hers, other = nadia.a_stream(), jo.a_stream()

    with listening(nadia) as heard:
        jo.push_one(jo.set(other, a_note("None of hers.")))
        nadia.push_one(nadia.set(hers, a_note("Hers.")))

        assert heard.next() == Moved(hers, 1)


def test_f1_a_stream_that_is_given_or_taken_is_told(central: Central):
    jo, nadia = Wire(central), Wire(central)
    stream = jo.a_stream()
    family = allocated(central, jo, stream)
    jo.push_one(jo.set(stream, a_note("Rang Dana.")))

    with listening(nadia) as heard:
        give(central, nadia.user, family)
        given = heard.next()
        take(central, nadia.user, family)

        assert [given, heard.next()] == [Moved(stream, 1), Moved(stream, None)]


def test_whoever_comes_late_is_told_what_moved_just_before(central: Central):
    jo = Wire(central)
    stream = jo.a_stream()
    jo.push_one(jo.set(stream, a_note("Before anybody listened.")))

    with listening(jo) as heard:
        assert heard.next() == Moved(stream, 1)


def test_a_revoked_device_is_told_nothing_more(central: Central):
    jo = Wire(central)

    with listening(jo) as heard:
        central.run("revoke", jo.device)

        assert heard.next() is None
    assert problem(jo.get("/v1/events")).code == "revoked"


def test_of_one_device_the_newest_listener_is_told_alone(central: Central):
    jo = Wire(central)
    stream = jo.a_stream()

    with listening(jo) as first, listening(jo) as second:
        assert first.next() is None
        jo.push_one(jo.set(stream, a_note("Rang Dana.")))

        assert second.next() == Moved(stream, 1)


def test_only_whoever_signs_may_listen(central: Central):
    assert problem(central.http.get("/v1/events")).code == "signature"


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_told_to_stop_the_server_does_not_wait_for_listeners(a_central, workers: str):
    central: Central = a_central()
    central.launch("--workers", workers, "--drain", "600")
    jo = Wire(central)

    with listening(jo) as heard:
        central.process.send_signal(signal.SIGTERM)

        assert heard.next() is None
    assert central.process.wait(SECONDS) in (0, -signal.SIGTERM)


@pytest.mark.slow
def test_a_listener_at_one_worker_hears_what_another_took(a_central):
    central: Central = a_central()
    central.launch("--workers", "2")
    jo = Wire(central)
    stream = jo.a_stream()

    with listening(jo) as heard:
        for n in range(1, 9):
            with central.client() as jo.http:
                jo.push_one(jo.set(stream, a_note(f"Note {n}.")))

        told = heard.until(Moved(stream, 8))
        assert told[-1] == Moved(stream, 8)
