"""What a laptop makes of lines that break, and of servers that are slow, elsewhere, insane or hostile."""

import json
import os
import socket
import threading

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.engine.errors import (
    Busy,
    DeviceRevoked,
    InsecureAddress,
    NotUnderstood,
    Offline,
    RequestRefused,
    ServerTrouble,
)
from sync.engine.transport import OBJECT_BYTES, Signer, Transport
from sync.protocol import codec
from sync.protocol.blobs import COMPLETE, OFFSET, YES, BlobName
from sync.protocol.messages import Enrolled, Manifest
from sync.protocol.problems import MEDIA_TYPE
from tests.engine.conftest import Said, Speak

HERE = 1_790_000_000.0
"""What the laptop's clock says."""


def a_signer() -> Signer:
    return Signer("AZLWxkYhf9CzRk5h0c1JhQ", Ed25519PrivateKey.generate(), lambda: HERE, os.urandom)


def problem(code: str, status: int, **more: object) -> Said:
    body = {"type": f"urn:doorstep:problem:{code}", "title": "x", "status": status, "code": code} | more
    return Said(json.dumps(body).encode(), status, {"Content-Type": MEDIA_TYPE})


def manifest_of(said: Said, speak: Speak) -> Manifest | None:
    with Transport(speak(said).url, a_signer()) as transport:
        return transport.get("/v1/manifest", Manifest)[0]


def lines_of(said: Said, speak: Speak) -> list[bytes]:
    with Transport(speak(said).url, a_signer()) as transport, transport.post_for_lines("/v1/pull", {}) as lines:
        return list(lines)


def test_nobody_listening_is_offline():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

    with Transport(url) as transport, pytest.raises(Offline):
        transport.get("/v1/manifest", Manifest)


def test_a_body_is_not_made_far_ahead_of_a_line_that_does_not_take_it():
    pages = [os.urandom(2**16) for _ in range(64)]
    with (
        socket.create_server(("127.0.0.1", 0)) as deaf,
        Transport(f"http://127.0.0.1:{deaf.getsockname()[1]}", still=0.1) as transport,
        pytest.raises(Offline),
        transport.post_pages("/v1/push", lambda: pages),
    ):
        pass

    assert 0 < transport.traffic.sent < 2**20


def test_an_answer_that_breaks_off_is_offline(speak: Speak):
    with pytest.raises(Offline):
        manifest_of(Said(b'{"v":1', cut=True), speak)


@pytest.mark.parametrize(
    "said",
    [
        Said(b"<html>Please log in to Station Wi-Fi</html>", headers={"Content-Type": "text/html"}),
        Said(b"{not json"),
        Said(b'{"v":"one"}'),
        Said(b"[" * 100_000),
        Said(b"\xff\xfe"),
        Said(b"", 204),
        Said(b"", 302, {"Location": "http://127.0.0.1:1/elsewhere"}),
        Said(b"denied", 403, {"Content-Type": "text/plain"}),
        Said(b" " * (OBJECT_BYTES + 1)),
    ],
    ids=[
        "a captive portal",
        "no JSON",
        "a wrong type",
        "too deep",
        "no text",
        "nothing",
        "elsewhere",
        "a proxy",
        "too long",
    ],
)
def test_an_answer_of_another_protocol_is_not_understood(said: Said, speak: Speak):
    with pytest.raises(NotUnderstood):
        manifest_of(said, speak)


def test_what_is_not_http_is_not_understood():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=speak_ssh, args=(listener,))
        thread.start()
        with Transport(f"http://127.0.0.1:{listener.getsockname()[1]}") as transport, pytest.raises(NotUnderstood):
            transport.get("/v1/manifest", Manifest)
        thread.join()


