"""The line that laptops are measured on: it carries every byte, counts it, and breaks when it is told to."""

import socket
import threading
from collections.abc import Iterator

import pytest

from sync.server.serving import listen
from tests.bench.line import Carried, Ends, Line, Shape

pytestmark = pytest.mark.slow  # it is a process of its own


@pytest.fixture
def line() -> Iterator[Line]:
    """A line to something that says everything back."""
    listener = listen("127.0.0.1", 0)
    echo = threading.Thread(target=_echo, args=(listener,), daemon=True)
    echo.start()
    with Ends().joined(listener.getsockname()[1]) as line:
        yield line
    listener.close()


def _echo(listener: socket.socket) -> None:
    while True:
        try:
            end, _address = listener.accept()
        except OSError:
            return
        threading.Thread(target=_say_back, args=(end,), daemon=True).start()


def _say_back(end: socket.socket) -> None:
    try:
        while data := end.recv(65536):
            end.sendall(data)
    except ConnectionError:
        pass
    end.close()


def _called(line: Line) -> socket.socket:
    host, port = line.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)))


def _said(end: socket.socket, data: bytes) -> bytes:
    end.sendall(data)
    heard = b""
    while len(heard) < len(data):
        part = end.recv(65536)
        if not part:
            raise ConnectionResetError
        heard += part
    return heard


def _talk_on(end: socket.socket) -> None:
    while True:
        _said(end, b"and on")


def test_it_counts_what_it_carries_each_way(line: Line):
    words = bytes(range(256)) * 100

    with _called(line) as end:
        heard = _said(end, words)

    assert heard == words
    assert line.shape() == Carried(len(words), len(words))
    assert line.shape() == Carried(0, 0)


def test_a_cut_resets_whoever_talks_and_the_line_comes_back(line: Line):
    line.shape(Shape(cut_every=0.05, cut_for=0.05))

    with _called(line) as end, pytest.raises(ConnectionError):
        _talk_on(end)
    line.wait_until_up()
    line.shape()

    with _called(line) as end:
        assert _said(end, b"again") == b"again"
