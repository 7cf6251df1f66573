"""Lines to a server as they are in the country: cut after so many bytes, or gone silent, or led to somebody else's page.

    with Line() as line: ...        its `url` is one of the council's servers, its `port` where that listens
    line.cut(down=20_000)           from the next connection on

The bytes of both directions are counted, so that tests can say what was sent again.
"""

import contextlib
import selectors
import socket
import threading
from types import TracebackType
from typing import Self

_PIECE = 1400


class Line:
    """A way to a port on this machine. Nothing breaks on it until it is told to."""

    def __init__(self) -> None:
        self.port = 0
        self._limits: dict[str, int | None] = {}
        self._silent = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self.passed = {"up": 0, "down": 0}
        self.connections = 0

    def cut(self, *, up: int | None = None, down: int | None = None, silent: bool = False) -> None:
        """Break each later connection once so many bytes have passed up or down it; without a number, mend the line.

        With `silent` it does not break but says nothing more, as a half-open connection does.
        """
        self._limits, self._silent = {"up": up, "down": down}, silent

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _run(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]  # each is a method here
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(OSError):
                near, _ = self._listener.accept()
                self.connections += 1
                self._run(self._carry, near)

    def _carry(self, near: socket.socket) -> None:
        with near, socket.create_connection(("127.0.0.1", self.port)) as far, selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, ("up", far))
            ready.register(far, selectors.EVENT_READ, ("down", near))
            left = dict(self._limits)
            while not self._stop.is_set():
                for key, _ in ready.select(0.05):
                    direction, to = key.data
                    if not self._pass(key.fileobj, to, direction, left):
                        return

    def _pass(self, of: object, to: socket.socket, direction: str, left: dict[str, int | None]) -> bool:
        """Hand one piece on; False when the connection is over."""
        assert isinstance(of, socket.socket)
        with contextlib.suppress(ConnectionError):
            data = of.recv(_PIECE)
            limit = left.get(direction)
            if data and limit is not None and len(data) > limit:
                if self._silent:
                    return self._stop.wait()
                return False
            if data:
                left[direction] = None if limit is None else limit - len(data)
                self.passed[direction] += len(data)
                to.sendall(data)
                return True
        return False
