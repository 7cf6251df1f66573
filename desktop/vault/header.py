"""The vault's header, version 1: a small JSON file beside the database with public facts only, and the key in its slots (F4).

`check` tells damage from a wrong passphrase before any key is derived. `mac`, under the database key, covers everything and is
compared right after unlocking. The slots are bound to the facts that stay the same between two wrappings; epoch, bundle and lease
change while the slots' own keys are not in memory, so the MAC alone holds those.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from desktop.vault.errors import HeaderTooNew, VaultDamaged
from desktop.vault.keys import Stretching, Wrapped
from sync.protocol import canonical
from sync.protocol.crypto import derive
from sync.protocol.trust import CouncilId

MAGIC = "doorstep-vault"
VERSION = 1
MOST_BYTES = 16_384

Name = Annotated[str, Meta(min_length=1, max_length=64)]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Random128 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """What never changes in the life of a vault. All of it may be read by anyone."""

    council: CouncilId
    user: Name
    device: Name
    initials: Annotated[str, Meta(max_length=4)]
    """How the unlock page tells two people's vaults apart."""
    status_id: Random128
    pepper: bool = False
    """Whether a secret in the system's key store is part of the key; fixed at enrolment, never dropped silently."""


class PassphraseSlot(Struct, frozen=True, forbid_unknown_fields=True):
    """The database key under the stretched passphrase."""

    stretching: Stretching
    key: Wrapped


class RecoverySlot(Struct, frozen=True, forbid_unknown_fields=True):
    """The database key under a secret of this laptop, and that secret sealed to the council's recovery key."""

    key_id: Name
    sealed: Annotated[bytes, Meta(min_length=1152, max_length=1152)]
    key: Wrapped


class Lease(Struct, frozen=True, forbid_unknown_fields=True):
    """Until when the vault opens in full without having met the server."""

    days: Annotated[int, Meta(ge=1, le=365)]
    met_at: datetime


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole header but for `check`, which exists only in its bytes."""

    facts: Facts
    epoch: Annotated[int, Meta(ge=1)]
    """Raised by each recovery and restore, so that the server notices a vault that was copied (F6)."""
    bundle: Hash
    passphrase: PassphraseSlot
    recovery: RecoverySlot
    former: tuple[Wrapped, ...] = ()
    """Keys that the database may still be under, newest first, each under the present one."""
    lease: Lease | None = None
    mac: Annotated[bytes, Meta(max_length=32)] = b""
    magic: Annotated[str, Meta(pattern=f"^{MAGIC}$")] = MAGIC
    v: Annotated[int, Meta(ge=VERSION, le=VERSION)] = VERSION


def bound_facts(facts: Facts) -> bytes:
    """What every slot is bound to."""
    return canonical.encode([MAGIC, VERSION, facts])


def with_mac(header: Header, key: bytes) -> Header:
    """The header as the holder of the database key vouches for it."""
    return msgspec.structs.replace(header, mac=_mac(header, key))


def must_be_vouched_for(header: Header, key: bytes) -> None:
    """Compare the MAC under the database key.

    Raises:
        VaultDamaged: something in the header is not as it was written.
    """
    if not hmac.compare_digest(header.mac, _mac(header, key)):
        raise VaultDamaged


def dump(header: Header) -> bytes:
    """The bytes of the file.

    Raises:
        msgspec.ValidationError, VaultDamaged: `load` would not take them; nothing is written that could not be read.
    """
    fields = msgspec.to_builtins(header)
    msgspec.convert(fields, Header)
    data = canonical.encode({**fields, "check": _check(fields)})
    if len(data) > MOST_BYTES:
        raise VaultDamaged
    return data


def load(data: bytes) -> Header:
    """The header in these bytes, believed no further than its check sum.

    Raises:
        VaultDamaged: the bytes are not what was written.
        HeaderTooNew: a later release wrote them.
    """
    if len(data) > MOST_BYTES:
        raise VaultDamaged
    try:
        fields = canonical.decode(data, dict[str, Any])
        if fields.pop("check", None) != _check(fields) or fields.get("magic") != MAGIC:
            raise VaultDamaged
        _must_be_known(fields.get("v"))
        header = msgspec.convert(fields, Header)
    except (canonical.NotCanonical, msgspec.ValidationError):
        raise VaultDamaged from None
    if dump(header) != data:
        raise VaultDamaged
    return header


def _must_be_known(version: object) -> None:
    if isinstance(version, int) and version > VERSION:
        raise HeaderTooNew(version)


def _check(fields: dict[str, Any]) -> str:
    return hashlib.sha256(canonical.encode(fields)).hexdigest()


def _mac(header: Header, key: bytes) -> bytes:
    unsigned = canonical.encode(msgspec.structs.replace(header, mac=b""))
    return hmac.digest(derive(key, "doorstep/header-mac/1"), unsigned, "sha256")
