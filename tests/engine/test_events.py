"""Listening over lines that fall silent, break, are hung up, or speak of something else."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from sync.engine.errors import NotUnderstood, Offline, RequestRefused
from sync.engine.events import listen
from sync.engine.transport import Transport
from sync.protocol.events import HEARTBEAT, MEDIA_TYPE, Moved, event
from tests.engine.conftest import Said, Speak
from tests.engine.test_transport import a_signer, problem

OPEN = f"HTTP/1.1 200 OK\r\nContent-Type: {MEDIA_TYPE}; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
SEVENTEEN, TAKEN = Moved("one", 17), Moved("two", None)


def chunk(said: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(said), said)


hung_up = threading.Event()
"""Set when the other end of a line that goes on has gone."""


@pytest.fixture
def goes_on() -> Iterator[Callable[..., str]]:
    """Starts a server that says these pieces and then holds the line, in silence, for as long as somebody is there. Gives its address."""
    listeners, threads = [], []
    hung_up.clear()

    def start(*pieces: bytes) -> str:
        listener = socket.create_server(("127.0.0.1", 0))

        def speak() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(65536)
                line.sendall(OPEN + b"".join(map(chunk, pieces)))
                line.settimeout(30)
                if line.recv(1) == b"":
                    hung_up.set()

        threads.append(threading.Thread(target=speak))
        threads[-1].start()
        listeners.append(listener)
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for thread, listener in zip(threads, listeners, strict=True):
        thread.join()
        listener.close()


def heard(said: Said, speak: Speak) -> list[Moved]:
    with Transport(speak(said).url, a_signer()) as transport:
        return list(listen(transport))


def test_what_moves_is_told_as_it_comes(goes_on):
    with Transport(goes_on(HEARTBEAT, event(SEVENTEEN) + event(TAKEN)), a_signer()) as transport:
        moved = listen(transport)

        assert [next(moved), next(moved)] == [SEVENTEEN, TAKEN]


def test_an_event_that_comes_in_pieces_is_one(goes_on):
    said = event(SEVENTEEN)

    with Transport(goes_on(*(said[n : n + 1] for n in range(len(said)))), a_signer()) as transport:
        assert next(listen(transport)) == SEVENTEEN


def test_a_line_without_a_sign_of_life_is_offline(goes_on):
    with Transport(goes_on(HEARTBEAT), a_signer(), still=0.1) as transport, pytest.raises(Offline):
        next(listen(transport))


def test_hanging_up_from_another_thread_ends_a_silent_line_at_once(goes_on):
    with Transport(goes_on(event(SEVENTEEN)), a_signer(), still=600) as transport:
        heard = listen(transport)
        assert next(heard) == SEVENTEEN
        threading.Thread(target=transport.hang_up).start()

        with pytest.raises(Offline):
            next(heard)

        assert hung_up.wait(5)


def test_who_hung_up_before_the_answer_came_hears_nothing(goes_on):
    with Transport(goes_on(event(SEVENTEEN)), a_signer()) as transport:
        transport.hang_up()

        with pytest.raises(Offline):
            next(listen(transport))


def test_an_answer_that_ends_in_order_ends_the_listening(speak: Speak):
    assert heard(Said(HEARTBEAT + event(SEVENTEEN), headers={"Content-Type": MEDIA_TYPE}), speak) == [SEVENTEEN]


def test_an_answer_that_breaks_off_is_offline(speak: Speak):
    with pytest.raises(Offline):
        heard(Said(HEARTBEAT, headers={"Content-Type": MEDIA_TYPE}, cut=True), speak)


def test_what_a_later_server_adds_is_passed_over(speak: Speak):
    said = b'id: 7\nevent: greeting\ndata: {"hello":1}\n\nretry: 5\nevent: moved\ndata: {"stream":"one","revision":17,"x":1}\n\n'

    assert heard(Said(said, headers={"Content-Type": MEDIA_TYPE}), speak) == [SEVENTEEN]


@pytest.mark.parametrize(
    "said",
    [
        Said(b"<html>Please log in to Station Wi-Fi</html>", headers={"Content-Type": "text/html"}),
        Said(b"event: moved\ndata: {not json\n\n", headers={"Content-Type": MEDIA_TYPE}),
        Said(b"event: moved\n\n", headers={"Content-Type": MEDIA_TYPE}),
        Said(b"data: " + b"x" * (5 * 2**20), headers={"Content-Type": MEDIA_TYPE}),
    ],
    ids=["a captive portal", "no JSON", "nothing", "a line without an end"],
)
def test_what_is_not_of_this_protocol_is_not_understood(said: Said, speak: Speak):
    with pytest.raises(NotUnderstood):
        heard(said, speak)


def test_a_server_that_does_not_know_of_listening_refuses(speak: Speak):
    with pytest.raises(RequestRefused):
        heard(problem("not_found", 404), speak)
