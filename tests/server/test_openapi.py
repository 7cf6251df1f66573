"""The API's description is the committed one, the served one, and of the routes that there are."""

from pathlib import Path

import msgspec

from sync.server.description import ROUTES, document
from sync.server.routes import HANDLERS

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_committed_description_is_current():
    assert COMMITTED.read_text() == document(), "run: doorstep-central openapi > docs/openapi.json"


def test_the_served_description_is_the_committed_one(central):
    answer = central.http.get("/v1/openapi.json")

    assert answer.headers["content-type"] == "application/json"
    assert answer.text == COMMITTED.read_text()


def test_every_route_is_described_and_nothing_else():
    served = {
        (method.lower(), path) for handler in HANDLERS for path in handler.paths for method in handler.http_methods
    }

    assert served == {(route.method, route.path) for route in ROUTES}


def test_the_server_says_that_it_is_well(central):
    assert msgspec.json.decode(central.http.get("/health").content) == {"status": "ok"}