def speak_ssh(listener: socket.socket) -> None:
    line, _ = listener.accept()
    with line:
        line.recv(4096)
        line.sendall(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


@pytest.mark.parametrize(("code", "status"), [("unavailable", 503), ("fault", 500)])
def test_a_server_that_cannot_answer_now_says_so(code: str, status: int, speak: Speak):
    with pytest.raises(ServerTrouble) as caught:
        manifest_of(problem(code, status), speak)

    assert caught.value.status == status


def test_a_server_that_is_busy_says_when_to_come_again(speak: Speak):
    with pytest.raises(Busy) as caught:
        manifest_of(problem("busy", 429, retry_after=17), speak)

    assert caught.value.seconds == 17


def test_a_gateway_without_its_server_is_server_trouble(speak: Speak):
    with pytest.raises(ServerTrouble):
        manifest_of(Said(b"<h1>Bad Gateway</h1>", 502, {"Content-Type": "text/html"}), speak)


def test_a_revoked_laptop_is_told_apart(speak: Speak):
    with pytest.raises(DeviceRevoked):
        manifest_of(problem("revoked", 403), speak)


def test_a_problem_of_a_later_server_keeps_its_code(speak: Speak):
    with pytest.raises(RequestRefused) as caught:
        manifest_of(problem("unheard_of", 400), speak)

    assert caught.value.reason == "unheard_of"


def test_one_connection_serves_for_all_requests_those_with_an_empty_answer_too(speak: Speak):
    kept = Said(b"", 204, {OFFSET: "4", COMPLETE: YES})
    server = speak(Said(b"", 304, {}), Said(b"", 304, {}), kept, Said(b'{"number":7}'))

    with Transport(server.url, a_signer()) as transport:
        transport.get("/v1/manifest", Manifest, "1")
        transport.get("/v1/manifest", Manifest, "1")
        transport.append(BlobName("S" * 22, "0" * 64), b"four", 0, last=True)
        transport.post("/v1/x", {}, Enrolled)

    assert len(server.connections) == 1


def test_a_clock_that_is_off_is_learnt_and_the_request_signed_again_once(speak: Speak):
    server = speak(problem("clock", 401, server_time=int(HERE) + 7200), Said(b'{"number":7}'))

    with Transport(server.url, a_signer()) as transport:
        enrolled = transport.post("/v1/x", {}, Enrolled)

    assert enrolled.number == 7
    assert transport.clock_offset == 7200
    created = [f"created={int(HERE)}", f"created={int(HERE) + 7200}"]
    assert [
        mark in headers["signature-input"] for mark, (_, _, headers) in zip(created, server.heard, strict=True)
    ] == [True, True]


@pytest.mark.parametrize(
    ("date", "seen"),
    [("Mon, 21 Sep 2026 14:17:20 GMT", 240.0), ("Mon, 21 Sep 2026 14:13:20 GMT", 0.0), ("soon", 0.0), ("", 0.0)],
)
def test_a_clock_that_is_a_little_off_is_seen_and_changes_nothing(speak: Speak, date: str, seen: float):
    """Within five minutes no server minds, and people are told all the same."""
    server = speak(Said(b'{"number":7}', headers={"Content-Type": "application/json", "Date": date}))

    with Transport(server.url, a_signer()) as transport:
        transport.post("/v1/x", {}, Enrolled)
        transport.post("/v1/x", {}, Enrolled)

    assert (transport.clock_seen, transport.clock_offset) == (seen, 0.0)
    assert all(f"created={int(HERE)}" in headers["signature-input"] for _, _, headers in server.heard)


def test_a_clock_that_is_never_right_is_refused_not_asked_for_ever(speak: Speak):
    server = speak(problem("clock", 401, server_time=5))

    with Transport(server.url, a_signer()) as transport, pytest.raises(RequestRefused):
        transport.get("/v1/manifest", Manifest)

    assert len(server.heard) == 2


def test_a_bomb_of_lines_is_not_unfolded(speak: Speak):
    bomb = zstandard.ZstdCompressor().compress(b"0" * 50_000_000)

    with pytest.raises(NotUnderstood):
        lines_of(Said(bomb, headers={"Content-Type": codec.LINES, "Content-Encoding": "zstd"}), speak)


def test_damaged_lines_are_not_understood(speak: Speak):
    with pytest.raises(NotUnderstood):
        lines_of(Said(b"nonsense", headers={"Content-Type": codec.LINES, "Content-Encoding": "zstd"}), speak)


def test_nothing_of_the_environment_is_asked_for_a_proxy(speak: Speak, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

    assert manifest_of(Said(b'{"v":1,"epoch":"e","minimum":"0","streams":[]}'), speak) is not None


@pytest.mark.parametrize("url", ["http://central.example.org", "ftp://127.0.0.1", "central.example.org"])
def test_nothing_is_sent_in_the_clear_but_to_this_machine(url: str):
    with pytest.raises(InsecureAddress):
        Transport(url)
