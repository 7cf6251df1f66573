"""The few cryptographic acts that laptop, council and help desk share, over one audited package (`cryptography`).

Ed25519 with a domain prefix on every signature, so that no signature can be shown as one of another purpose; HPKE with
ML-KEM-768 + X25519 for what must still be secret in 25 years; HKDF-SHA256. Keys travel as raw bytes.
"""

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_MLKEM_SEED, _X25519_SEED, _MLKEM_PUBLIC = 64, 32, 1184
MASTER_BYTES = 32


class SealBroken(Exception):
    """Sealed to another key or for another purpose, or changed since. Which of them cannot be told."""


def derive(secret: bytes, purpose: str, length: int = 32) -> bytes:
    """`length` bytes from a uniformly random secret, different for each purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), length, None, purpose.encode()).derive(secret)


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 raw bytes of the public half."""
    return key.public_key().public_bytes_raw()


def sign(key: Ed25519PrivateKey, domain: str, data: bytes) -> bytes:
    """64 bytes that say: the holder of this key vouches for `data` under `domain`."""
    return key.sign(_under(domain, data))


def is_signed(public: bytes, domain: str, data: bytes, signature: bytes) -> bool:
    """Whether the holder of the key with these raw public bytes signed `data` under `domain`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _under(domain, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def hybrid_key(master: bytes, purpose: str) -> MLKEM768X25519PrivateKey:
    """The private key that always follows from these 32 bytes: what is kept safe is the master, never the key."""
    return MLKEM768X25519PrivateKey(*_halves(master, purpose))


def hybrid_public(master: bytes, purpose: str) -> bytes:
    """The 1,216 raw public bytes of `hybrid_key`: ML-KEM's, then X25519's."""
    mlkem, x25519 = _halves(master, purpose)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def seal(public: bytes, data: bytes, info: bytes) -> bytes:
    """`data` for the holder of a hybrid key alone, bound to `info` (HPKE base mode; 1,136 bytes longer).

    Raises:
        ValueError: not the public bytes of a hybrid key.
    """
    key = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
    )
    return _SUITE.encrypt(data, key, info=info)


def open_sealed(key: MLKEM768X25519PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """What was sealed.

    Raises:
        SealBroken: not sealed to this key under this `info`.
    """
    try:
        return _SUITE.decrypt(sealed, key, info=info)
    except InvalidTag:
        raise SealBroken from None


def _halves(master: bytes, purpose: str) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    seed = derive(master, purpose, _MLKEM_SEED + _X25519_SEED)
    return (
        MLKEM768PrivateKey.from_seed_bytes(seed[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(seed[_MLKEM_SEED:]),
    )


def _under(domain: str, data: bytes) -> bytes:
    return domain.encode() + b"\0" + data
