"""What a hostile server can make a laptop hold (F16): typed errors, in little memory, whatever comes."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_server, socket

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.engine.errors import NotUnderstood
from sync.engine.pull import pull
from sync.engine.transport import Transport
from sync.protocol import codec
from sync.protocol.messages import Have, Manifest, StreamHead
from sync.protocol.trouble import Trouble
from tests.engine.conftest import Said, Speak
from tests.engine.test_transport import a_signer
from tests.support.schemas import ANYTHING

MEMORY = 64 * 2**20
MEBIBYTE = b"x" * 2**20

pytestmark = pytest.mark.slow


@contextlib.contextmanager
def within(most: int) -> Iterator[None]:
    """This process holds at no time more than so many bytes above what it holds now."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _memory("VmRSS:")
    yield
    assert _memory("VmHWM:") - before < most


def _memory(which: str) -> int:
    return int(Path("/proc/self/status").read_text().partition(which)[2].split()[0]) * 1024


@contextlib.contextmanager
def endless(kind: str, encoding: str, piece: bytes) -> Iterator[str]:
    """A server whose one answer has no end. Its URL."""
    with create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_speak_for_ever, args=(listener, kind, encoding, piece))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


def _speak_for_ever(listener: socket, kind: str, encoding: str, piece: bytes) -> None:
    line, _ = listener.accept()
    with line, contextlib.suppress(OSError):
        line.recv(2**16)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
        line.sendall(head.encode())
        while True:
            line.sendall(piece)


def ask_manifest(url: str) -> None:
    with Transport(url, a_signer()) as transport:
        transport.get("/v1/manifest", Manifest)


def ask_lines(url: str) -> None:
    with Transport(url, a_signer()) as transport, transport.post_for_lines("/v1/pull", {}) as lines:
        for _line in lines:
            pass


@pytest.mark.parametrize(
    ("ask", "kind", "encoding", "piece"),
    [
        pytest.param(ask_manifest, "application/json", "identity", MEBIBYTE, id="an endless object"),
        pytest.param(ask_manifest, "application/json", "zstd", zstandard.compress(MEBIBYTE), id="endless frames"),
        pytest.param(ask_lines, codec.LINES, "identity", MEBIBYTE, id="an endless line"),
        pytest.param(ask_lines, codec.LINES, "identity", MEBIBYTE + b"\n", id="endless lines"),
    ],
)
def test_an_answer_without_end_is_given_up_in_little_memory(
    ask: Callable[[str], None], kind: str, encoding: str, piece: bytes
):
    with endless(kind, encoding, piece) as url, within(MEMORY), pytest.raises(NotUnderstood):
        ask(url)


@pytest.mark.parametrize("kind", ["application/json", codec.LINES])
def test_a_bomb_is_not_unfolded_in_memory(speak: Speak, kind: str):
    packer = zstandard.ZstdCompressor().compressobj()
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(512)) + packer.flush()
    said = Said(bomb, headers={"Content-Type": kind, "Content-Encoding": "zstd"})

    with within(MEMORY), pytest.raises(NotUnderstood):
        (ask_manifest if kind == "application/json" else ask_lines)(speak(said).url)


def test_lines_of_any_kind_are_taken_or_give_a_typed_error(speak: Speak):
    """Whatever a line says, no other error than those of `sync.engine.errors` comes out of a pull."""

    class Taking:
        """Takes every page."""

        def devices(self) -> list[int]:
            """None is known."""
            return []

        def take(self, page: object) -> int:
            """Keep nothing."""
            return 0

    head = StreamHead("f", "team", 3, "told")
    manifest = Manifest(1, "e", "0", [head])

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(st.lists(st.binary(max_size=40) | ANYTHING.map(_line), max_size=4))
    def whatever(lines: list[bytes]) -> None:
        body = b"".join(line.replace(b"\n", b"") + b"\n" for line in lines)
        url = speak(Said(body, headers={"Content-Type": codec.LINES})).url
        with Transport(url, a_signer()) as transport, contextlib.suppress(Trouble):
            pull(Taking(), transport, manifest, [Have(head.stream, 0)], lambda _lines, _whole: None)  # type: ignore[arg-type]  # all it is asked

    whatever()


def _line(value: object) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")
