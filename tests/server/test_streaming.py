"""A push is judged page by page while it is still arriving, and what was judged stands, however the rest ends (S6, F16)."""

from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection

import msgspec
import pytest

from sync.protocol import codec
from sync.protocol.messages import PushLine, Verdict
from sync.protocol.problems import ProblemDetail
from tests.support.wire import Wire, a_note

TRIES = 2_000


class Sending:
    """A push under way: pages of it are sent one by one."""

    def __init__(self, wire: Wire) -> None:
        self._line = HTTPConnection("127.0.0.1", wire.central.port, timeout=30)
        self._line.putrequest("POST", "/v1/push")
        named = {"Transfer-Encoding": "chunked", "Content-Encoding": codec.ZSTD, "Accept-Encoding": "identity"}
        for name, value in (wire.signed("POST", "/v1/push") | named).items():
            self._line.putheader(name, value)
        self._line.endheaders()
        self._pages = codec.pack(self._made(), codec.ZSTD)
        self._next = b""

    def page(self, *lines: PushLine) -> None:
        """Send these lines, so that they can be read at once."""
        self._next = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        self._chunk(next(self._pages))

    def end(self) -> bytes:
        """The answer to the whole."""
        self._next = b""
        for piece in self._pages:
            self._chunk(piece)
        self._line.send(b"0\r\n\r\n")
        return self._line.getresponse().read()

    def close(self) -> None:
        """Break the line, if it is not at its end."""
        self._line.close()

    def _made(self) -> Iterator[bytes]:
        while self._next:
            yield self._next

    def _chunk(self, data: bytes) -> None:
        if data:
            self._line.send(b"%x\r\n%s\r\n" % (len(data), data))


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def sending(jo) -> Iterator[Sending]:
    with closing(Sending(jo)) as push:
        yield push


def reaches(jo: Wire, stream: str, revision: int) -> bool:
    """Whether the stream comes to this revision."""
    return any(
        head.stream == stream and head.revision == revision for _ in range(TRIES) for head in jo.manifest().streams
    )


def notes(jo: Wire, stream: str, count: int) -> list[PushLine]:
    return [jo.set(stream, a_note(f"Note {number}.")) for number in range(count)]


def test_a_page_is_committed_before_the_next_has_come(jo, sending: Sending):
    stream = jo.a_stream()
    sending.page(*notes(jo, stream, 50))

    assert reaches(jo, stream, 50)

    sending.page(*notes(jo, stream, 3))
    verdicts = [msgspec.json.decode(line, type=Verdict) for line in sending.end().splitlines()[1:]]
    assert [verdict.revision for verdict in verdicts] == [*range(1, 54)]


def test_what_came_before_the_line_broke_is_judged(jo, sending: Sending):
    stream = jo.a_stream()
    sending.page(*notes(jo, stream, 53))
    assert reaches(jo, stream, 50)

    sending.close()

    assert reaches(jo, stream, 53)


def test_f16_a_device_that_is_revoked_while_it_sends_is_not_listened_to_any_longer(jo, sending: Sending):
    stream = jo.a_stream()
    sending.page(*notes(jo, stream, 50))
    assert reaches(jo, stream, 50)

    jo.central.run("revoke", jo.device)
    sending.page(*notes(jo, stream, 3))

    assert msgspec.json.decode(sending.end(), type=ProblemDetail).code == "revoked"
    with jo.central.session() as connection:
        found = connection.exec_driver_sql(f"SELECT revision FROM stream WHERE stream = '{stream}'")
        assert found.scalar_one() == 50


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda jo, stream: [], id="nothing"),
        pytest.param(lambda jo, stream: [jo.set(stream, a_note(""), author="sam")], id="a set that is refused"),
    ],
)
def test_a_stream_that_is_only_announced_leaves_no_trace(jo, wrong: Callable[[Wire, str], list[PushLine]]):
    stream, begins = jo.begin()

    jo.push(begins, *wrong(jo, stream))

    assert jo.manifest().streams == []
    with jo.central.session() as connection:
        found = connection.exec_driver_sql(f"SELECT count(*) FROM member WHERE family = '{begins.family}'")
        assert found.scalar_one() == 0


def test_a_stream_announced_in_one_page_may_begin_in_a_later_one(jo):
    stream, begins = jo.begin()
    other = jo.a_stream()

    verdicts = jo.push(begins, *notes(jo, other, 60), jo.set(stream, a_note("First.")))

    assert verdicts[-1].revision == 1
