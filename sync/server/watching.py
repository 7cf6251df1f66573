"""Health and metrics for whoever runs the server, on a port that only this machine reaches.

/live      200 while the process runs
/ready     200 while requests sent here would be answered (`sync.server.readiness`), else 503
/metrics   what all workers have counted, for Prometheus
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.multiprocess import MultiProcessCollector

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def watch(port: int, is_ready: Callable[[], bool]) -> Iterator[int]:
    """Answer on the loopback interface for as long as the block lasts. Gives the port."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library is not typed
    metrics: WSGIApplication = make_wsgi_app(registry)

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        match environ["PATH_INFO"]:
            case "/metrics":
                return metrics(environ, start)
            case "/live":
                return _say(start, "200 OK")
            case "/ready":
                return _say(start, "200 OK" if is_ready() else "503 Service Unavailable")
            case _:
                return _say(start, "404 Not Found")

    with make_server("127.0.0.1", port, answer, WSGIServer, _Silent) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class _Silent(WSGIRequestHandler):
    timeout = 10  # seconds; who connects and says nothing holds up nobody

    def log_message(self, *_arguments: object) -> None:
        """Whoever watches is of no interest."""


def _say(start: "StartResponse", status: str) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [status.encode() + b"\n"]
