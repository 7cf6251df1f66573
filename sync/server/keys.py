"""The council's own keys, made once. Each is a file that only its owner can read; root and recovery belong on no server (F4, F5).

The recovery master is never written down: it exists as three shares of which two people bring one each.
"""

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from sync.protocol import crypto, recovery, trust

BUNDLE = "council.json"
_SIGNING = ("root", "receipt", "order", "forms")
_INGEST = "ingest"
_INGEST_PURPOSE = "doorstep/ingest-key/1"

RandomBytes = Callable[[int], bytes]


class KeysExist(Exception):
    """There are keys in this folder already; they are never overwritten."""


class NoKey(Exception):
    """A key is not in the folder, or the file is not one, or it is not this council's."""


def signing_key(folder: Path, role: str) -> Ed25519PrivateKey:
    """One of the council's signing keys.

    Raises:
        NoKey: it is not there.
    """
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex((folder / f"{role}.key").read_text()))
    except (OSError, ValueError):
        raise NoKey from None


def receipt_key(folder: Path, bundle: trust.TrustBundle) -> Ed25519PrivateKey:
    """The one key that the server itself needs: it signs what laptops and auditors keep as evidence.

    Raises:
        NoKey: it is not there, or it is another council's.
    """
    return own_key(folder, "receipt", bundle)


def own_key(folder: Path, role: str, bundle: trust.TrustBundle) -> Ed25519PrivateKey:
    """One of the council's signing keys, which is the one that the bundle names.

    Raises:
        NoKey: it is not there, or it is another council's.
    """
    found = signing_key(folder, role)
    if crypto.public_bytes(found) != getattr(bundle, role):
        raise NoKey
    return found


def make(
    folder: Path,
    council: str,
    name: str,
    servers: tuple[str, ...],
    phones: tuple[trust.Phone, ...],
    random: RandomBytes,
) -> tuple[bytes, list[str]]:
    """Make every key of a new council. Gives the signed bundle and the three recovery shares.

    Raises:
        KeysExist: the folder is not empty of keys.
        ValueError: the council's id or a server is not one.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.glob("*.key")):
        raise KeysExist
    signing = {role: Ed25519PrivateKey.from_private_bytes(random(crypto.MASTER_BYTES)) for role in _SIGNING}
    ingest, master = random(crypto.MASTER_BYTES), random(crypto.MASTER_BYTES)
    public = recovery.public_key(master)
    bundle = trust.TrustBundle(
        n=1,
        council=council,
        name=name,
        servers=servers,
        recovery=(trust.RecoveryKey(recovery.key_id(public), public),),
        ingest=crypto.hybrid_public(ingest, _INGEST_PURPOSE),
        phones=phones,
        root=crypto.public_bytes(signing["root"]),
        receipt=crypto.public_bytes(signing["receipt"]),
        order=crypto.public_bytes(signing["order"]),
        forms=crypto.public_bytes(signing["forms"]),
    )
    signed = trust.sign(bundle, signing["root"])
    for role, key in signing.items():
        _write(folder / f"{role}.key", key.private_bytes_raw().hex())
    _write(folder / f"{_INGEST}.key", ingest.hex())
    _write(folder / BUNDLE, signed.decode())
    return signed, recovery.split(master)


def with_phones(folder: Path, phones: tuple[trust.Phone, ...]) -> trust.TrustBundle:
    """Sign the next council.json, with other safeguarding numbers, in the folder where the root key is; what it says.

    Raises:
        NoKey: the root key or the council.json that it signed is not there.
    """
    root = signing_key(folder, "root")
    try:
        held = trust.read((folder / BUNDLE).read_bytes())
    except (OSError, trust.BundleUnreadable):
        raise NoKey from None
    if crypto.public_bytes(root) != held.root:
        raise NoKey
    later = replace(held, n=held.n + 1, phones=phones)
    fresh = folder / f"{BUNDLE}.new"
    fresh.unlink(missing_ok=True)
    _write(fresh, trust.sign(later, root).decode())
    fresh.replace(folder / BUNDLE)
    return later


def write_shares(folder: Path, shares: list[str]) -> None:
    """One file a share in a folder that is there, to be printed and parted."""
    for number, share in enumerate(shares, 1):
        _write(folder / f"share-{number}.txt", share + "\n")


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
