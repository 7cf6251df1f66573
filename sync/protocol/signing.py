"""How a device signs its requests (F16): HTTP Message Signatures (RFC 9421) with Ed25519, one fixed shape, both ends.

Covered are method, host, path, query and the digest of the body as it travels, with the time, a nonce and the device's id. A body that is
made while it travels is not covered: its lines are signed themselves (`docs/decisions/0041-pushes-are-signed-line-by-line.md`). The
server's clock decides whether a request is fresh, so the time is only read here, never judged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import http_sf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver, algorithms
from http_message_signatures.exceptions import HTTPMessageSignaturesException

_ALWAYS = ("@method", "@authority", "@path", "@query")
_DIGEST = "content-digest"
_TAG = "doorstep/1"
_LABEL = "device"
_LONGEST_NONCE = 64
_LATEST = 2**33  # seconds; the year 2242

FindKey = Callable[[str], Ed25519PublicKey | None]
"""A device's public key by the device's id; None where there is no such device."""


class BadSignature(Exception):
    """Not signed as it must be: nothing of it may be believed."""


@dataclass
class Message:
    """A request as far as a signature sees it. `authority` is the Host header, `target` the path with its query.

    `body` is None where the signature does not speak of it, though there may be one.
    """

    method: str
    authority: str
    target: str
    body: bytes | None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The scheme is left out of what is signed: a council's own proxy may end the encryption."""
        return f"https://{self.authority}{self.target}"


@dataclass(frozen=True)
class Signed:
    """What a good signature says."""

    device: str
    created: int
    nonce: str


def sign(message: Message, device: str, key: Ed25519PrivateKey, created: int, nonce: str) -> dict[str, str]:
    """The headers to add. `created` is in seconds since 1970 by the server's time as far as the device knows it."""
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Own(key))
    signer.sign(
        message,
        key_id=device,
        created=datetime.fromtimestamp(created, UTC),
        nonce=nonce,
        label=_LABEL,
        tag=_TAG,
        covered_component_ids=_covered(message),
        body=message.body,
    )
    return header_values({name.lower(): value for name, value in message.headers.items()})


def verify(message: Message, find_key: FindKey) -> Signed:
    """Who signed a request, and when they say they did. Freshness and the nonce are the caller's to judge.

    Raises:
        BadSignature: unsigned, signed by an unknown device or in another shape, or changed since.
    """
    if message.body is None:
        message.headers.pop(_DIGEST, None)
    verifier = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=_Known(find_key))
    try:
        (result,) = verifier.verify(message, expect_tag=_TAG, require_components=_covered(message), body=message.body)
    except (HTTPMessageSignaturesException, ValueError):  # two signatures where there must be one are a ValueError
        raise BadSignature from None
    device, created, nonce = (result.parameters.get(name) for name in ("keyid", "created", "nonce"))
    if not (isinstance(device, str) and isinstance(created, int) and isinstance(nonce, str)):
        raise BadSignature
    if not (0 <= created <= _LATEST and 0 < len(nonce) <= _LONGEST_NONCE):
        raise BadSignature
    return Signed(device, created, nonce)


def claimed_device(message: Message) -> str:
    """The device that a message says it is signed by, before anything of it is verified; empty if it says none."""
    try:
        parsed: Any = http_sf.parse(message.headers.get("signature-input", "").encode(), tltype="dictionary")
        _components, parameters = parsed[_LABEL]
        device = parameters.get("keyid")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    return device if isinstance(device, str) else ""


class _Verifier(HTTPMessageVerifier):
    def validate_created_and_expires(self, sig_input: object, max_age: timedelta | None = None) -> None:
        """The package would ask this machine's clock; whoever calls us has a clock of their own."""


class _Own(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._key


class _Known(HTTPSignatureKeyResolver):
    def __init__(self, find: FindKey) -> None:
        self._find = find

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self._find(key_id)


def _covered(message: Message) -> tuple[str, ...]:
    return _ALWAYS if message.body is None else (*_ALWAYS, _DIGEST)


def header_values(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of a request that a signature may speak of."""
    return {name: headers[name] for name in ("content-digest", "signature-input", "signature") if name in headers}
