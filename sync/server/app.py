"""The council's half as an ASGI application: routes, guards and problems."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from sync.protocol.limits import BODY_BYTES
from sync.server import answers, routes
from sync.server.access import Caller
from sync.server.answers import AnyRequest
from sync.server.central import Central
from sync.server.councils import Councils
from sync.server.events import Events
from sync.server.quotas import Addresses, Quotas


def application(councils: Councils, quotas: Quotas) -> Litestar:
    """The application that answers for these councils."""

    def provide_councils() -> Councils:
        return councils

    def provide_central(request: AnyRequest) -> Central:
        central: Central = request.state.central
        return central

    def provide_caller(request: AnyRequest) -> Caller:
        caller: Caller = request.state.caller
        return caller

    events = Events()

    def provide_events() -> Events:
        return events

    return Litestar(
        routes.HANDLERS,
        state=State({"councils": councils, "addresses": Addresses(quotas.codes)}),
        dependencies={
            "events": Provide(provide_events, sync_to_thread=False),
            "councils": Provide(provide_councils, sync_to_thread=False),
            "central": Provide(provide_central, sync_to_thread=False),
            "caller": Provide(provide_caller, sync_to_thread=False),
        },
        lifespan=[lambda _app: _told_to_leave(events.leave)],
        exception_handlers=answers.HANDLERS,
        request_max_body_size=BODY_BYTES,
        openapi_config=None,
        logging_config=None,
    )


@asynccontextmanager
async def _told_to_leave(leave: Callable[[], None]) -> AsyncIterator[None]:
    """Call this when the process is told to stop: who runs it waits for answers that would go on for a quarter of an hour."""
    loop = asyncio.get_running_loop()
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def told(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(leave)
        handler = former[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in former:
        signal.signal(number, told)
    yield
    for number, handler in former.items():
        signal.signal(number, handler)
