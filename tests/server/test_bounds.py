"""What one request can make the server do is bounded (F16): bombs, long lines, deep values, bodies too large, damaged ones."""

import gzip
import socket
import zlib
from functools import cache
from http.client import HTTPConnection
from pathlib import Path

import msgspec
import pytest
import zstandard
from msgspec import Raw

from sync.protocol import codec, limits
from sync.protocol.messages import Set
from tests.support.files import Files, named
from tests.support.wire import Wire, a_note, as_line, problem, verdicts_of

MEMORY = 64 * 2**20
SLOW = 64


@pytest.fixture(scope="module")
def jo(central) -> Wire:
    return Wire(central)


def memory(pid: int) -> int:
    """The most that a process ever held, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


@cache
def bomb(encoding: str) -> bytes:
    """Many times what a body may unfold to, in little."""
    zeros = bytes(2**20)
    if encoding == "gzip":
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        return b"".join(packer.compress(zeros) for _ in range(512)) + packer.flush()
    made = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join(made.compress(zeros) for _ in range(512)) + made.flush()


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_a_bomb_is_refused_in_little_memory(jo, encoding):
    jo.manifest()
    before = memory(jo.central.pid)

    answer = jo.post("/v1/push", bomb(encoding), content_encoding=encoding)

    assert problem(answer).code == "too_large"
    assert memory(jo.central.pid) - before < MEMORY


@pytest.mark.slow
def test_the_largest_file_goes_and_comes_in_little_memory(central):
    jo = Files(central)
    content = bytes(limits.BLOB_PIECE_BYTES) * (limits.BLOB_BYTES // limits.BLOB_PIECE_BYTES)
    name = named(jo.a_stream(), content)
    before = memory(jo.central.pid)

    for at in range(0, len(content), limits.BLOB_PIECE_BYTES):
        end = at + limits.BLOB_PIECE_BYTES
        assert jo.append(name, at, content[at:end], last=end == len(content)).status_code == 204

    assert jo.ask("GET", name).content == content
    assert memory(jo.central.pid) - before < MEMORY


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
@pytest.mark.parametrize("outer", ["zstd", "gzip"])
def test_a_bomb_within_a_bomb_is_refused_in_little_memory(jo, encoding, outer):
    jo.manifest()
    before = memory(jo.central.pid)
    nested = gzip.compress(bomb(encoding)) if outer == "gzip" else zstandard.compress(bomb(encoding))

    for said in (outer, f"{encoding}, {outer}"):
        answer = jo.post("/v1/push", nested, content_encoding=said)
        assert problem(answer).code in ("encoding", "malformed", "too_large")

    assert memory(jo.central.pid) - before < MEMORY


@pytest.mark.slow
def test_bodies_that_come_a_little_at_a_time_hold_up_nobody_and_little_memory(jo):
    """F16: so many lines that are never ended, each within its limits."""
    jo.manifest()
    before, lines = memory(jo.central.pid), list[socket.socket]()
    piece = b"x" * 2**16
    for _ in range(SLOW):
        lines.append(socket.create_connection(("127.0.0.1", jo.central.port)))
        headers = jo.signed("POST", "/v1/push") | {
            "host": f"127.0.0.1:{jo.central.port}",
            "transfer-encoding": "chunked",
            "content-type": codec.LINES,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        lines[-1].sendall(f"POST /v1/push HTTP/1.1\r\n{head}\r\n".encode())
        for _ in range(4):
            lines[-1].sendall(b"%x\r\n%s\r\n" % (len(piece), piece))

    assert jo.get("/v1/manifest").status_code == 200
    assert memory(jo.central.pid) - before < MEMORY
    for line in lines:
        line.close()
    assert jo.get("/v1/manifest").status_code == 200


def test_a_zstd_stream_that_wants_a_huge_window_is_refused(jo):
    wide = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=27)).compressobj()
    body = wide.compress(bytes(1000)) + wide.flush()

    assert problem(jo.post("/v1/push", body, content_encoding="zstd")).code == "encoding"


@pytest.mark.parametrize("depth", [40, 100_000])
def test_a_value_that_nests_too_deep_is_refused(jo, depth):
    stream = jo.a_stream()
    line = bytes(jo.set(stream, a_note("DEEP")).set).replace(b'"DEEP"', b"[" * depth + b"]" * depth)

    answer = jo.ask_push(Set(Raw(line)))

    if answer.status_code == 200:
        assert [verdict.code for verdict in verdicts_of(answer)] == ["not_canonical"]
    else:
        assert problem(answer).code == "malformed"


def test_a_body_that_is_too_large_is_refused_before_it_is_read(jo):
    line = HTTPConnection("127.0.0.1", jo.central.port)
    line.request("POST", "/v1/pull", headers={"Content-Length": str(limits.BODY_BYTES + 1)})

    answer = line.getresponse()

    assert (answer.status, msgspec.json.decode(answer.read())["code"]) == (413, "too_large")
    line.close()


def test_a_line_that_is_too_long_is_refused(jo):
    body = b"".join(codec.pack([b"x" * (limits.LINE_BYTES + 2)], "zstd"))

    assert problem(jo.post("/v1/push", body, content_encoding="zstd")).code == "too_large"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(b"not zstd", "zstd", id="not zstd"),
        pytest.param(b"not gzip", "gzip", id="not gzip"),
        pytest.param(gzip.compress(b"")[:-6], "gzip", id="cut"),
        pytest.param(b'{"t":"new"', "identity", id="an unfinished line"),
        pytest.param(b"{}\n", "br", id="an encoding that nobody speaks"),
    ],
)
def test_a_body_that_is_not_what_it_is_said_to_be_is_refused(jo, body, encoding):
    assert problem(jo.post("/v1/push", body, content_encoding=encoding)).code == "encoding"


@pytest.mark.parametrize(
    "line", [b"", b"null", b"[]", b'{"t":"other"}', b'{"t":"set"}', b'{"t":"set","set":{"head":{}}}', b"\xff"]
)
def test_a_line_that_says_nothing_is_named(jo, line):
    detail = problem(jo.post("/v1/push", line + b"\n"))

    assert (detail.code, detail.line) == ("malformed", 1)


def test_a_push_of_nothing_is_answered_with_nothing(jo):
    assert jo.push() == []


def test_a_record_too_large_for_a_field_is_refused_by_name(jo):
    stream = jo.a_stream()
    line = as_line(jo.sealed(jo.head(stream), a_note("x" * 70_000)))

    verdict = jo.push_one(line)

    assert (verdict.outcome, verdict.code, verdict.path) == ("refused", "too_long", "note.text")
