"""Codes that one person reads to another: for enrolling a laptop, and for opening one whose passphrase is forgotten.

Written in 32 signs that are hard to mistake (no I, L, O or U), five bits each, in groups. Reading forgives case, spaces, hyphens
and the usual mistakes of the ear and eye. Nothing here is stored, logged or named in an error.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_SECRET_BYTES = 16
_HALF = 10  # signs: 50 bits
_CHECK_BITS = 12
_RECOVERY_SIGNS = 28
_MISREAD = str.maketrans("OILU", "011V")
_SEPARATORS = str.maketrans("", "", " \t\n\r-–—.\u00a0")


class WrongCode(Exception):
    """Not a code of this kind: too long or short, a sign that is never used, or a check that does not agree."""


@dataclass(frozen=True)
class EnrolmentCode:
    """Ten signs that only the server and the worker know, and ten that say which council's root to believe (F5)."""

    secret: str = field(repr=False)
    fingerprint: str

    def __str__(self) -> str:
        return _grouped(self.secret + self.fingerprint, 5)

    @classmethod
    def new(cls, root: bytes, random: Callable[[int], bytes]) -> "EnrolmentCode":
        """A fresh code for the council whose root key has these raw public bytes."""
        return cls(_signs(int.from_bytes(random(7), "big") >> 6, _HALF), fingerprint(root))

    @classmethod
    def read(cls, text: str) -> "EnrolmentCode":
        """The code as somebody typed it.

        Raises:
            WrongCode: it cannot be a code. A mistyped one shows later, by its secret or its fingerprint.
        """
        signs = _read(text, 2 * _HALF)
        return cls(signs[:_HALF], signs[_HALF:])


def fingerprint(root: bytes) -> str:
    """The first 50 bits of the hash of a council's root public key, as ten signs."""
    digest = hashlib.sha256(b"doorstep/root/1\0" + root).digest()
    return _signs(int.from_bytes(digest[:7], "big") >> 6, _HALF)


def recovery_code(secret: bytes) -> str:
    """A 128-bit recovery secret with its 12-bit check, as seven groups of four signs."""
    value = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    return _grouped(_signs(value, _RECOVERY_SIGNS), 4)


def read_recovery_code(text: str) -> bytes:
    """The 16 secret bytes behind a recovery code.

    Raises:
        WrongCode: it is not a recovery code, or a sign was misheard.
    """
    value = 0
    for sign in _read(text, _RECOVERY_SIGNS):
        value = value << 5 | SIGNS.index(sign)
    secret = (value >> _CHECK_BITS).to_bytes(RECOVERY_SECRET_BYTES, "big")
    if value & ((1 << _CHECK_BITS) - 1) != _check(secret):
        raise WrongCode
    return secret


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(b"doorstep/recovery-code/1\0" + secret).digest()
    return int.from_bytes(digest[:2], "big") >> 4


def _read(text: str, length: int) -> str:
    signs = text.translate(_SEPARATORS).upper().translate(_MISREAD)
    if len(signs) != length or not set(signs) <= set(SIGNS):
        raise WrongCode
    return signs


def _signs(value: int, count: int) -> str:
    return "".join(SIGNS[value >> 5 * place & 31] for place in reversed(range(count)))


def _grouped(signs: str, size: int) -> str:
    return "-".join(signs[start : start + size] for start in range(0, len(signs), size))
