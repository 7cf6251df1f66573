"""The guard of every route but enrolment: only what a device of this council signed comes through (F16)."""

from typing import Any

from anyio.to_thread import run_sync
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import InternalServerException
from litestar.handlers import BaseRouteHandler

from sync.protocol.problems import ProblemCode, problem
from sync.protocol.signing import Message, claimed_device, header_values
from sync.server import quotas
from sync.server.access import Caller
from sync.server.answers import Refused
from sync.server.central import Central
from sync.server.councils import Councils
from sync.server.requests import admit


async def signed(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Leave the device that asks in the request's state. The whole body has come, and is what was signed."""
    await _admit(connection, streamed=False)


async def signed_but_for_its_body(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """The same, before anything of the body has come: whoever reads it must see for himself who signed what is in it."""
    await _admit(connection, streamed=True)


async def _admit(connection: ASGIConnection[Any, Any, Any, Any], *, streamed: bool) -> None:
    if not isinstance(connection, Request):
        raise TypeError
    councils: Councils = connection.app.state.councils
    message = Message(
        method=connection.method,
        authority=connection.headers.get("host", "").lower(),
        target=_target(connection),
        body=None if streamed else await _whole_body(connection),
        headers=header_values(connection.headers),
    )
    connection.state.central, connection.state.caller = await run_sync(_admitted, councils, message)


async def unhurried(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Let an address try one-time codes only so often (P16)."""
    addresses: quotas.Addresses = connection.app.state.addresses
    addresses.come(connection.client.host if connection.client else "")


async def _whole_body(connection: Request[Any, Any, Any]) -> bytes:
    try:
        return await connection.body()
    except InternalServerException:  # how the framework says that the line broke: nobody will read the answer
        raise Refused(problem(ProblemCode.MALFORMED)) from None


def _target(connection: Request[Any, Any, Any]) -> str:
    query = connection.scope["query_string"].decode("latin-1")
    path = connection.scope["raw_path"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _admitted(councils: Councils, message: Message) -> tuple[Central, Caller]:
    central = councils.of_device(claimed_device(message))
    if central is None or message.authority not in central.authorities:
        raise Refused(problem(ProblemCode.SIGNATURE))
    now = central.now()
    with central.database.noting() as connection:  # docs/decisions/0080-a-nonce-does-not-wait-for-the-disk.md
        answer = admit(connection, message, now, central.quotas.requests)
    if isinstance(answer, Caller):
        return central, answer
    told = int(now.timestamp()) if answer is ProblemCode.CLOCK else None
    after = quotas.until_next_minute(now) if answer is ProblemCode.BUSY else None
    raise Refused(problem(answer, server_time=told, retry_after=after))
