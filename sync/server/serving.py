"""Runs the application on a socket until it is told to stop."""

import socket
from pathlib import Path

import uvicorn
from litestar import Litestar

_BACKLOG = 128


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Requests wait in it from now on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(_BACKLOG)
    return listener


def serve(application: Litestar, listener: socket.socket, port_file: Path | None) -> None:
    """Answer until SIGTERM or SIGINT; requests under way are finished. `port_file` is written at once, whole."""
    if port_file is not None:
        fresh = port_file.with_name(port_file.name + ".new")
        fresh.write_text(f"{listener.getsockname()[1]}\n")
        fresh.replace(port_file)
    config = uvicorn.Config(application, log_config=None, access_log=False, server_header=False, timeout_keep_alive=75)
    uvicorn.Server(config).run([listener])
