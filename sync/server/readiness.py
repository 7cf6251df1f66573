"""Whether requests that are sent here now would be answered: for whoever spreads them over several servers.

A socket that listens is no sign of it: requests wait in it before the first worker has come up. So until one has answered for the
first time it is asked as anybody would ask it; from then on one that dies is replaced.
"""

from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from sqlalchemy.exc import SQLAlchemyError

from sync.server.councils import Councils
from sync.server.schema import WrongSchema

_ASK_SECONDS = 2.0
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (where a socket that listens everywhere is reached from here)


class Readiness:
    """Of the server that listens at `address`, for these councils."""

    def __init__(self, councils: Councils, address: tuple[str, int], is_leaving: Callable[[], bool]) -> None:
        self._councils = councils
        self._host, self._port = _ANY.get(address[0], address[0]), address[1]
        self._is_leaving = is_leaving
        self._has_answered = False

    def holds(self) -> bool:
        """Whether it is ready: it has come up, is not about to leave, and its database is there and at this release's schema."""
        return not self._is_leaving() and self._is_current() and self._answers()

    def _is_current(self) -> bool:
        try:
            self._councils.require_current()
        except (SQLAlchemyError, WrongSchema):
            return False
        return True

    def _answers(self) -> bool:
        if not self._has_answered:
            line = HTTPConnection(self._host, self._port, timeout=_ASK_SECONDS)
            try:
                line.request("GET", "/health")
                self._has_answered = line.getresponse().status == 200
            except (OSError, HTTPException):
                return False
            finally:
                line.close()
        return self._has_answered
