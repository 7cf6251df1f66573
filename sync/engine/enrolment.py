"""Letting a new laptop in with a one-time code (F5): who is the code for, then the laptop's number.

The server proves by the trust bundle, whose root the code names, that it is of the council that gave the code.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.engine.errors import CodeUnknown, WrongCouncil
from sync.engine.transport import Transport
from sync.protocol import trust
from sync.protocol.codes import EnrolmentCode, WrongCode
from sync.protocol.commitment import text
from sync.protocol.crypto import public_bytes
from sync.protocol.messages import CodeQuestion, Enrolled, EnrolmentRequest, Greeting


@dataclass(frozen=True)
class Welcome:
    """Who the code was made for, and the trust bundle to pin: its bytes, and what they say."""

    greeting: Greeting
    bundle: trust.TrustBundle
    raw_bundle: bytes


def question(code: str, transport: Transport) -> Welcome:
    """Ask whom a code as somebody typed it lets in. Nothing is used up by it but wrong tries.

    Raises:
        CodeRefused: it lets nobody in, or the server is not of the code's council.
        SyncError: no answer.
    """
    read = _read(code)
    greeting = transport.post("/v1/enrolment/question", CodeQuestion(read.secret), Greeting)
    raw = greeting.bundle.encode()
    try:
        bundle = trust.verify(raw, read.fingerprint)
    except trust.BundleRefused:
        raise WrongCouncil from None
    if bundle.council != greeting.council:
        raise WrongCouncil
    return Welcome(greeting, bundle, raw)


def enrol(
    code: str, transport: Transport, device: str, key: Ed25519PrivateKey, recovery: str, name: str = ""
) -> Enrolled:
    """Use the code for this laptop. Sent again with the same device and key it gets the same number, if an answer was lost.

    `device` is the id that the laptop gave itself, `recovery` the vault header's recovery slot.

    Raises:
        CodeRefused: it lets nobody in, or let in another laptop.
        SyncError: no answer; ask again with the same device and key.
    """
    request = EnrolmentRequest(_read(code).secret, device, text(public_bytes(key)), recovery, name)
    return transport.post("/v1/enrolment", request, Enrolled)


def _read(code: str) -> EnrolmentCode:
    try:
        return EnrolmentCode.read(code)
    except WrongCode:
        raise CodeUnknown from None
