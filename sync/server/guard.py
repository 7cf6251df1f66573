"""The guard of every route but enrolment: only what a device of this council signed comes through (F16)."""

from typing import Any

from anyio.to_thread import run_sync
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sync.protocol.problems import ProblemCode, problem
from sync.protocol.signing import Message, header_values
from sync.server.access import Caller
from sync.server.answers import Refused
from sync.server.central import Central
from sync.server.requests import admit


async def signed(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Leave the device that asks in the request's state, with the whole body as it travelled."""
    if not isinstance(connection, Request):
        raise TypeError
    central: Central = connection.app.state.central
    body = await connection.body()
    message = Message(
        method=connection.method,
        authority=connection.headers.get("host", "").lower(),
        target=_target(connection),
        body=body,
        headers=header_values(connection.headers),
    )
    connection.state.caller = await run_sync(_admitted, central, message)
    connection.state.body = body


def _target(connection: Request[Any, Any, Any]) -> str:
    query = connection.scope["query_string"].decode("latin-1")
    path = connection.scope["raw_path"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _admitted(central: Central, message: Message) -> Caller:
    now = central.now()
    if message.authority not in central.authorities:
        raise Refused(problem(ProblemCode.SIGNATURE))
    with central.database.writing() as connection:
        answer = admit(connection, message, now)
    if isinstance(answer, Caller):
        return answer
    told = int(now.timestamp()) if answer is ProblemCode.CLOCK else None
    raise Refused(problem(answer, server_time=told))
