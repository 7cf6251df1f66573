"""What can go wrong with a sync or an enrolment. Nothing of it loses work: what was not receipted is sent again.

SyncError
├── Offline              no way to the server, or the line broke
├── Untrusted            the server's certificate is not one that this machine trusts
├── InsecureAddress      not https, and not this very machine
├── ServerTrouble        the server says that it cannot answer now; `status` is HTTP's
│   └── Busy             this laptop, or those at its address, asked enough for now; `seconds` says when to come again
├── NotUnderstood        the answer is not of this protocol: a captive portal, a proxy, a fault
├── RequestRefused       the server will not do it; `reason` is the problem's code
│   ├── DeviceRevoked    this laptop may no longer sync
│   ├── StreamGone       a stream asked for is not this laptop's any more; the next manifest says so
│   ├── LinkMoved        somebody has said something of the same two people meanwhile
│   └── LinkNotTheirs    another manager has to decide on it
├── ClientTooOld         the council asks for release `minimum` or later
├── Cancelled            the person stopped it between two steps
└── CodeRefused          an enrolment code does not let this laptop in
    ├── CodeUnknown, CodeUsed, CodeExpired, CodeVoid, DeviceTaken
    └── WrongCouncil     the server is not of the council that the code is for (F5)

Errors carry codes and numbers, never data (F15). `code` names the class, as the laptop's own errors do.
"""

import re
from typing import ClassVar

from sync.protocol.problems import ProblemCode
from sync.protocol.trouble import Trouble


class SyncError(Trouble):
    """Root."""

    code: ClassVar[str] = "sync-error"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()


class Offline(SyncError):
    """No way to the server, or the line broke."""


class Untrusted(SyncError):
    """The server's certificate is not trusted here."""


class InsecureAddress(SyncError):
    """The address would send in the clear."""


class ServerTrouble(SyncError):
    """The server cannot answer now."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Busy(ServerTrouble):
    """There was enough for now."""

    def __init__(self, status: int, seconds: float) -> None:
        super().__init__(status)
        self.seconds = seconds


class NotUnderstood(SyncError):
    """The answer is not of this protocol."""


class RequestRefused(SyncError):
    """The server will not do it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DeviceRevoked(RequestRefused):
    """This laptop may no longer sync."""


class StreamGone(RequestRefused):
    """A stream asked for was taken away meanwhile."""


class LinkMoved(RequestRefused):
    """What was said of two people has moved on."""


class LinkNotTheirs(RequestRefused):
    """Somebody else decides on a link."""


class ClientTooOld(SyncError):
    """The council asks for a later release."""

    def __init__(self, minimum: str) -> None:
        super().__init__(minimum)
        self.minimum = minimum


class Cancelled(SyncError):
    """The person stopped it."""


class CodeRefused(SyncError):
    """An enrolment code does not let this laptop in."""


class CodeUnknown(CodeRefused):
    """No such code."""


class CodeUsed(CodeRefused):
    """Another laptop used it."""


class CodeExpired(CodeRefused):
    """Its day is over."""


class CodeVoid(CodeRefused):
    """It was tried wrongly too often."""


class DeviceTaken(CodeRefused):
    """Another laptop has this id or key."""


class WrongCouncil(CodeRefused):
    """The server does not prove to be of the code's council."""


_BY_PROBLEM: dict[str, type[CodeRefused]] = {
    ProblemCode.CODE_UNKNOWN: CodeUnknown,
    ProblemCode.CODE_USED: CodeUsed,
    ProblemCode.CODE_EXPIRED: CodeExpired,
    ProblemCode.CODE_VOID: CodeVoid,
    ProblemCode.DEVICE_TAKEN: DeviceTaken,
}


def refusal(reason: str, status: int, retry_after: int | None = None) -> SyncError:
    """The error for a problem that the server names."""
    if reason in _BY_PROBLEM:
        return _BY_PROBLEM[reason]()
    match reason:
        case ProblemCode.REVOKED:
            return DeviceRevoked(reason)
        case ProblemCode.STREAM_UNKNOWN:
            return StreamGone(reason)
        case ProblemCode.LINK_MOVED:
            return LinkMoved(reason)
        case ProblemCode.LINK_NOT_THEIRS:
            return LinkNotTheirs(reason)
        case ProblemCode.BUSY:
            return Busy(status, retry_after or 0)
        case ProblemCode.UNAVAILABLE | ProblemCode.FAULT:
            return ServerTrouble(status)
        case _:
            return RequestRefused(reason)
