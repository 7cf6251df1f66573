"""Trouble on the way: lines that break before a request or after it was answered, and a laptop that stops between two steps."""

from typing import Any

import httpx

from sync.engine.transport import Body, Signer, Transport


class Crash(Exception):
    """The laptop stopped here."""


class BreakingTransport(Transport):
    """Breaks at one request: before the server sees it, or once its answer is on the way."""

    def __init__(self, server: str, signer: Signer, request: int, *, answered: bool) -> None:
        super().__init__(server, signer)
        self._request = request
        self._answered = answered

    def _send(self, method: str, path: str, body: Body, headers: dict[str, str]) -> httpx.Response:
        breaks = self.traffic.requests == self._request
        if breaks and not self._answered:
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

        def step(*arguments: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Crash
            result = method(*arguments)
            if self._left == 0:
                raise Crash
            return result

        return step
