"""The API for machines: an OpenAPI 3.1 document made from the messages themselves, served and committed as `docs/openapi.json`."""

import json
from dataclasses import dataclass
from typing import Any

import msgspec

from sync.protocol import codec
from sync.protocol.blobs import COMPLETE, OFFSET, PARTIAL_UPLOAD, BlobAnswer, BlobQuestion
from sync.protocol.change_set import ChangeSet
from sync.protocol.events import MEDIA_TYPE as EVENTS
from sync.protocol.events import Moved
from sync.protocol.history import History, HistoryRequest
from sync.protocol.links import Links, LinkSaying
from sync.protocol.messages import (
    CodeQuestion,
    Enrolled,
    EnrolmentRequest,
    Greeting,
    Manifest,
    NumberRequest,
    PullLine,
    PullRequest,
    PushAnswer,
    PushLine,
)
from sync.protocol.problems import MEDIA_TYPE, ProblemCode, ProblemDetail, problem
from sync.protocol.reads import Reads, ReadsHeld
from sync.protocol.search import FamilySearch, FamilySearched
from sync.rules.links import Act

_JSON = "application/json"
_SIGNED = (ProblemCode.SIGNATURE, ProblemCode.CLOCK, ProblemCode.REPLAYED, ProblemCode.REVOKED, ProblemCode.BUSY)
_ALWAYS = (ProblemCode.UNAVAILABLE, ProblemCode.FAULT)
_READ = (ProblemCode.MALFORMED, ProblemCode.TOO_LARGE)
_BLOB = (*_READ, ProblemCode.STREAM_UNKNOWN)
_CODE = (
    ProblemCode.CODE_UNKNOWN,
    ProblemCode.CODE_USED,
    ProblemCode.CODE_EXPIRED,
    ProblemCode.CODE_VOID,
    ProblemCode.BUSY,
)


@dataclass(frozen=True)
class Route:
    """One route: what is sent, what comes back, what may be wrong. A body is a message, or lines of them, or of one of several."""

    method: str
    path: str
    summary: str
    asked: Any
    answered: Any
    problems: tuple[ProblemCode, ...] = ()
    is_signed: bool = True


_AT = "/v1/blobs/{stream:str}/{sha256:str}"

ROUTES = (
    Route("get", "/v1/manifest", "Everything the device may hold", None, Manifest),
    Route(
        "post",
        "/v1/pull",
        "What is new in streams",
        PullRequest,
        PullLine,
        (*_READ, ProblemCode.ENCODING, ProblemCode.STREAM_UNKNOWN),
    ),
    Route(
        "post",
        "/v1/push",
        "A verdict for each change set, behind what signs them and what is held of reads, if there were any",
        PushLine,
        (PushAnswer, ReadsHeld),
        (*_READ, ProblemCode.ENCODING),
    ),
    Route("post", "/v1/reads", "Who looked at what, where no push carried it", Reads, ReadsHeld, _READ),
    Route("get", "/v1/events", "Which streams move, as long as the device listens", None, Moved),
    Route(
        "post",
        "/v1/history",
        "What was written into a record",
        HistoryRequest,
        History,
        (*_READ, ProblemCode.STREAM_UNKNOWN),
    ),
    Route("get", "/v1/links", "What was said of people in two families being one human", None, Links),
    Route(
        "post",
        "/v1/links",
        "Ask a manager whether two people are one human, or answer",
        LinkSaying,
        Act,
        (*_READ, ProblemCode.STREAM_UNKNOWN, ProblemCode.LINK_MOVED, ProblemCode.LINK_NOT_THEIRS),
    ),
    Route(
        "post",
        "/v1/search",
        "Whether a family like this is known, before another is begun",
        FamilySearch,
        FamilySearched,
        (*_READ, ProblemCode.STREAM_UNKNOWN),
    ),
    Route("post", "/v1/blobs", "How far files are", BlobQuestion, BlobAnswer, _READ),
    Route("head", _AT, "How far one file is", None, None, (ProblemCode.STREAM_UNKNOWN,)),
    Route("patch", _AT, "A piece more of a file", bytes, None, (*_BLOB, ProblemCode.OFFSET, ProblemCode.CONTENT)),
    Route(
        "get",
        _AT,
        "A file, or a part of it",
        None,
        bytes,
        (ProblemCode.STREAM_UNKNOWN, ProblemCode.BLOB_UNKNOWN, ProblemCode.RANGE),
    ),
    Route(
        method="post",
        path="/v1/enrolment/question",
        summary="Whom a one-time code was made for",
        asked=CodeQuestion,
        answered=Greeting,
        problems=(*_READ, *_CODE),
        is_signed=False,
    ),
    Route(
        method="post",
        path="/v1/enrolment",
        summary="Let a laptop in with a one-time code",
        asked=EnrolmentRequest,
        answered=Enrolled,
        problems=(*_READ, *_CODE, ProblemCode.DEVICE_TAKEN),
        is_signed=False,
    ),
    Route(
        "post",
        "/v1/device/number",
        "A new number for a device that was restored or recovered",
        NumberRequest,
        Enrolled,
        _READ,
    ),
    Route("get", "/v1/openapi.json", "This document", None, dict[str, Any], is_signed=False),
    Route("get", "/health", "Whether the server and its database answer", None, dict[str, str], is_signed=False),
)
_TRAVELS = dict.fromkeys((PullLine, PushLine, (PushAnswer, ReadsHeld)), (codec.LINES, ": one of these a line")) | {
    Moved: (EVENTS, ": server-sent events named `moved`, with one of these as data")
}


