"""Trouble on the way: lines that break, double a request or hold an answer up, and a laptop that stops between two steps or statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import httpx
from sqlalchemy import event

from desktop.store.session import Store
from sync.engine.transport import Body, Signer, Transport


class Crash(Exception):
    """The laptop stopped here."""


class BreakingTransport(Transport):
    """Breaks at one request, before the server sees it or once its answer is on the way, and stays broken."""

    def __init__(self, server: str, signer: Signer, request: int, *, answered: bool) -> None:
        super().__init__(server, signer)
        self._request = request
        self._answered = answered

    def _send(self, method: str, path: str, body: Body, headers: dict[str, str]) -> httpx.Response:
        breaks = self.traffic.requests == self._request
        if self.traffic.requests > self._request or (breaks and not self._answered):
            raise httpx.ConnectError("cut")
        answer = super()._send(method, path, body, headers)
        if breaks:
            answer.close()
            raise httpx.ReadError("cut")
        return answer


class CrashingReplica:
    """A replica whose laptop stops before or after one of its steps."""

    def __init__(self, replica: Any, step: int, *, after: bool) -> None:
        self._replica = replica
        self._left = step
        self._after = after

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._replica, name)

        def step(*arguments: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Crash
            result = method(*arguments, **named)
            if self._left == 0:
                raise Crash
            return result

        return step


class DoublingTransport(Transport):
    """Sends one request twice; the first answer is lost."""

    def __init__(self, server: str, signer: Signer, request: int) -> None:
        super().__init__(server, signer)
        self._request = request

    def _send(self, method: str, path: str, body: Body, headers: dict[str, str]) -> httpx.Response:
        if self.traffic.requests == self._request:
            lost = super()._send(method, path, body, headers)
            lost.read()
            lost.close()
        return super()._send(method, path, body, headers)


class LateTransport(Transport):
    """One answer comes late: `meanwhile` happens after the server gave it and before it is here."""

    def __init__(self, server: str, signer: Signer, request: int, meanwhile: Callable[[], object]) -> None:
        super().__init__(server, signer)
        self._request = request
        self._meanwhile = meanwhile

    def _send(self, method: str, path: str, body: Body, headers: dict[str, str]) -> httpx.Response:
        is_late = self.traffic.requests == self._request
        answer = super()._send(method, path, body, headers)
        if is_late:
            self._meanwhile()
        return answer


@contextmanager
def stopping_at(store: Store, statement: int) -> Iterator[None]:
    """The laptop stops before this statement, or commit, of all that is done meanwhile."""
    left = count(statement - 1, -1)

    def stop(*_arguments: object) -> None:
        if next(left) == 0:
            raise Crash

    engine = store._database.writer
    for moment in ("before_cursor_execute", "commit"):
        event.listen(engine, moment, stop)
    try:
        yield
    finally:
        for moment in ("before_cursor_execute", "commit"):
            event.remove(engine, moment, stop)
