"""The council's half as an ASGI application: routes, guards and problems."""

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from sync.protocol.limits import BODY_BYTES
from sync.server import answers, routes
from sync.server.access import Caller
from sync.server.answers import AnyRequest
from sync.server.central import Central
from sync.server.councils import Councils
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

    return Litestar(
        routes.HANDLERS,
        state=State({"councils": councils, "addresses": Addresses(quotas.codes)}),
        dependencies={
            "councils": Provide(provide_councils, sync_to_thread=False),
            "central": Provide(provide_central, sync_to_thread=False),
            "caller": Provide(provide_caller, sync_to_thread=False),
        },
        exception_handlers=answers.HANDLERS,
        request_max_body_size=BODY_BYTES,
        openapi_config=None,
        logging_config=None,
    )
