"""A server that says whatever a test tells it to, on a real socket."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Said:
    """One answer. `cut` promises more bytes than come before the line ends."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    cut: bool = False


@dataclass
class Speaker:
    """Where it listens, the requests it heard: method, path and headers; and the connections that they came by."""

    url: str
    heard: list[tuple[str, str, dict[str, str]]]
    connections: set[tuple[str, int]]


Speak = Callable[..., Speaker]


@pytest.fixture
def speak() -> Iterator[Speak]:
    """Starts a server that gives these answers in turn, the last one for ever."""
    servers: list[ThreadingHTTPServer] = []

    def start(*answers: Said) -> Speaker:
        left = list(answers)
        heard: list[tuple[str, str, dict[str, str]]] = []
        connections: set[tuple[str, int]] = set()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                connections.add(self.client_address)
                heard.append((self.command, self.path, {name.lower(): value for name, value in self.headers.items()}))
                said = left.pop(0) if len(left) > 1 else left[0]
                self.send_response_only(said.status)  # dated as the test says, else not at all
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body) + 1000 * said.cut))
                self.end_headers()
                self.wfile.write(said.body)
                self.close_connection = said.cut

            do_POST = do_PATCH = do_GET  # noqa: N815  (the name that http.server looks for)

            def log_message(self, *_arguments: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return Speaker(f"http://127.0.0.1:{server.server_address[1]}", heard, connections)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
