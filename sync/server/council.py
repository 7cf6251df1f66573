"""The council that a database belongs to: who it is, its trust bundle, and the epoch that a restored backup changes (S28)."""

import os
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from sync.protocol import trust
from sync.protocol.epoch import JUMP, Restored, new_epoch
from sync.protocol.limits import HISTORY
from sync.server.tables import council


class NoCouncil(Exception):
    """`doorstep-central council` was never run on this database."""


class CouncilExists(Exception):
    """It was run already."""


@dataclass(frozen=True)
class Council:
    """One council."""

    id: str
    name: str
    epoch: str
    bundle_text: str
    bundle: trust.TrustBundle
    restored: Restored | None = None
    """The order key's word for the epoch, if the database was ever restored (S28)."""
    floor: int = 0
    """Every revision that is given from now on is higher: the database that was lost may have given those up to it."""
    history: int = HISTORY
    """Of how many of a stream's latest revisions laptops keep who wrote what."""


def load(connection: Connection) -> Council:
    """The council of this database.

    Raises:
        NoCouncil: there is none yet.
    """
    known = {row.name: row.value for row in connection.execute(select(council))}
    if "bundle" not in known:
        raise NoCouncil
    bundle = trust.read(known["bundle"].encode())
    restored = msgspec.json.decode(known["restored"], type=Restored) if "restored" in known else None
    floor, history = int(known.get("floor", "0")), int(known.get("history", HISTORY))
    return Council(bundle.council, bundle.name, known["epoch"], known["bundle"], bundle, restored, floor, history)


def keep_history(connection: Connection, revisions: int) -> None:
    """Say of how many revisions laptops keep who wrote what."""
    connection.execute(delete(council).where(council.c.name == "history"))
    connection.execute(insert(council).values(name="history", value=str(revisions)))


def renew(connection: Connection, signed_bundle: bytes) -> trust.TrustBundle:
    """Go on with a later council.json, of which laptops hear with the next manifest after the server's next start.

    Raises:
        BundleRefused: of `sync.protocol.trust`: the one that is held does not vouch for it.
    """
    later = trust.verify(signed_bundle, load(connection).bundle)
    connection.execute(update(council).where(council.c.name == "bundle").values(value=signed_bundle.decode()))
    return later


def next_floor(highest: int) -> int:
    """What a restored council begins above, whose streams had come to `highest` when they were copied."""
    return (highest // JUMP + 1) * JUMP


def begin_epoch(connection: Connection, restored: Restored, floor: int) -> None:
    """Go on as a restored council."""
    connection.execute(delete(council).where(council.c.name.in_(("epoch", "restored", "floor"))))
    values = {"epoch": restored.epoch, "restored": msgspec.json.encode(restored).decode(), "floor": str(floor)}
    connection.execute(insert(council), [{"name": name, "value": value} for name, value in values.items()])


def must_be_new(connection: Connection) -> None:
    """Raise CouncilExists if this is some council's database already."""
    if connection.execute(select(council)).first() is not None:
        raise CouncilExists


def found(connection: Connection, signed_bundle: bytes) -> None:
    """Make this the database of the council whose signed bundle this is.

    Raises:
        CouncilExists: it is some council's already.
    """
    must_be_new(connection)
    values = {"epoch": new_epoch(os.urandom), "bundle": signed_bundle.decode()}
    connection.execute(insert(council), [{"name": name, "value": value} for name, value in values.items()])
