"""What the laptop knows about itself, kept in the encrypted database: small JSON values by name, and its identity."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from sync.records.types import Wire

_IDENTITY = "identity"

NEEDS_NEW_NUMBER = "needs_new_number"
"""A setting: true while the device must take a new number before it seals or sends anything (S1)."""


@dataclass(frozen=True)
class Identity:
    """Whose laptop this is: council and user by their ids, the device's id, its number (S1) and its signing key's 32 raw bytes."""

    council: str
    user: str
    user_name: str
    device: str
    number: int
    private_key: bytes = field(repr=False)

    def key(self) -> Ed25519PrivateKey:
        """The device's signing key."""
        return Ed25519PrivateKey.from_private_bytes(self.private_key)


def get(connection: Connection, name: str) -> Wire:
    """The value of a setting; None when it was never put."""
    found = connection.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (name,)).scalar()
    return None if found is None else json.loads(found)


def put(connection: Connection, name: str, value: Wire) -> None:
    """Set a value within the caller's transaction."""
    connection.exec_driver_sql(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value, ensure_ascii=False)),
    )


def get_identity(connection: Connection) -> Identity:
    """Whose laptop this is. Every store has one from its creation."""
    parts: Any = get(connection, _IDENTITY)
    return Identity(**{**parts, "private_key": b64decode(parts["private_key"])})


def put_identity(connection: Connection, identity: Identity) -> None:
    """Write it down, at creation and when the device takes a new number."""
    put(connection, _IDENTITY, asdict(identity) | {"private_key": b64encode(identity.private_key).decode()})
