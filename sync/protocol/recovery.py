"""How the help desk opens a laptop whose passphrase is forgotten, without ever holding its key (F4).

Each laptop has its own recovery secret, sealed to the council's recovery key. That key follows from 32 bytes which exist only as
three shares (SLIP-39), of which two people bring one each. What comes out is a code for one laptop; never a database key.
"""

from collections.abc import Sequence

from msgspec import Struct

from sync.protocol import crypto
from sync.protocol.canonical import NotCanonical, decode, encode
from sync.protocol.codes import recovery_code

_PURPOSE = "doorstep/recovery-key/1"
_NEEDED, _SHARES = 2, 3


class RecoveryRefused(Exception):
    """Root of what can go wrong at the help desk.

    RecoveryRefused
    ├── WrongShares     too few, too many, of another council or mistyped
    └── WrongSlot       sealed to another key, for another laptop, or damaged
    """


class WrongShares(RecoveryRefused):
    """The shares do not give back a recovery master."""


class WrongSlot(RecoveryRefused):
    """The laptop's recovery slot does not open with this master."""


class RecoveryCopy(Struct, frozen=True, forbid_unknown_fields=True):
    """What the council keeps of a laptop's header: enough for the help desk, and to rebuild a damaged header."""

    council: str
    device: str
    key_id: str
    """Fingerprint of the recovery key that `sealed` is for."""
    sealed: bytes
    header: bytes
    """The header's fixed facts, epoch and recovery slot, in the vault's own form."""


def key_id(public: bytes) -> str:
    """The short name of a recovery key, from its raw public bytes."""
    return crypto.derive(public, "doorstep/recovery-key-id/1", 8).hex()


def public_key(master: bytes) -> bytes:
    """The raw public bytes of the council's recovery key."""
    return crypto.hybrid_public(master, _PURPOSE)


def seal_secret(public: bytes, secret: bytes, council: str, device: str) -> bytes:
    """A laptop's recovery secret, for the council's help desk alone."""
    return crypto.seal(public, secret, _bound_to(council, device))


def split(master: bytes) -> list[str]:
    """Three shares of 33 words, any two of which give the master back."""
    from shamir_mnemonic import generate_mnemonics

    return list(generate_mnemonics(1, [(_NEEDED, _SHARES)], master)[0])


def combine(shares: Sequence[str]) -> bytes:
    """The master from two shares.

    Raises:
        WrongShares: they do not belong together, or a word is wrong.
    """
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    try:
        master = bytes(combine_mnemonics(shares))
    except MnemonicError:  # its text quotes words of the share
        raise WrongShares from None
    if len(master) != crypto.MASTER_BYTES:
        raise WrongShares
    return master


def open_code(master: bytes, copy: bytes) -> str:
    """The code to read to the worker, from the copy of the laptop's slot that the council keeps.

    Raises:
        WrongSlot: the copy is damaged, or was sealed to another key.
    """
    try:
        slot = decode(copy, RecoveryCopy)
        key = crypto.hybrid_key(master, _PURPOSE)
        return recovery_code(crypto.open_sealed(key, slot.sealed, _bound_to(slot.council, slot.device)))
    except (NotCanonical, crypto.SealBroken):
        raise WrongSlot from None


def _bound_to(council: str, device: str) -> bytes:
    return encode(["doorstep/recovery-slot/1", council, device])
