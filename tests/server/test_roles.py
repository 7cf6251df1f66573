"""Every route, by every role, from every standing to a family (F1, F8, F16): made from the routes that there are.

Allowed; or a refusal with a stable code; or, where one is not a member, the bytes that a family which does not exist is answered with.
"""

from collections.abc import Callable

import httpx
import msgspec
import pytest

from sync.protocol.codec import LINES
from sync.protocol.history import HistoryRequest
from sync.protocol.messages import (
    CodeQuestion,
    EnrolmentRequest,
    Have,
    Manifest,
    NumberRequest,
    PullRequest,
    PushLine,
    Verdict,
)
from sync.server.description import ROUTES, Route
from sync.server.tables import ROLES
from tests.support.central import Central
from tests.support.wire import Wire, a_note, an_id, problem

pytestmark = pytest.mark.slow
STANDINGS = ("member", "former", "stranger")
OUTCOMES = {"practitioner": "applied", "manager": "applied", "front_door": "applied", "partner": "applied"} | {
    "auditor": "refused"  # reads only
}
A_SECRET = "0000000000"
ASKED: dict[str, Callable[[Wire, str], object]] = {
    "/v1/manifest": lambda _wire, _stream: None,
    "/v1/pull": lambda _wire, stream: PullRequest([Have(stream, 0)]),
    "/v1/push": lambda wire, stream: wire.set(stream, a_note("Rang Dana.")),
    "/v1/history": lambda _wire, stream: HistoryRequest(stream, "note", an_id()),
    "/v1/enrolment/question": lambda _wire, _stream: CodeQuestion(A_SECRET),
    "/v1/enrolment": lambda wire, _stream: EnrolmentRequest(A_SECRET, wire.device, "A" * 43, "{}"),
    "/v1/device/number": lambda _wire, _stream: NumberRequest(None),
    "/v1/openapi.json": lambda _wire, _stream: None,
    "/health": lambda _wire, _stream: None,
}
"""What is asked of each route about a stream."""


class Place:
    """A family of the team's, and a laptop of each role in each standing to it."""

    def __init__(self, central: Central) -> None:
        owner = Wire(central)
        self.stream, begins = owner.begin()
        owner.push(begins, owner.set(self.stream, a_note("Rang Dana.")))
        self.wires = {(role, standing): Wire(central, central.a_user(role)) for role in ROLES for standing in STANDINGS}
        for (_role, standing), wire in self.wires.items():
            if standing != "stranger":
                central.run("allocate", "--", begins.family, wire.user)
            if standing == "former":
                central.run("allocate", "--remove", "--", begins.family, wire.user)


@pytest.fixture(scope="module")
def place(central) -> Place:
    return Place(central)


def ask(route: Route, wire: Wire, stream: str, *, is_signed: bool = True) -> httpx.Response:
    """The answer to what this laptop asks of a route."""
    asked = ASKED[route.path](wire, stream)
    is_lines = route.asked is PushLine
    body = b"" if asked is None else msgspec.json.encode(asked) + b"\n" * is_lines
    headers = wire.signed(route.method.upper(), route.path, body) if is_signed and route.is_signed else {}
    if asked is not None:
        headers["content-type"] = LINES if is_lines else "application/json"
    return wire.http.request(route.method, route.path, content=body, headers=headers | {"accept-encoding": "identity"})


def told(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """All of an answer but the time."""
    return (
        answer.status_code,
        answer.content,
        {name: value for name, value in answer.headers.items() if name != "date"},
    )


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


SIGNED = [route for route in ROUTES if route.is_signed]


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_a_route_answers_each_role_by_its_standing_to_the_family(place, route: Route, role: str, standing: str):
    wire = place.wires[role, standing]

    answer = ask(route, wire, place.stream)

    match route.path:
        case "/v1/pull" | "/v1/history":
            if standing == "member":
                assert answer.status_code == 200
            else:
                assert problem(answer).code == "stream_unknown"
                assert told(answer) == told(ask(route, wire, an_id()))
        case "/v1/push":
            verdict = msgspec.json.decode(answer.content, type=Verdict)
            assert (verdict.outcome, verdict.code) == expected(role, standing)
        case "/v1/manifest":
            heads = msgspec.json.decode(answer.content, type=Manifest).streams
            assert [head.stream for head in heads] == [place.stream] * (standing == "member")
        case "/v1/enrolment" | "/v1/enrolment/question":
            assert problem(answer).code == "code_unknown"
        case _:
            assert answer.status_code == 200


def expected(role: str, standing: str) -> tuple[str, str | None]:
    """What becomes of a note, and why."""
    match standing:
        case "member":
            return OUTCOMES[role], None if OUTCOMES[role] == "applied" else "not_allowed"
        case "former":
            return "aside", None
        case _:
            return "refused", "stream_unknown"


@pytest.mark.parametrize("role", ROLES)
def test_a_strangers_push_is_answered_as_one_to_no_family_at_all(place, role: str):
    wire = place.wires[role, "stranger"]
    absent = an_id()

    (push,) = (route for route in ROUTES if route.path == "/v1/push")
    answers = [ask(push, wire, stream) for stream in (place.stream, absent)]

    foreign, none = (msgspec.json.decode(answer.content, type=Verdict) for answer in answers)
    assert msgspec.structs.replace(foreign, n=0, stream="") == msgspec.structs.replace(none, n=0, stream="")


@pytest.mark.parametrize("route", SIGNED, ids=named)
def test_what_is_not_signed_is_not_answered(place, route: Route):
    """F16."""
    answer = ask(route, place.wires["manager", "member"], place.stream, is_signed=False)

    assert (answer.status_code, problem(answer).code) == (401, "signature")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", SIGNED, ids=named)
def test_a_revoked_laptop_is_answered_by_no_route_whatever_its_role(central, place, route: Route, role: str):
    wire = Wire(central, place.wires[role, "member"].user)
    central.run("revoke", wire.device)

    answer = ask(route, wire, place.stream)

    assert (answer.status_code, problem(answer).code) == (403, "revoked")
