"""What the API's description says, held against the server: whatever is asked, as described or not, is answered as described.

No 5xx, no status, kind of body or code of problem that `docs/openapi.json` does not name for that route.
"""

import json
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.protocol.codec import LINES
from sync.protocol.events import Moved
from sync.protocol.messages import PushLine
from sync.protocol.problems import MEDIA_TYPE, ProblemDetail
from sync.server.description import ROUTES, Route, document
from tests.support.schemas import ANYTHING, Described
from tests.support.wire import Wire, a_note, an_id

pytestmark = pytest.mark.slow
DOCUMENT = json.loads(document())
JSON = "application/json"
many = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
few = settings(many, max_examples=8)  # codes are tried slowly, on purpose
PLAIN = [route for route in ROUTES if "{" not in route.path and route.answered is not Moved]
"""But for files, whose addresses are no messages, and for events, which never end: both have tests of their own."""
ASKED = [route for route in PLAIN if route.asked is not None]


@pytest.fixture(scope="module")
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture(scope="module")
def words(jo) -> list[str]:
    """What a well-informed stranger would try."""
    stream, begins = jo.begin()
    jo.push(begins, jo.set(stream, a_note("Rang Dana.")))
    return [
        stream,
        begins.family,
        jo.device,
        jo.user,
        jo.central.council,
        an_id(),
        "team",
        "note",
        "text",
        "-1",
        "\x00",
        "😀",
    ]


def operation(route: Route) -> dict[str, Any]:
    described: dict[str, Any] = DOCUMENT["paths"][route.path][route.method]
    return described


def bodies(route: Route, words: list[str]) -> st.SearchStrategy[bytes]:
    """As described, another value altogether, a value with a part of it exchanged, or no JSON at all."""
    (content,) = operation(route)["requestBody"]["content"].values()
    schemas = Described(DOCUMENT, words)
    as_described = schemas.values(content["schema"])
    exchanged = st.builds(_exchanged, as_described, st.integers(0, 9), ANYTHING)
    one = as_described.map(_encoded) | exchanged.map(_encoded) | ANYTHING.map(_encoded)
    if route.asked is not PushLine:
        return one | st.binary(max_size=60)
    sealed = schemas.values({"$ref": "#/components/schemas/ChangeSet"})
    one |= st.fixed_dictionaries({"t": st.sampled_from(["set", "evidence"]), "set": sealed}).map(_encoded)
    return st.lists(one, max_size=4).map(lambda lines: b"".join(line + b"\n" for line in lines)) | st.binary(
        max_size=60
    )


def _exchanged(value: Any, at: int, part: Any) -> Any:
    if isinstance(value, dict) and value:
        names = sorted(value)
        return value | {names[at % len(names)]: part}
    return part


def _encoded(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")


def ask(route: Route, wire: Wire, body: bytes, **headers: str) -> httpx.Response:
    kind = {"content-type": LINES if route.asked is PushLine else JSON} if body else {}
    signed = wire.signed(route.method.upper(), route.path, body) if route.is_signed else {}
    return wire.http.request(route.method, route.path, content=body, headers=signed | kind | headers)


def check(route: Route, answer: httpx.Response) -> None:
    """The answer is one of those described."""
    assert answer.status_code < 500
    described = operation(route)["responses"][str(answer.status_code)]
    if answer.status_code == 304:
        return
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in described["content"]
    if kind == MEDIA_TYPE:
        detail = msgspec.json.decode(answer.content, type=ProblemDetail)
        assert detail.status == answer.status_code
        assert detail.code in described["description"].split(", ")
    elif kind == LINES:
        for line in answer.content.splitlines():
            assert any(_is_one(line, message) for message in _several(route.answered))
    else:
        msgspec.json.decode(answer.content, type=route.answered)


def _several(answered: Any) -> tuple[Any, ...]:
    return answered if isinstance(answered, tuple) else (answered,)


def _is_one(line: bytes, message: Any) -> bool:
    try:
        msgspec.json.decode(line, type=message)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("route", ASKED, ids=lambda route: route.path)
def test_whatever_is_asked_is_answered_as_described(jo, words, route: Route):
    @(many if route.is_signed else few)
    @given(bodies(route, words))
    def whatever(body: bytes) -> None:
        check(route, ask(route, jo, body))

    whatever()


@pytest.mark.parametrize("route", PLAIN, ids=lambda route: route.path)
def test_whatever_the_headers_say_the_answer_is_as_described(jo, words, route: Route):
    names = st.sampled_from(
        ["accept", "accept-encoding", "if-none-match", "content-type", "user-agent", "x-forwarded-for"]
    )

    @few
    @given(st.dictionaries(names, st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)))
    def whatever(headers: dict[str, str]) -> None:
        check(route, ask(route, jo, b"", **headers))

    whatever()
