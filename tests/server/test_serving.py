"""How the server is run: several workers on one port, told to stop, watched, and reading from a replica."""

import os
import signal
import socket
import subprocess
import threading
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, make_url, text

from sync.protocol import codec
from tests.support.central import Central, free_port
from tests.support.wire import Wire, a_note, an_id

TRIES = 1_000_000


@pytest.fixture
def council(a_central) -> Central:
    made: Central = a_central()
    return made


def look(port: int, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False, timeout=30)


def counted(port: int, start: str) -> float:
    """The sum of all of a metric's lines that begin so."""
    lines = look(port, "/metrics").text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(start))


def children(pid: int) -> list[int]:
    """The processes that a process started, but for the one that keeps track of shared memory."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed if "spawn_main" in command_of(child)]


def both_workers(pid: int, gone: int = 0) -> list[int]:
    """Two of them, and none that is gone, as soon as they are there."""
    for _ in range(TRIES):
        now = children(pid)
        if len(now) == 2 and gone not in now:
            return now
    raise AssertionError


def command_of(pid: str) -> str:
    """How a process was started; nothing if it has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def is_refused(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.slow
def test_workers_share_a_port_and_what_they_counted_is_added_up(council):
    watch = free_port()
    council.launch("--workers", "2", "--watch", str(watch))
    jo = Wire(council)
    before = counted(watch, "doorstep_requests_total")

    asked = [threading.Thread(target=jo.manifest) for _ in range(20)]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join()

    assert len(children(council.pid)) == 2
    assert counted(watch, "doorstep_requests_total") - before == 20
    assert counted(watch, 'doorstep_request_seconds_count{route="/v1/manifest"}') == 20


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced_and_nothing_is_lost(council):
    council.launch("--workers", "2")
    jo = Wire(council)
    stream = jo.a_stream()
    first = both_workers(council.pid)
    assert jo.push_one(jo.set(stream, a_note("Kept."))).outcome == "applied"

    os.kill(first[0], signal.SIGKILL)
    both_workers(council.pid, gone=first[0])

    jo.http = council.client()
    assert jo.manifest().streams[0].revision == 1
    jo.http.close()


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_told_to_stop_it_finishes_what_is_under_way_and_takes_nothing_new(council, workers):
    council.launch("--workers", workers)
    jo = Wire(council)
    stream = jo.a_stream()
    council.http.close()
    page = bytes(jo.set(stream, a_note("Under way.")).set)
    body = b"".join(codec.pack([b'{"t":"set","set":' + page + b"}\n"], codec.ZSTD))
    headers = jo.signed("POST", "/v1/push", body) | {"content-encoding": codec.ZSTD, "content-length": str(len(body))}
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    with socket.create_connection(("127.0.0.1", council.port)) as line:
        line.sendall(f"POST /v1/push HTTP/1.1\r\nhost: 127.0.0.1:{council.port}\r\n{told}\r\n".encode() + body[:40])
        await_taken(council)
        council.process.send_signal(signal.SIGTERM)
        refused = any(is_refused(council.port) for _ in range(TRIES))
        line.sendall(body[40:])
        answer = line.makefile("rb").read()

    assert refused
    assert answer.startswith(b"HTTP/1.1 200")
    assert council.process.wait(30) in (0, -signal.SIGTERM)
    council.launch()
    council.http = jo.http = council.client()
    assert jo.manifest().streams[0].revision == 1


@pytest.mark.slow
def test_it_waits_no_longer_than_it_was_told_to(council):
    council.launch("--drain", "1")
    council.http.close()

    with socket.create_connection(("127.0.0.1", council.port)) as line:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf")
        await_taken(council)
        council.process.send_signal(signal.SIGTERM)

        assert council.process.wait(30) in (0, -signal.SIGTERM)


def await_taken(council: Central) -> None:
    """Until the server has taken up every connection made so far: they are accepted in order."""
    for _ in range(4):
        assert httpx.get(f"{council.url}/health", trust_env=False, timeout=30).status_code == 200


@pytest.mark.slow
def test_it_is_live_and_ready_and_no_longer_ready_when_the_database_is_gone(postgres, tmp_path):
    council, watch = Central(tmp_path, postgres.database()), free_port()
    council.launch("--watch", str(watch))
    await_taken(council)
    assert [look(watch, path).status_code for path in ("/live", "/ready", "/elsewhere")] == [200, 200, 404]

    name = make_url(council.database_url).database
    engine = create_engine(postgres.database().replace("postgresql", "postgresql+psycopg"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()

    assert [look(watch, path).status_code for path in ("/live", "/ready")] == [200, 503]
    council.stop()


@pytest.mark.slow
def test_metrics_are_for_this_machine_alone(council):
    watch = free_port()
    council.launch("--watch", str(watch))
    listening = subprocess.run(["cat", "/proc/net/tcp"], capture_output=True, text=True, check=True).stdout

    assert f"0100007F:{watch:04X}" in listening
    assert f"00000000:{watch:04X}" not in listening
    assert council.http.get("/metrics").status_code == 404


@pytest.mark.slow
def test_pulls_are_read_from_a_replica_unless_it_lags_behind(council, tmp_path):
    """The replica here says other words, so that one sees who spoke."""
    council.launch()
    jo = Wire(council)
    stream, note = jo.a_stream(), an_id()
    jo.push(jo.set(stream, a_note("As the database has it.", note)))
    council.run("backup", str(tmp_path / "copy.db"))
    engine = create_engine(f"sqlite:///{tmp_path}/copy.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE record SET fields = replace(fields, 'the database', 'a replica')"))
    engine.dispose()
    council.stop()
    council.launch("--replica", f"sqlite:///{tmp_path}/copy.db")
    council.http = jo.http = council.client()

    whole = str(jo.pull(stream))
    jo.push(jo.set(stream, a_note("And more.")))
    ahead = str(jo.pull(stream))

    assert "As a replica has it." in whole
    assert "As the database has it." in ahead
    assert "And more." in ahead
