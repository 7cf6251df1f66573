"""What the server says when it will not do something: RFC 9457 problem details with a stable code, and never any data (F15).

The title is for the person who runs the server; words for workers are made where they are shown, from the code.
"""

from enum import StrEnum

from msgspec import Struct

MEDIA_TYPE = "application/problem+json"
_URN = "urn:doorstep:problem:"


class ProblemCode(StrEnum):
    """Why a request was not done. Codes are never renamed."""

    SIGNATURE = "signature"
    CLOCK = "clock"
    REPLAYED = "replayed"
    REVOKED = "revoked"
    STREAM_UNKNOWN = "stream_unknown"
    BLOB_UNKNOWN = "blob_unknown"
    OFFSET = "offset"
    CONTENT = "content"
    RANGE = "range"
    CODE_UNKNOWN = "code_unknown"
    CODE_USED = "code_used"
    CODE_EXPIRED = "code_expired"
    CODE_VOID = "code_void"
    DEVICE_TAKEN = "device_taken"
    MALFORMED = "malformed"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    LINK_MOVED = "link_moved"
    LINK_NOT_THEIRS = "link_not_theirs"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    BUSY = "busy"
    UNAVAILABLE = "unavailable"
    FAULT = "fault"


class ProblemDetail(Struct, frozen=True, omit_defaults=True):
    """The body of every answer that is not a success."""

    type: str
    title: str
    status: int
    code: str
    server_time: int | None = None
    """With `clock`: the server's seconds since 1970, by which to sign again."""
    line: int | None = None
    """With `malformed`: which line of the body, from 1."""
    retry_after: int | None = None
    """With `busy`: in how many seconds to ask again. `Retry-After` says the same."""


_TITLES: dict[ProblemCode, tuple[int, str]] = {
    ProblemCode.SIGNATURE: (401, "The request is not signed by a device that this council knows."),
    ProblemCode.CLOCK: (401, "The request was signed too long before or after the server's time."),
    ProblemCode.REPLAYED: (401, "A request with this nonce was already answered."),
    ProblemCode.REVOKED: (403, "This device may no longer sync."),
    ProblemCode.STREAM_UNKNOWN: (404, "There is no such stream for this device."),
    ProblemCode.BLOB_UNKNOWN: (404, "The file is not here, or not all of it."),
    ProblemCode.OFFSET: (409, "The piece does not follow what has come of this file."),
    ProblemCode.CONTENT: (422, "The file is not what its address says. What had come of it is dropped."),
    ProblemCode.RANGE: (416, "The file has no such bytes."),
    ProblemCode.CODE_UNKNOWN: (404, "No enrolment code opens with this."),
    ProblemCode.CODE_USED: (409, "This enrolment code was already used by another device."),
    ProblemCode.CODE_EXPIRED: (410, "This enrolment code has expired."),
    ProblemCode.CODE_VOID: (410, "This enrolment code was tried wrongly too often."),
    ProblemCode.DEVICE_TAKEN: (409, "Another device has this id."),
    ProblemCode.MALFORMED: (400, "The request cannot be read."),
    ProblemCode.ENCODING: (415, "The body's encoding is not known, or the body is damaged."),
    ProblemCode.TOO_LARGE: (413, "The request is too large."),
    ProblemCode.LINK_MOVED: (409, "This does not follow what was said of these two people."),
    ProblemCode.LINK_NOT_THEIRS: (403, "A manager who did not ask decides on this."),
    ProblemCode.NOT_FOUND: (404, "There is nothing at this address."),
    ProblemCode.NOT_ALLOWED: (405, "This method is not for this address."),
    ProblemCode.BUSY: (
        429,
        "This device, or this address, has asked or sent too much for now. Nothing is lost; ask again later.",
    ),
    ProblemCode.UNAVAILABLE: (503, "The server cannot answer now. Nothing is lost; ask again later."),
    ProblemCode.FAULT: (500, "The server failed. Nothing is lost; ask again later."),
}


def problem(
    code: ProblemCode, *, server_time: int | None = None, line: int | None = None, retry_after: int | None = None
) -> ProblemDetail:
    """The details that belong to a code."""
    status, title = _TITLES[code]
    return ProblemDetail(_URN + code, title, status, code, server_time, line, retry_after)
