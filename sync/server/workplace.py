"""Where a command works: the database, and the council in it, that its options name."""

import argparse
import os

from sync.server import council, keys, operators, schema
from sync.server.certifying import Certifier
from sync.server.clock import now
from sync.server.database import Database, Pool
from sync.server.directory import Directory
from sync.server.tenancy import Tenancy, tenancy


def database(given: argparse.Namespace) -> Database:
    """The council's, at whatever schema it is."""
    if given.council is not None:
        return places(given).database(given.council)
    alone = Database(given.database)
    given.opened.callback(alone.close)
    return alone


def ready(given: argparse.Namespace) -> Database:
    """The council's, at this release's schema.

    Raises:
        WrongSchema: it is at another.
    """
    found = database(given)
    schema.require_current(found)
    return found


def places(given: argparse.Namespace) -> Tenancy:
    """All the councils of the database."""
    found = tenancy(given.database, Pool())
    given.opened.callback(found.close)
    return found


def directory(given: argparse.Namespace) -> Directory | None:
    """Of the server that the council shares with others, if it does."""
    return None if given.council is None else Directory(places(given).directory)


def make_room(given: argparse.Namespace) -> Database:
    """A place for a new council, at this release's schema."""
    if given.council is not None:
        here = places(given)
        here.make_place(given.council, given.login)
        Directory(here.directory).make()
    made = database(given)
    schema.migrate(made)
    return made


def certifier(given: argparse.Namespace) -> Certifier:
    """What vouches for the council's devices.

    Raises:
        NoKey: the receipt key is not in the folder of keys.
    """
    with ready(given).reading() as connection:
        this = council.load(connection)
    return Certifier(this.id, keys.receipt_key(given.keys, this.bundle))


def desk(given: argparse.Namespace) -> operators.Desk:
    """The operator's."""
    return operators.Desk(ready(given), given.operator, now, os.urandom, directory(given))
