"""Counts and notes every request: for Prometheus, for the log, and for the council's view of its devices.

Ids, codes, counts and durations; never what anybody sent, and never from where (F15).
"""

import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from anyio.to_thread import run_sync
from prometheus_client import Counter, Histogram
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.problems import MEDIA_TYPE, ProblemDetail
from sync.records.types import instant_text
from sync.server.tables import device

if TYPE_CHECKING:
    from sync.server.access import Caller
    from sync.server.central import Central

_Event: TypeAlias = MutableMapping[str, Any]
_Receive: TypeAlias = Callable[[], Awaitable[_Event]]
_Send: TypeAlias = Callable[[_Event], Awaitable[None]]
_Asgi: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]

_log = logging.getLogger("doorstep.requests")

_NOWHERE = "none"
_requests = Counter(
    "doorstep_requests", "Requests by council, route, status and problem", ["council", "route", "status", "problem"]
)
_seconds = Histogram(
    "doorstep_request_seconds",
    "From the first byte asked to the last answered",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
_bytes = Counter("doorstep_body_bytes", "Bodies as they travelled", ["route", "direction"])


@dataclass
class _Seen:
    """One request and its answer."""

    begun: float
    status: int = 0
    received: int = 0
    sent: int = 0
    is_problem: bool = False
    problem: str = ""

    def hear(self, message: _Event) -> None:
        if message["type"] == "http.request":
            self.received += len(message.get("body", b""))

    def say(self, message: _Event) -> bool:
        """Whether it tells of a problem."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.is_problem = (b"content-type", MEDIA_TYPE.encode()) in {*message["headers"]}
        elif message["type"] == "http.response.body":
            self.sent += len(message.get("body", b""))
            if self.is_problem and message.get("body", b""):
                self.problem = msgspec.json.decode(message["body"], type=ProblemDetail).code
                return True
        return False


class Observed:
    """The application, watched."""

    def __init__(self, application: _Asgi) -> None:
        self._application = application

    async def __call__(self, scope: _Event, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        seen = _Seen(time.monotonic())

        async def hear() -> _Event:
            message = await receive()
            seen.hear(message)
            return message

        async def say(message: _Event) -> None:
            if seen.say(message):
                await run_sync(_remember, scope.get("state", {}), seen.problem)
            await send(message)

        try:
            await self._application(scope, hear, say)
        finally:
            await _note(scope, seen)


async def _note(scope: _Event, seen: _Seen) -> None:
    state = scope.get("state", {})
    central: Central | None = state.get("central")
    caller: Caller | None = state.get("caller")
    route = scope.get("path_template") or _NOWHERE  # never the path: anybody may write there
    council = central.council.id if central else _NOWHERE
    took = time.monotonic() - seen.begun
    _requests.labels(council, route, str(seen.status), seen.problem).inc()
    _seconds.labels(route).observe(took)
    _bytes.labels(route, "in").inc(seen.received)
    _bytes.labels(route, "out").inc(seen.sent)
    facts = {
        "council": council,
        "device": caller.device if caller else None,
        "method": scope["method"],
        "route": route,
        "status": seen.status,
        "problem": seen.problem or None,
        "ms": round(took * 1000, 1),
        "bytes_in": seen.received,
        "bytes_out": seen.sent,
    }
    _log.info("request", extra={"facts": facts})


def _remember(state: _Event, problem: str) -> None:
    """Keep why a device was not served, so that somebody can ask after it before its worker does."""
    central: Central | None = state.get("central")
    caller: Caller | None = state.get("caller")
    if central is None or caller is None:
        return
    at = instant_text(central.now())
    try:
        with central.database.writing() as connection:
            mine = update(device).where(device.c.number == caller.number)
            connection.execute(mine.values(problem=problem, problem_at=at))
    except SQLAlchemyError as error:
        _log.error("a device's problem was not kept: %s", type(error).__name__)
