"""The council's half as an ASGI application: routes, guards, problems, and the document that describes them."""

import json

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from sync.protocol.limits import BODY_BYTES
from sync.protocol.problems import ProblemCode, problem
from sync.server.access import Caller
from sync.server.answers import HANDLERS, AnyRequest, Refused
from sync.server.central import Central
from sync.server.manifest import PROTOCOL
from sync.server.routes import enrol, health, manifest, pull_streams, push_sets, question


def application(central: Central | None) -> Litestar:
    """The application of one council; without one, only its description is of use."""

    def provide_central() -> Central:
        if central is None:
            raise Refused(problem(ProblemCode.UNAVAILABLE))
        return central

    def provide_caller(request: AnyRequest) -> Caller:
        caller: Caller = request.state.caller
        return caller

    return Litestar(
        [manifest, pull_streams, push_sets, question, enrol, health],
        state=State({"central": central}),
        dependencies={
            "central": Provide(provide_central, sync_to_thread=False),
            "caller": Provide(provide_caller, sync_to_thread=False),
        },
        exception_handlers=HANDLERS,
        request_max_body_size=BODY_BYTES,
        openapi_config=OpenAPIConfig(
            title="Doorstep central API",
            version=str(PROTOCOL),
            path="/v1",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        logging_config=None,
    )


def document() -> str:
    """The OpenAPI description of these routes, as it is committed."""
    described = application(None).openapi_schema.to_schema()
    return json.dumps(described, indent=2, sort_keys=True) + "\n"
