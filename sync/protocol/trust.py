"""The council's trust bundle, `council.json`: one small signed file naming every key and server that a laptop believes (F5).

A laptop pins it at enrolment by the fingerprint in the enrolment code, and afterwards takes only a later one signed by the root it
already holds. Refused, each with its own error:

    BundleRefused
    ├── BundleUnreadable    not a bundle in canonical form
    ├── WrongRoot           of another council's root than the code or the bundle before says
    ├── BadSignature        not signed by that root
    └── OlderBundle         lower than the one already held, or a different one of the same number
"""

import hashlib
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta, Struct

from sync.protocol import crypto
from sync.protocol.canonical import NotCanonical, decode, encode
from sync.protocol.codes import fingerprint

_DOMAIN = "doorstep/trust-bundle/1"
MOST_BYTES = 32_768

CouncilId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
SigningKey = Annotated[bytes, Meta(min_length=32, max_length=32)]
SealingKey = Annotated[bytes, Meta(min_length=1216, max_length=1216)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]


class BundleRefused(Exception):
    """Root: this bundle is not to be believed."""


class BundleUnreadable(BundleRefused):
    """Not a bundle, or not in canonical form."""


class WrongRoot(BundleRefused):
    """Its root is not the one that was promised."""


class BadSignature(BundleRefused):
    """The root that must have signed it did not."""


class OlderBundle(BundleRefused):
    """Not later than the bundle already held."""


class RecoveryKey(Struct, frozen=True, forbid_unknown_fields=True):
    """A key that laptops seal their recovery secret to; the first in the bundle is the one to use."""

    key_id: str
    public: SealingKey


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """A safeguarding number, shown even while the laptop is locked."""

    name: str
    number: str


class TrustBundle(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a laptop of this council believes. `n` counts the bundles; signing keys are Ed25519, sealing keys hybrid HPKE."""

    n: Annotated[int, Meta(ge=1)]
    council: CouncilId
    name: str
    servers: Annotated[tuple[str, ...], Meta(min_length=1, max_length=8)]
    root: SigningKey
    recovery: Annotated[tuple[RecoveryKey, ...], Meta(min_length=1, max_length=4)]
    ingest: SealingKey
    """For the sealed outbox (F7)."""
    receipt: SigningKey
    order: SigningKey
    forms: SigningKey
    pins: tuple[str, ...] = ()
    """SHA-256 of certificates to insist on, hexadecimal; none means the system's own trust."""
    phones: tuple[Phone, ...] = ()
    minimum_version: str = "0"
    """The oldest release of the laptop's program that may sync."""
    v: Annotated[int, Meta(ge=1, le=1)] = 1


class _Signed(Struct, frozen=True, forbid_unknown_fields=True):
    bundle: TrustBundle
    signatures: Annotated[tuple[Signature, ...], Meta(min_length=1, max_length=2)]


def sign(bundle: TrustBundle, *roots: Ed25519PrivateKey) -> bytes:
    """The bytes of `council.json`. A bundle with a new root is signed by the old one and by its own."""
    body = encode(bundle)
    return encode(_Signed(bundle, tuple(crypto.sign(root, _DOMAIN, body) for root in roots)))


def verify(raw: bytes, trusted: str | TrustBundle) -> TrustBundle:
    """The bundle in these bytes, judged by the fingerprint from an enrolment code or by the bundle held so far.

    Raises:
        BundleRefused: one of the tree in the module's docstring.
    """
    signed = _read(raw)
    bundle = signed.bundle
    if isinstance(trusted, str):
        if fingerprint(bundle.root) != trusted:
            raise WrongRoot
        root = bundle.root
    else:
        _must_follow(bundle, trusted)
        root = trusted.root
    body = encode(bundle)
    if not any(crypto.is_signed(root, _DOMAIN, body, signature) for signature in signed.signatures):
        raise BadSignature
    return bundle


def read(raw: bytes) -> TrustBundle:
    """The bundle in bytes whose signature was checked when they were kept, and whose `digest` was compared since.

    Raises:
        BundleUnreadable: not a bundle.
    """
    return _read(raw).bundle


def digest(raw: bytes) -> str:
    """SHA-256 of `council.json`, hexadecimal: what the vault's header holds."""
    return hashlib.sha256(raw).hexdigest()


def _read(raw: bytes) -> _Signed:
    if len(raw) > MOST_BYTES:
        raise BundleUnreadable
    try:
        return decode(raw, _Signed)
    except NotCanonical:
        raise BundleUnreadable from None


def _must_follow(bundle: TrustBundle, held: TrustBundle) -> None:
    if bundle.council != held.council:
        raise WrongRoot
    if bundle.n < held.n or (bundle.n == held.n and bundle != held):
        raise OlderBundle
