"""Every answer that is not a success, as problem details that carry no data (F15)."""

import logging
from typing import Any, TypeAlias

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException
from litestar.types import ExceptionHandlersMap
from sqlalchemy.exc import IntegrityError, OperationalError, TimeoutError  # noqa: A004  (of the pool)

from sync.protocol.codec import CodecError, TooLarge
from sync.protocol.problems import MEDIA_TYPE, ProblemCode, ProblemDetail, problem
from sync.server.judging import DeviceRevoked
from sync.server.push import LineBroke
from sync.server.quotas import Spent
from sync.server.received import BadLine, TooManyLines

AnyRequest: TypeAlias = Request[Any, Any, Any]

_log = logging.getLogger(__name__)


class Refused(Exception):
    """Answer with these details."""

    def __init__(self, detail: ProblemDetail) -> None:
        super().__init__(detail.code)
        self.detail = detail


def _answer(detail: ProblemDetail) -> Response[bytes]:
    headers = {} if detail.retry_after is None else {"Retry-After": str(detail.retry_after)}
    return Response(msgspec.json.encode(detail), status_code=detail.status, media_type=MEDIA_TYPE, headers=headers)


def _refused(_request: AnyRequest, error: Refused) -> Response[bytes]:
    return _answer(error.detail)


def _bad_line(_request: AnyRequest, error: BadLine) -> Response[bytes]:
    return _answer(problem(ProblemCode.MALFORMED, line=error.number))


def _revoked(_request: AnyRequest, _error: DeviceRevoked) -> Response[bytes]:
    return _answer(problem(ProblemCode.REVOKED))


def _broke_off(_request: AnyRequest, _error: LineBroke) -> Response[bytes]:
    return _answer(problem(ProblemCode.MALFORMED))  # nobody hears it


def _too_many(_request: AnyRequest, _error: TooManyLines) -> Response[bytes]:
    return _answer(problem(ProblemCode.TOO_LARGE))


def _unreadable(_request: AnyRequest, error: CodecError) -> Response[bytes]:
    return _answer(problem(ProblemCode.TOO_LARGE if isinstance(error, TooLarge) else ProblemCode.ENCODING))


def _framework(_request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """What the framework refuses by itself: its words may quote the request, so only its kind is told."""
    match error:
        case NotFoundException():
            return _answer(problem(ProblemCode.NOT_FOUND))
        case MethodNotAllowedException():
            return _answer(problem(ProblemCode.NOT_ALLOWED))
        case HTTPException(status_code=413):
            return _answer(problem(ProblemCode.TOO_LARGE))
        case HTTPException(status_code=status) if status < 500:
            return _answer(problem(ProblemCode.MALFORMED))
        case _:
            return _fault(_request, error)


def _spent(_request: AnyRequest, error: Spent) -> Response[bytes]:
    return _answer(problem(ProblemCode.BUSY, retry_after=error.retry_after))


def _unavailable(_request: AnyRequest, error: OperationalError | IntegrityError | TimeoutError) -> Response[bytes]:
    """Out of reach, or two requests met that both made the same thing: asked again, one finds what the other made."""
    kind = type(error) if isinstance(error, TimeoutError) else type(error.orig)
    _log.error("the database did not answer: %s", kind.__name__)
    return _answer(problem(ProblemCode.UNAVAILABLE))


def _fault(request: AnyRequest, error: Exception) -> Response[bytes]:
    _log.error("fault in %s %s", request.method, request.scope["path_template"], exc_info=error)
    return _answer(problem(ProblemCode.FAULT))


HANDLERS: ExceptionHandlersMap = {
    Refused: _refused,
    BadLine: _bad_line,
    TooManyLines: _too_many,
    CodecError: _unreadable,
    DeviceRevoked: _revoked,
    LineBroke: _broke_off,
    HTTPException: _framework,
    Spent: _spent,
    TimeoutError: _unavailable,
    OperationalError: _unavailable,
    IntegrityError: _unavailable,
    Exception: _fault,
}
