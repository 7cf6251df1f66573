"""Every route, by every role, from every standing to a family (F1, F8, F16): made from the routes that there are.

Allowed; or a refusal with a stable code; or, where one is not a member, the bytes that a family which does not exist is answered with.
"""

from collections.abc import Callable

import httpx
import msgspec
import pytest

from sync.protocol import events
from sync.protocol.blobs import PARTIAL_UPLOAD, BlobAnswer, BlobQuestion
from sync.protocol.change_set import Group
from sync.protocol.codec import LINES
from sync.protocol.history import HistoryRequest
from sync.protocol.links import LinkSaying
from sync.protocol.messages import (
    CodeQuestion,
    EnrolmentRequest,
    Have,
    Manifest,
    NumberRequest,
    PullRequest,
    PushLine,
)
from sync.protocol.reads import Reads
from sync.protocol.search import FamilySearch, SoughtPerson
from sync.server.belonging import WORKERS
from sync.server.description import ROUTES, Route
from sync.server.tables import ROLES
from tests.server.test_sharing import Family
from tests.support.central import Central
from tests.support.files import Files, named
from tests.support.reads import Log
from tests.support.wire import Wire, an_id, problem, verdicts_of

pytestmark = pytest.mark.slow
STANDINGS = ("member", "former", "stranger")
OUTCOMES = {"practitioner": "applied", "manager": "applied", "front_door": "applied", "partner": "applied"} | {
    "auditor": "refused"  # reads only
}
A_SECRET = "0000000000"
A_FILE = b"A photo."
FILE = "/v1/blobs/{stream:str}/{sha256:str}"
A_PERSON = an_id()
OTHERS: dict[str, str] = {}
"""By its user, the stream of another family that a laptop holds, in which the same id is somebody."""
ASKED: dict[str, Callable[[Wire, str], object]] = {
    "get /v1/manifest": lambda _wire, _stream: None,
    "post /v1/pull": lambda _wire, stream: PullRequest([Have(stream, 0)]),
    "post /v1/push": lambda wire, stream: wire.set(stream, Group("person", an_id(), 0, {"first_name": "Leo"})),
    "get /v1/events": lambda _wire, _stream: None,
    "post /v1/history": lambda _wire, stream: HistoryRequest(stream, "person", an_id()),
    "post /v1/search": lambda _wire, _stream: FamilySearch([SoughtPerson(["Leo"])]),
    "get /v1/links": lambda _wire, _stream: None,
    "post /v1/links": lambda wire, stream: LinkSaying(
        stream, A_PERSON, OTHERS[wire.user], A_PERSON, 1, "ask_join", "Seen."
    ),
    "post /v1/reads": lambda wire, _stream: a_read(wire),
    "post /v1/blobs": lambda _wire, stream: BlobQuestion([named(stream, A_FILE)]),
    f"head {FILE}": lambda _wire, _stream: None,
    f"patch {FILE}": lambda _wire, _stream: A_FILE,
    f"get {FILE}": lambda _wire, _stream: None,
    "post /v1/enrolment/question": lambda _wire, _stream: CodeQuestion(A_SECRET),
    "post /v1/enrolment": lambda wire, _stream: EnrolmentRequest(A_SECRET, wire.device, "A" * 43, "{}"),
    "post /v1/device/number": lambda _wire, _stream: NumberRequest(0),
    "get /v1/openapi.json": lambda _wire, _stream: None,
    "get /health": lambda _wire, _stream: None,
}
"""What is asked of each route about a stream."""


def a_read(wire: Wire) -> Reads:
    """A batch of one."""
    log = Log(wire)
    log.note()
    return log.batch()


KINDS = {
    PushLine: {"content-type": LINES},
    bytes: {"content-type": PARTIAL_UPLOAD, "upload-offset": "0", "upload-complete": "?1"},
}
"""How a body is announced that is not a JSON object."""


class Place:
    """What a family shares, and a laptop of each role in each standing to it."""

    def __init__(self, central: Central) -> None:
        owner = Files(central)
        family = Family(owner, an_id())
        self.stream = family.shared
        owner.send(self.stream, A_FILE)
        owner.push(owner.set(self.stream, Group("person", A_PERSON, 0, {"first_name": "Dana"})))
        self.wires = {
            (role, standing): Wire(central, central.a_user(role, agency=standing if role == "partner" else None))
            for role in ROLES
            for standing in STANDINGS
        }
        for (role, _standing), wire in self.wires.items():
            begins = owner.begin()[1]
            OTHERS[wire.user] = begins.stream
            person = Group("person", A_PERSON, 0, {"first_name": "Dana"})
            owner.push(begins, owner.set(begins.stream, person))
            if role != "partner":
                central.run("allocate", "--", begins.family, wire.user)
        for (role, standing), wire in self.wires.items():
            if role == "partner":
                family.agency, family.consent = standing, an_id()
            if standing != "stranger":
                self._give(central, family, wire, role)
            wire.manifest()
            if standing == "former":
                self._take(central, family, wire, role)

    @staticmethod
    def _give(central: Central, family: Family, wire: Wire, role: str) -> None:
        """By the family's word to a partner, by the council's to anybody else."""
        if role == "partner":
            family.says()
        else:
            central.run("allocate", "--", family.family, wire.user)

    @staticmethod
    def _take(central: Central, family: Family, wire: Wire, role: str) -> None:
        if role == "partner":
            family.says("withdrawn")
        else:
            central.run("allocate", "--remove", "--", family.family, wire.user)


