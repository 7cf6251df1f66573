"""The council's command line, `doorstep-central`. What an operator does is noted with their name; secrets never come by argument.

Exit status: 0 done, 1 refused (one sentence on stderr) or, for `verify`, something is wrong, 2 wrong usage.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sync.protocol.recovery import RecoveryRefused
from sync.protocol.trust import Phone
from sync.records.fields import Compartment
from sync.server import council, keys, operators, schema
from sync.server.access import ALLOCATED
from sync.server.database import Database
from sync.server.enrolment import LIFE, NoSuchUser
from sync.server.tables import ROLES

_REFUSALS: dict[type[Exception], str] = {
    council.NoCouncil: "this database has no council yet: run `doorstep-central council` first",
    council.CouncilExists: "this database is a council's already",
    keys.KeysExist: "there are keys in this folder already",
    schema.WrongSchema: "this database is not at this release's schema: run `doorstep-central migrate`",
    operators.NoSuchDevice: "no device in use has this id",
    operators.NoSuchFamily: "no family of this id was ever synced",
    operators.NotAllocated: "this person does not have this family",
    NoSuchUser: "there is no such person: add them with `doorstep-central user`",
    RecoveryRefused: "these shares do not open this laptop's recovery slot",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.run
    try:
        with ExitStack() as given.opened:
            return command(given)
    except tuple(_REFUSALS) as refusal:
        said = next(sentence for kind, sentence in _REFUSALS.items() if isinstance(refusal, kind))
        print(f"doorstep-central: {said}", file=sys.stderr)
        return 1


def now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


def _council(given: argparse.Namespace) -> int:
    database = _database(given)
    schema.migrate(database)
    with database.writing() as connection:
        council.must_be_new(connection)
        phones = tuple(Phone(*phone) for phone in given.phone)
        signed, shares = keys.make(given.keys, given.id, given.name, tuple(given.server), phones, os.urandom)
        council.found(connection, signed)
    if given.shares is not None:
        keys.write_shares(given.shares, shares)
        return 0
    print("Recovery shares. Two of the three open a laptop: give each to another person, and keep none here.\n")
    for number, share in enumerate(shares, 1):
        print(f"Share {number}\n{share}\n")
    return 0


def _migrate(given: argparse.Namespace) -> int:
    schema.migrate(_database(given))
    return 0


def _serve(given: argparse.Namespace) -> int:
    from sync.server import logs, serving
    from sync.server.app import application
    from sync.server.central import Central

    logs.configure()
    database = _ready(given)
    with database.reading() as connection:
        this = council.load(connection)
    listener = serving.listen(given.host, given.port)
    named = [urlsplit(server).netloc for server in this.bundle.servers]
    own = f"{given.host}:{listener.getsockname()[1]}"
    authorities = frozenset(name.lower() for name in (*named, own, *given.authority))
    serving.serve(application(Central(database, this, authorities, now)), listener, given.port_file)
    return 0


def _user(given: argparse.Namespace) -> int:
    _desk(given).add_user(given.user, given.name, given.team, given.role)
    return 0


def _enrol(given: argparse.Namespace) -> int:
    code = _desk(given).enrol(given.user)
    print(code)
    print(f"for {given.user}, one laptop, within {LIFE.total_seconds() / 3600:.0f} hours", file=sys.stderr)
    return 0


def _recover(given: argparse.Namespace) -> int:
    print("The two shares, one a line:", file=sys.stderr)
    shares = [" ".join(sys.stdin.readline().split()) for _ in range(2)]
    print(_desk(given).recover(given.device, shares))
    return 0


def _revoke(given: argparse.Namespace) -> int:
    _desk(given).revoke(given.device)
    return 0


def _allocate(given: argparse.Namespace) -> int:
    if given.remove:
        _desk(given).take_away(given.family, given.user)
    else:
        _desk(given).allocate(given.family, given.user, given.compartment or ALLOCATED)
    return 0


def _verify(given: argparse.Namespace) -> int:
    from sync.server.verification import verified

    with _ready(given).reading() as connection:
        result = verified(connection)
    for finding in result.findings:
        print(finding)
    print(f"{result.streams} streams, {result.change_sets} change sets, {len(result.findings)} wrong")
    if result.redacted_values:
        print(f"{result.redacted_values} values redacted under authority")
    return 1 if result.findings else 0


def _openapi(_given: argparse.Namespace) -> int:
    from sync.server.description import document

    print(document(), end="")
    return 0


def _database(given: argparse.Namespace) -> Database:
    database = Database(given.database, given.schema)
    given.opened.callback(database.close)
    return database


def _ready(given: argparse.Namespace) -> Database:
    database = _database(given)
    schema.require_current(database)
    return database


def _desk(given: argparse.Namespace) -> operators.Desk:
    return operators.Desk(_ready(given), given.operator, now, os.urandom)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="doorstep-central", description="The council's half of Doorstep.")
    env = os.environ.get
    parser.add_argument(
        "--database", default=env("DOORSTEP_DATABASE", "sqlite:///central.db"), help="SQLite or PostgreSQL URL"
    )
    parser.add_argument("--schema", default=env("DOORSTEP_SCHEMA"), help="PostgreSQL schema of this council")
    parser.add_argument(
        "--keys", type=Path, default=Path(env("DOORSTEP_KEYS", "keys")), help="folder of the council's keys"
    )
    parser.add_argument("--operator", default=env("DOORSTEP_OPERATOR") or getpass.getuser(), help="who is doing this")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_council_commands(commands)
    _add_people_commands(commands)
    return parser


def _add_council_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    made = commands.add_parser("council", help="make a council's keys and sign its council.json")
    made.add_argument("id")
    made.add_argument("--name", required=True)
    made.add_argument("--server", action="append", required=True, metavar="URL")
    made.add_argument("--phone", action="append", nargs=2, default=[], metavar=("NAME", "NUMBER"))
    made.add_argument("--shares", type=Path, help="write the recovery shares here instead of printing them")
    made.set_defaults(run=_council)
    commands.add_parser("migrate", help="bring the database to this release").set_defaults(run=_migrate)
    served = commands.add_parser("serve", help="answer laptops")
    served.add_argument("--host", default="127.0.0.1")
    served.add_argument("--port", type=int, default=8420)
    served.add_argument("--port-file", type=Path, help="write the port here once it is open")
    served.add_argument(
        "--authority", action="append", default=[], metavar="HOST:PORT", help="another name of this server"
    )
    served.set_defaults(run=_serve)
    commands.add_parser("verify", help="recompute everything and say what is wrong").set_defaults(run=_verify)
    commands.add_parser("openapi", help="print the API's description").set_defaults(run=_openapi)


def _add_people_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    added = commands.add_parser("user", help="make a person known")
    added.add_argument("user")
    for name in ("--name", "--team"):
        added.add_argument(name, required=True)
    added.add_argument("--role", choices=ROLES, default="practitioner")
    added.set_defaults(run=_user)
    enrolled = commands.add_parser("enrol", help="print a one-time code for a person's laptop")
    enrolled.add_argument("user")
    enrolled.set_defaults(run=_enrol)
    for name, run, about in (
        ("recover", _recover, "open a laptop whose passphrase is forgotten; asks for two shares"),
        ("revoke", _revoke, "stop answering a laptop"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("device")
        command.set_defaults(run=run)
    allocated = commands.add_parser("allocate", help="give a family to a person, or take it away")
    allocated.add_argument("family")
    allocated.add_argument("user")
    allocated.add_argument("--compartment", type=Compartment, action="append", help="instead of shared and team")
    allocated.add_argument("--remove", action="store_true")
    allocated.set_defaults(run=_allocate)
