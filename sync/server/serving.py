"""Runs the application on a socket, in one process or several, until it is told to stop (SIGTERM or SIGINT).

Then nothing new is taken, and requests under way are finished, for as long as `drain` says; a laptop whose request was cut off loses
nothing and asks again.
"""

import gc
import os
import socket
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from sync.server import logs
from sync.server.opening import Settings, open_councils

_BACKLOG = 1024


@dataclass(frozen=True)
class Running:
    """How the processes are run."""

    workers: int = 1
    drain: int = 30
    """Seconds."""
    watch: int | None = None
    """The loopback port of health and metrics."""
    proxies: str = "127.0.0.1"
    """Addresses, with commas, of proxies whose word about where a request came from is taken."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Requests wait in it from now on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


def serve(settings: Settings, running: Running, listener: socket.socket, port_file: Path | None) -> None:
    """Answer until told to stop. `port_file` is written at once, whole.

    Raises:
        NoCouncil, WrongSchema, UnsafeLogin, UnknownCouncil, NoKey: there is nothing to answer for.
    """
    with ExitStack() as opened:
        councils = open_councils(settings, opened)
        # Workers add up what they count in files here; the library reads the variable as it is imported.
        counted = opened.enter_context(tempfile.TemporaryDirectory(prefix="doorstep-central-"))
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counted
        config = uvicorn.Config(
            partial(_application, settings),
            factory=True,
            workers=running.workers,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=running.drain,
            forwarded_allow_ips=running.proxies,
        )
        runner = _Workers(config, [listener]) if running.workers > 1 else _Alone(config, listener)
        if running.watch is not None:
            from sync.server.readiness import Readiness
            from sync.server.watching import watch

            ready = Readiness(councils, listener.getsockname()[:2], lambda: runner.is_leaving)
            opened.enter_context(watch(running.watch, ready.holds))
        if port_file is not None:
            fresh = port_file.with_name(port_file.name + ".new")
            fresh.write_text(f"{listener.getsockname()[1]}\n")
            fresh.replace(port_file)
        runner.run()


class _Alone:
    """This process answers by itself."""

    def __init__(self, config: uvicorn.Config, listener: socket.socket) -> None:
        self._server = uvicorn.Server(config)
        self._listener = listener

    @property
    def is_leaving(self) -> bool:
        return self._server.should_exit

    def run(self) -> None:
        self._server.run([self._listener])


class _Workers(Multiprocess):
    """Workers that share the listening socket; one that dies is replaced."""

    @property
    def is_leaving(self) -> bool:
        return self.should_exit.is_set()

    def terminate_all(self) -> None:
        for listener in self.sockets:
            listener.close()  # or new requests would wait in it for workers that take none
        super().terminate_all()


def _application(settings: Settings) -> object:
    """What a worker runs, until its process ends."""
    from sync.server.app import application
    from sync.server.observing import Observed

    logs.configure()
    app = Observed(application(open_councils(settings, ExitStack()), settings.quotas))
    gc.collect()
    gc.freeze()  # what is there by now stays: a collection in the middle of a page need not look at it again
    return app