@pytest.fixture(scope="module")
def place(central) -> Place:
    return Place(central)


def ask(route: Route, wire: Wire, stream: str, *, is_signed: bool = True) -> httpx.Response:
    """The answer to what this laptop asks of a route."""
    asked = ASKED[key(route)](wire, stream)
    target = named(stream, A_FILE).path if route.path == FILE else route.path
    body = b"" if asked is None else asked if isinstance(asked, bytes) else msgspec.json.encode(asked)
    body += b"\n" * (route.asked is PushLine)
    headers = wire.signed(route.method.upper(), target, body) if is_signed and route.is_signed else {}
    if asked is not None:
        headers |= KINDS.get(route.asked, {"content-type": "application/json"})
    headers["accept-encoding"] = "identity"
    with wire.http.stream(route.method, target, content=body, headers=headers) as answer:
        if answer.headers.get("content-type", "").partition(";")[0] != events.MEDIA_TYPE:  # that goes on for ever
            answer.read()
        return answer


def told(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """All of an answer but the time."""
    return (
        answer.status_code,
        answer.content,
        {name: value for name, value in answer.headers.items() if name != "date"},
    )


def key(route: Route) -> str:
    return f"{route.method} {route.path}"


SIGNED = [route for route in ROUTES if route.is_signed]


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", ROUTES, ids=key)
def test_a_route_answers_each_role_by_its_standing_to_the_family(place, route: Route, role: str, standing: str):
    wire = place.wires[role, standing]

    answer = ask(route, wire, place.stream)

    match key(route):
        case "post /v1/pull" | "post /v1/history" | "get /v1/blobs/{stream:str}/{sha256:str}":
            only_if(standing == "member", 200, answer, ask(route, wire, an_id()))
        case "post /v1/search":
            only_if(role in WORKERS, 200, answer, ask(route, wire, an_id()))
        case "post /v1/links":
            only_if(standing == "member" and role in WORKERS, 200, answer, ask(route, wire, an_id()))
        case "head /v1/blobs/{stream:str}/{sha256:str}" | "patch /v1/blobs/{stream:str}/{sha256:str}":
            only_if(may_write(role, standing), 204, answer, ask(route, wire, an_id()))
        case "post /v1/blobs":
            told_of = msgspec.json.decode(answer.content, type=BlobAnswer).blobs
            assert [blob.complete for blob in told_of] == [True] * may_write(role, standing)
        case "post /v1/push":
            (verdict,) = verdicts_of(answer)
            assert (verdict.outcome, verdict.code) == expected(role, standing)
        case "get /v1/manifest":
            heads = msgspec.json.decode(answer.content, type=Manifest).streams
            assert (place.stream in [head.stream for head in heads]) == (standing == "member")
        case "post /v1/enrolment" | "post /v1/enrolment/question":
            assert problem(answer).code == "code_unknown"
        case _:
            assert answer.status_code == 200


def may_write(role: str, standing: str) -> bool:
    return standing == "member" and OUTCOMES[role] == "applied"


def only_if(allowed: bool, status: int, answer: httpx.Response, absent: httpx.Response) -> None:
    """Answered with this status; or as what does not exist is."""
    assert answer.status_code == (status if allowed else 404)
    if not allowed:
        assert told(answer) == told(absent)
        if answer.request.method != "HEAD":
            assert problem(answer).code == "stream_unknown"


def expected(role: str, standing: str) -> tuple[str, str | None]:
    """What becomes of a new person, and why."""
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

    (foreign,), (none,) = map(verdicts_of, answers)
    assert msgspec.structs.replace(foreign, n=0, stream="") == msgspec.structs.replace(none, n=0, stream="")


@pytest.mark.parametrize("route", SIGNED, ids=key)
def test_what_is_not_signed_is_not_answered(place, route: Route):
    """F16."""
    answer = ask(route, place.wires["manager", "member"], place.stream, is_signed=False)

    assert answer.status_code == 401
    if answer.request.method != "HEAD":
        assert problem(answer).code == "signature"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", SIGNED, ids=key)
def test_a_revoked_laptop_is_answered_by_no_route_whatever_its_role(central, place, route: Route, role: str):
    wire = Wire(central, place.wires[role, "member"].user)
    central.run("revoke", wire.device)

    answer = ask(route, wire, place.stream)

    assert answer.status_code == 403
    if answer.request.method != "HEAD":
        assert problem(answer).code == "revoked"
