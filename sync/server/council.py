"""The council that a database belongs to: who it is, its trust bundle, and the epoch that a restored backup changes (S28)."""

import os
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from sync.protocol import trust
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


def load(connection: Connection) -> Council:
    """The council of this database.

    Raises:
        NoCouncil: there is none yet.
    """
    known = {row.name: row.value for row in connection.execute(select(council))}
    if "bundle" not in known:
        raise NoCouncil
    bundle = trust.read(known["bundle"].encode())
    return Council(bundle.council, bundle.name, known["epoch"], known["bundle"], bundle)


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
    values = {"epoch": os.urandom(8).hex(), "bundle": signed_bundle.decode()}
    connection.execute(insert(council), [{"name": name, "value": value} for name, value in values.items()])
