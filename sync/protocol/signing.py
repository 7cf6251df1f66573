"""How a device signs its requests (F16): HTTP Message Signatures (RFC 9421) with Ed25519, in one shape and no other, both ends.

Covered are method, host, path, query and the digest of the body as it travels, with the time, a nonce and the device's id. A body that is
made while it travels is not covered: its lines are signed themselves (`docs/decisions/0041-pushes-are-signed-line-by-line.md`). The
server's clock decides whether a request is fresh, so the time is only read here, never judged. Why no package does it:
`docs/decisions/0096-one-shape-of-signature-needs-no-package.md`.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_DIGEST, _INPUT, _SIGNATURE = "content-digest", "signature-input", "signature"
_ALWAYS = '"@method" "@authority" "@path" "@query"'
_WITH_BODY = f'{_ALWAYS} "{_DIGEST}"'
_SAID = re.compile(
    rf'device=(\(({_ALWAYS}|{_WITH_BODY})\);created=([0-9]{{1,10}});keyid="([A-Za-z0-9_-]{{1,64}})"'
    r';alg="ed25519";nonce="([A-Za-z0-9_-]{1,64})";tag="doorstep/1")'
)
_SIGNED = re.compile(r"device=:([A-Za-z0-9+/]{86}==):")
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


@dataclass(frozen=True)
class Signed:
    """What a good signature says."""

    device: str
    created: int
    nonce: str


def sign(message: Message, device: str, key: Ed25519PrivateKey, created: int, nonce: str) -> dict[str, str]:
    """The headers to add. `created` is in seconds since 1970 by the server's time as far as the device knows it."""
    covered = _ALWAYS if message.body is None else _WITH_BODY
    said = f'({covered});created={created};keyid="{device}";alg="ed25519";nonce="{nonce}";tag="doorstep/1"'
    signature = b64encode(key.sign(_base(message, said))).decode()
    digest = {} if message.body is None else {_DIGEST: _digest(message.body)}
    return {**digest, _INPUT: f"device={said}", _SIGNATURE: f"device=:{signature}:"}


def verify(message: Message, find_key: FindKey) -> Signed:
    """Who signed a request, and when they say they did. Freshness and the nonce are the caller's to judge.

    Raises:
        BadSignature: unsigned, signed by an unknown device or in another shape, or changed since.
    """
    said = _SAID.fullmatch(message.headers.get(_INPUT, ""))
    signed = _SIGNED.fullmatch(message.headers.get(_SIGNATURE, ""))
    if said is None or signed is None:
        raise BadSignature
    parameters, covered, created, device, nonce = said.groups()
    if covered != (_ALWAYS if message.body is None else _WITH_BODY) or int(created) > _LATEST:
        raise BadSignature
    if message.body is not None and message.headers.get(_DIGEST) != _digest(message.body):
        raise BadSignature
    key = find_key(device)
    if key is None:
        raise BadSignature
    try:
        key.verify(b64decode(signed[1]), _base(message, parameters))
    except InvalidSignature:
        raise BadSignature from None
    return Signed(device, int(created), nonce)


def claimed_device(message: Message) -> str:
    """The device that a message says it is signed by, before anything of it is verified; empty if it says none."""
    said = _SAID.fullmatch(message.headers.get(_INPUT, ""))
    return "" if said is None else said[4]


def _base(message: Message, parameters: str) -> bytes:
    """What is signed (RFC 9421, section 2.5)."""
    path, _mark, query = message.target.partition("?")
    lines = [
        f'"@method": {message.method}',
        f'"@authority": {message.authority}',
        f'"@path": {path}',
        f'"@query": ?{query}',
        f'"@signature-params": {parameters}',
    ]
    if message.body is not None:
        lines.insert(-1, f'"{_DIGEST}": {_digest(message.body)}')
    return "\n".join(lines).encode()


def _digest(body: bytes) -> str:
    """The Content-Digest of a body (RFC 9530)."""
    return f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"


def header_values(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of a request that a signature may speak of."""
    return {name: headers[name] for name in (_DIGEST, _INPUT, _SIGNATURE) if name in headers}
