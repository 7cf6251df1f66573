"""The routes of protocol 1. `docs/sync-protocol.md` is the normative text, `docs/openapi.json` the same for machines."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, TypeVar

import msgspec
from anyio.to_thread import run_sync
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, JSONBody, RawBody
from litestar.response import Stream

from sync.protocol import codec
from sync.protocol import events as event_stream
from sync.protocol.history import History, HistoryRequest
from sync.protocol.limits import PULL_BYTES
from sync.protocol.links import Links, LinkSaying
from sync.protocol.messages import (
    CodeQuestion,
    Enrolled,
    EnrolmentRequest,
    Greeting,
    NumberRequest,
    PullRequest,
)
from sync.protocol.problems import ProblemCode, problem
from sync.protocol.reads import Reads, ReadsHeld
from sync.protocol.search import FamilySearch, FamilySearched
from sync.records.ids import is_id
from sync.records.types import instant_text
from sync.rules.links import Act
from sync.server import blob_routes, enrolment, numbers, person_links, pull, push, reads, searching
from sync.server.access import Caller, Standing, standings
from sync.server.answers import AnyRequest, Refused
from sync.server.central import Central
from sync.server.councils import Councils
from sync.server.description import document
from sync.server.events import Events
from sync.server.guard import signed, signed_but_for_its_body, unhurried
from sync.server.history import history
from sync.server.manifest import manifest_for

T = TypeVar("T")


@get("/v1/manifest", guards=[signed], sync_to_thread=True)
def manifest(
    central: NamedDependency[Central],
    caller: NamedDependency[Caller],
    request: AnyRequest,
    if_none_match: Annotated[str, HeaderParameter(name="If-None-Match")] = "",
) -> Response[bytes | None]:
    with central.database.reading() as connection:
        found = manifest_for(connection, central.council, caller.user, _bundle_held(request))
    tag = f'"{hashlib.sha256(msgspec.json.encode(found)).hexdigest()[:32]}"'
    if tag == if_none_match:
        return Response(None, status_code=304, headers={"ETag": tag})
    told = msgspec.json.encode(central.stamped(found, caller.device))
    encoding = codec.preferred(request.headers.get("accept-encoding", ""))
    packed = b"".join(codec.pack([told], encoding))
    headers = {"ETag": tag, "Content-Encoding": encoding, "Vary": "Accept-Encoding"}
    return Response(packed, media_type="application/json", headers=headers)


def _bundle_held(request: AnyRequest) -> int:
    """The number of the council.json that the device tells it holds; what makes no sense is ignored."""
    told = request.query_params.get("bundle", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


@post("/v1/pull", guards=[signed], sync_to_thread=True, status_code=200)
def pull_streams(
    central: NamedDependency[Central], caller: NamedDependency[Caller], body: RawBody, request: AnyRequest
) -> Stream:
    asked = _asked(body, request)
    names = [have.stream for have in asked.streams]
    with central.database.reading() as connection:
        known = standings(connection, caller.user, [name for name in names if is_id(name)])
        source = central.source_of(connection, caller.user, names)
    if any(known.get(name) is not Standing.MEMBER for name in names):
        raise Refused(problem(ProblemCode.STREAM_UNKNOWN))
    is_news = all(have.revision > 0 for have in asked.streams)  # of families that the device has: seldom much
    return _lines(pull.pages(source, caller, asked), request, thoroughly=is_news)


@post("/v1/push", guards=[signed_but_for_its_body], status_code=200)
async def push_sets(central: NamedDependency[Central], caller: NamedDependency[Caller], request: AnyRequest) -> Stream:
    encoding = request.headers.get("content-encoding", codec.IDENTITY)
    # Judged to the end before the first byte of the answer, so that a bad line can still be answered as a problem.
    answers = await push.Push(central, caller).answer(push.pieces(request.receive), encoding)
    return _lines(answers, request)


@get("/v1/events", guards=[signed])
async def moved_streams(
    central: NamedDependency[Central], caller: NamedDependency[Caller], events: NamedDependency[Events]
) -> Stream:
    headers = {
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
    }  # or a proxy may keep events until there are many
    return Stream(events.listen(central, caller), media_type=event_stream.MEDIA_TYPE, headers=headers)


@post("/v1/history", guards=[signed], sync_to_thread=True, status_code=200)
def record_history(
    central: NamedDependency[Central], caller: NamedDependency[Caller], data: JSONBody[HistoryRequest]
) -> History:
    with central.database.reading() as connection:
        known = standings(connection, caller.user, [data.stream] if is_id(data.stream) else [])
        if known.get(data.stream) is not Standing.MEMBER:
            raise Refused(problem(ProblemCode.STREAM_UNKNOWN))
        return history(connection, data)


@get("/v1/links", guards=[signed], sync_to_thread=True)
def links(central: NamedDependency[Central], caller: NamedDependency[Caller]) -> Links:
    with central.database.reading() as connection:
        return Links(person_links.all_told(connection, caller.user))


@post("/v1/links", guards=[signed], sync_to_thread=True, status_code=200)
def say_of_two(central: NamedDependency[Central], caller: NamedDependency[Caller], data: JSONBody[LinkSaying]) -> Act:
    at = instant_text(central.now())
    with central.database.writing() as connection:
        try:
            return person_links.say_from_laptop(connection, caller, data, at, central.certifier)
        except person_links.NoSuchPerson:
            raise Refused(problem(ProblemCode.STREAM_UNKNOWN)) from None
        except person_links.MovedOn:
            raise Refused(problem(ProblemCode.LINK_MOVED)) from None
        except person_links.NotTheirs:
            raise Refused(problem(ProblemCode.LINK_NOT_THEIRS)) from None


@post("/v1/search", guards=[signed], sync_to_thread=True, status_code=200)
def search_families(
    central: NamedDependency[Central], caller: NamedDependency[Caller], data: JSONBody[FamilySearch]
) -> FamilySearched:
    with central.database.writing() as connection:
        try:
            return searching.search(connection, caller, data, central.now())
        except searching.NotForThem:
            raise Refused(problem(ProblemCode.STREAM_UNKNOWN)) from None
        except searching.Unreadable:
            raise Refused(problem(ProblemCode.MALFORMED)) from None


@post("/v1/reads", guards=[signed], status_code=200)
async def keep_reads(
    central: NamedDependency[Central], caller: NamedDependency[Caller], request: AnyRequest
) -> ReadsHeld:
    try:  # the framework would take the bytes of each read apart, which are linked as they came
        batch = msgspec.json.decode(await request.body(), type=Reads)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused(problem(ProblemCode.MALFORMED)) from None

    def keep() -> ReadsHeld:
        at = instant_text(central.now())
        with central.database.writing() as connection:
            kept = reads.keep(connection, caller, central.council, central.quotas, batch, at)
        return central.answer_to_reads(kept, caller.device)

    return await run_sync(keep)


@post("/v1/enrolment/question", guards=[unhurried], sync_to_thread=True, status_code=200)
def question(councils: NamedDependency[Councils], data: JSONBody[CodeQuestion]) -> Greeting:
    central = _of_code(councils, data.secret)
    with central.database.writing() as connection:
        answer = enrolment.question(connection, central.council, data.secret, central.now())
    return _or_refused(answer)


@post("/v1/enrolment", guards=[unhurried], sync_to_thread=True, status_code=200)
def enrol(councils: NamedDependency[Councils], data: JSONBody[EnrolmentRequest]) -> Enrolled:
    central = _of_code(councils, data.secret)
    with central.database.writing() as connection:
        answer = enrolment.enrol(connection, data, central.certifier, central.now())
    if isinstance(answer, Enrolled) and not councils.let_in(data.device, central):
        answer = ProblemCode.DEVICE_TAKEN
    return _or_refused(answer)


@post("/v1/device/number", guards=[signed], sync_to_thread=True, status_code=200)
def new_number(
    central: NamedDependency[Central], caller: NamedDependency[Caller], data: JSONBody[NumberRequest]
) -> Enrolled:
    with central.database.writing() as connection:
        answer = numbers.renew(connection, caller, data, central.certifier, central.now())
    return _or_refused(answer)


@get("/v1/openapi.json", sync_to_thread=False, media_type="application/json")
def openapi() -> bytes:
    return document().encode()


@get("/health", sync_to_thread=True)
def health(councils: NamedDependency[Councils]) -> dict[str, str]:
    councils.answer()
    return {"status": "ok"}


HANDLERS = (
    manifest,
    pull_streams,
    push_sets,
    moved_streams,
    record_history,
    links,
    say_of_two,
    search_families,
    keep_reads,
    *blob_routes.HANDLERS,
    question,
    enrol,
    new_number,
    openapi,
    health,
)


def _of_code(councils: Councils, secret: str) -> Central:
    central = councils.of_code(secret)
    if central is None:
        raise Refused(problem(enrolment.unknown(secret)))
    return central


def _or_refused(answer: T | ProblemCode) -> T:
    if isinstance(answer, ProblemCode):
        raise Refused(problem(answer))
    return answer


def _asked(body: bytes, request: AnyRequest) -> PullRequest:
    """What a pull asks for, packed or not."""
    encoding = request.headers.get("content-encoding", codec.IDENTITY)
    try:
        return msgspec.json.decode(codec.whole([body], encoding, PULL_BYTES), type=PullRequest)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused(problem(ProblemCode.MALFORMED)) from None


def _lines(made: Iterator[bytes] | list[bytes], request: AnyRequest, *, thoroughly: bool = False) -> Stream:
    encoding = codec.preferred(request.headers.get("accept-encoding", ""))
    return Stream(
        codec.pack(made, encoding, thoroughly=thoroughly),
        media_type=codec.LINES,
        headers={"Content-Encoding": encoding, "Vary": "Accept-Encoding"},
    )