def document() -> str:
    """The document, as it is committed."""
    bodies = {message for route in ROUTES for message in (route.asked, route.answered) if message not in (None, bytes)}
    types = {message for body in bodies for message in (body if isinstance(body, tuple) else (body,))}
    named = sorted({*types, ChangeSet, ProblemDetail}, key=str)
    schemas, components = msgspec.json.schema_components(named, ref_template="#/components/schemas/{name}")
    schema_of: dict[Any, Any] = dict(zip(named, schemas, strict=True))
    schema_of |= {body: {"anyOf": [schema_of[one] for one in body]} for body in bodies if isinstance(body, tuple)}
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path.replace(":str", ""), {})[route.method] = _operation(route, schema_of)
    described = {
        "openapi": "3.1.0",
        "info": {"title": "Doorstep central API", "version": "1"},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"device": _SCHEME}},
    }
    return json.dumps(described, indent=1, sort_keys=True) + "\n"


_SCHEME = {
    "type": "apiKey",
    "in": "header",
    "name": "Signature",
    "description": "HTTP Message Signatures (RFC 9421), Ed25519, as docs/sync-protocol.md says. There are no tokens.",
}

_TOLD = [
    {
        "in": "query",
        "name": "version",
        "description": "The release of the device's program",
        "schema": {"type": "string", "pattern": "^[0-9A-Za-z.+-]{1,32}$"},
    },
    {
        "in": "query",
        "name": "waiting",
        "description": "How many change sets have no receipt yet",
        "schema": {"type": "integer", "minimum": 0, "maximum": 9_999_999},
    },
    {
        "in": "query",
        "name": "doubted",
        "description": "How many streams it holds back, since something in them is not what its device signed",
        "schema": {"type": "integer", "minimum": 0, "maximum": 9_999_999},
    },
    {
        "in": "query",
        "name": "bundle",
        "description": "The number of the council.json that it holds: a later one comes with the answer",
        "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    },
]


_OFFSET = {"description": "How many bytes have come", "schema": {"type": "integer", "minimum": 0}}
_COMPLETE = {"description": "Whether the file ends there", "schema": {"type": "string", "enum": ["?0", "?1"]}}
_PLACE: list[dict[str, Any]] = [
    {"in": "path", "name": "stream", "required": True, "schema": {"type": "string"}},
    {"in": "path", "name": "sha256", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
]
_UPLOADED: list[dict[str, Any]] = [
    {"in": "header", "name": OFFSET, "required": True, **_OFFSET},
    {"in": "header", "name": COMPLETE, **_COMPLETE},
]
_RANGED: list[dict[str, Any]] = [{"in": "header", "name": "Range", "schema": {"type": "string"}}]
_PARAMETERS: dict[tuple[str, str], list[dict[str, Any]]] = {
    ("get", "/v1/manifest"): _TOLD,
    ("head", _AT): _PLACE,
    ("patch", _AT): _PLACE + _UPLOADED,
    ("get", _AT): _PLACE + _RANGED,
}


def _operation(route: Route, schema_of: dict[Any, Any]) -> dict[str, Any]:
    responses = _successes(route, schema_of)
    codes = (*route.problems, *(_SIGNED if route.is_signed else ()), *_ALWAYS)
    for status in sorted({problem(code).status for code in codes}):
        told = ", ".join(sorted(code for code in codes if problem(code).status == status))
        content = {MEDIA_TYPE: {"schema": schema_of[ProblemDetail]}}
        responses[str(status)] = {"description": told, "content": content}
    operation: dict[str, Any] = {"summary": route.summary, "responses": responses}
    if parameters := _PARAMETERS.get((route.method, route.path)):
        operation["parameters"] = parameters
    if route.asked is not None:
        operation["requestBody"] = _body("Asked", route.asked, schema_of) | {"required": True}
    if route.is_signed:
        operation["security"] = [{"device": []}]
    return operation


def _successes(route: Route, schema_of: dict[Any, Any]) -> dict[str, Any]:
    if route.answered is None:
        return {"204": {"description": "Done", "headers": {OFFSET: _OFFSET, COMPLETE: _COMPLETE}}}
    responses: dict[str, Any] = {"200": _body("Done", route.answered, schema_of)}
    if route.path == "/v1/manifest":
        responses["304"] = {"description": "The manifest named by If-None-Match still holds"}
    if route.answered is bytes:
        responses["206"] = _body("The part that was asked for", bytes, schema_of)
    return responses


def _body(about: str, message: Any, schema_of: dict[Any, Any]) -> dict[str, Any]:
    if message is bytes:
        named = PARTIAL_UPLOAD if about == "Asked" else "application/octet-stream"
        return {"description": about, "content": {named: {}}}
    kind, how = _TRAVELS.get(message, (_JSON, ""))
    return {"description": about + how, "content": {kind: {"schema": schema_of[message]}}}
