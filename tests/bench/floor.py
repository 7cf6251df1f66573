"""The least that sending records can cost: their bytes in zstd, one request to a bare server, one encrypted transaction that can be searched."""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import uvicorn
import zstandard

from desktop.store.profile import open_connection
from sync.server.serving import listen
from tests.bench.figure import NotRight
from tests.bench.own_process import running

_ZSTD_LEVEL = 3
_HOST = "127.0.0.1"


class Floor:
    """A bare server, in a process of its own, with a kept connection; and an empty encrypted file."""

    def __init__(self, port: int, pid: int, file: Path) -> None:
        self.pid = pid
        self._client = httpx.Client(base_url=f"http://{_HOST}:{port}", trust_env=False)
        self._file = open_connection(file, os.urandom(32), create=True)
        self._file.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, text TEXT)")
        self._file.execute("CREATE VIRTUAL TABLE word USING fts5 (text)")
        self._ids = count(1)
        self.ask()

    def move(self, documents: Sequence[bytes]) -> None:
        """Bytes there and one durable, searchable transaction here. Which of the two is first makes no difference."""
        answer = self._client.post("/", content=packed(documents))
        self._file.execute("BEGIN IMMEDIATE")
        for document in documents:
            row = (next(self._ids), document.decode())
            self._file.execute("INSERT INTO document VALUES (?, ?)", row)
            self._file.execute("INSERT INTO word (rowid, text) VALUES (?, ?)", row)
        self._file.execute("COMMIT")
        if int(answer.content) != sum(map(len, documents)) + len(documents) - 1:
            raise NotRight

    def ask(self) -> None:
        """A question without an answer."""
        self._client.get("/")

    def close(self) -> None:
        """Let go of both."""
        self._client.close()
        self._file.close()


def packed(documents: Sequence[bytes]) -> bytes:
    """As they travel."""
    return zstandard.compress(b"\n".join(documents), _ZSTD_LEVEL)


@contextmanager
def a_floor(folder: Path) -> Iterator[Floor]:
    """One whose file lies in this folder."""
    listener = listen(_HOST, 0)
    with running(_serve, listener) as pid:
        floor = Floor(listener.getsockname()[1], pid, folder / "floor.db")
        try:
            yield floor
        finally:
            floor.close()


def _serve(listener: socket.socket) -> None:
    uvicorn.Server(uvicorn.Config(_bare, log_config=None, access_log=False)).run([listener])


async def _bare(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Unpacks what it is sent, and answers how long that was."""
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    text = zstandard.decompress(body) if body else b""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": str(len(text)).encode()})
