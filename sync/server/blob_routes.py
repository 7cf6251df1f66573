"""The routes of files: what has come of them, a piece more of one, and one to read. `docs/sync-protocol.md`, "Files", is normative."""

import re
from typing import Annotated

import msgspec
from anyio.to_thread import run_sync
from litestar import HttpMethod, Response, get, patch, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.response import Stream

from sync.protocol.blobs import (
    COMPLETE,
    NO,
    OFFSET,
    PARTIAL_UPLOAD,
    YES,
    BlobAnswer,
    BlobName,
    BlobQuestion,
    BlobStanding,
)
from sync.protocol.limits import BLOB_PIECE_BYTES
from sync.protocol.problems import ProblemCode, problem
from sync.records.types import instant_text
from sync.server import blobs
from sync.server.access import Caller
from sync.server.answers import AnyRequest, Refused
from sync.server.central import Central
from sync.server.guard import signed

_AT = "/v1/blobs/{stream:str}/{sha256:str}"
_RANGE = re.compile(r"bytes=(\d{1,10})-(\d{0,10})")
_COUNT = re.compile(r"\d{1,10}")
_SAFE = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff", "Accept-Ranges": "bytes"}
"""However it is opened, it is saved and not run (P7)."""


@post("/v1/blobs", guards=[signed], sync_to_thread=True, status_code=200)
def how_far(
    central: NamedDependency[Central], caller: NamedDependency[Caller], data: JSONBody[BlobQuestion]
) -> BlobAnswer:
    with central.database.reading() as connection:
        return BlobAnswer(blobs.standing_of(connection, caller, data.blobs))


@route(_AT, http_method=HttpMethod.HEAD, guards=[signed], status_code=204)
async def offset_of(
    central: NamedDependency[Central], caller: NamedDependency[Caller], stream: FromPath[str], sha256: FromPath[str]
) -> Response[None]:
    name = _named(stream, sha256)

    def found() -> list[BlobStanding]:
        with central.database.reading() as connection:
            return blobs.standing_of(connection, caller, [name])

    for standing in await run_sync(found):
        return _told(standing)
    raise Refused(problem(ProblemCode.STREAM_UNKNOWN))


@patch(_AT, guards=[signed], status_code=204, request_max_body_size=BLOB_PIECE_BYTES)
async def append(
    central: NamedDependency[Central],
    caller: NamedDependency[Caller],
    request: AnyRequest,
    stream: FromPath[str],
    sha256: FromPath[str],
    content_type: Annotated[str, HeaderParameter(name="Content-Type")] = "",
    upload_offset: Annotated[str, HeaderParameter(name=OFFSET)] = "",
    upload_complete: Annotated[str, HeaderParameter(name=COMPLETE)] = NO,
) -> Response[None]:
    name = _named(stream, sha256)
    if content_type != PARTIAL_UPLOAD or not _COUNT.fullmatch(upload_offset) or upload_complete not in (YES, NO):
        raise Refused(problem(ProblemCode.MALFORMED))
    piece, offset, last = await request.body(), int(upload_offset), upload_complete == YES

    def taken() -> BlobStanding | ProblemCode:
        at = instant_text(central.now())
        with central.database.writing() as connection:
            return blobs.append(connection, caller, central.quotas, at, name, offset, piece, last)

    answer = await run_sync(taken)
    if isinstance(answer, ProblemCode):
        raise Refused(problem(answer))
    return _told(answer)


@get(_AT, guards=[signed], sync_to_thread=True)
def download(
    central: NamedDependency[Central],
    caller: NamedDependency[Caller],
    stream: FromPath[str],
    sha256: FromPath[str],
    wanted: Annotated[str, HeaderParameter(name="Range")] = "",
) -> Stream:
    name = _named(stream, sha256)
    with central.database.reading() as connection:
        size = blobs.size_of(connection, caller, name)
    if isinstance(size, ProblemCode):
        raise Refused(problem(size))
    first, end = _range(wanted, size)
    part = {"Content-Range": f"bytes {first}-{end - 1}/{size}"} if end - first < size else {}
    return Stream(
        blobs.read(central.database, name, first, end),
        status_code=206 if part else 200,
        media_type="application/octet-stream",
        headers={**_SAFE, **part, "Content-Length": str(end - first)},
    )


HANDLERS = (how_far, offset_of, append, download)


def _named(stream: str, sha256: str) -> BlobName:
    try:
        return msgspec.convert({"stream": stream, "sha256": sha256}, BlobName)
    except msgspec.ValidationError:
        raise Refused(problem(ProblemCode.STREAM_UNKNOWN)) from None


def _told(standing: BlobStanding) -> Response[None]:
    headers = {OFFSET: str(standing.offset), COMPLETE: YES if standing.complete else NO, "Cache-Control": "no-store"}
    return Response(None, status_code=204, headers=headers)


def _range(wanted: str, size: int) -> tuple[int, int]:
    """The first byte wanted and the one after the last. What is not one plain range is taken as none (RFC 9110, section 14.2)."""
    found = _RANGE.fullmatch(wanted)
    if found is None:
        return 0, size
    first, last = int(found[1]), int(found[2] or size - 1)
    if first > last or first >= size:
        raise Refused(problem(ProblemCode.RANGE))
    return first, min(last + 1, size)
