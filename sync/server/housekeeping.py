"""The commands that found, serve, check, back up and restore a council."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sync.protocol.trust import BundleRefused, Phone
from sync.records.types import instant_text
from sync.server import council, keys, schema, usage, workplace
from sync.server.certifying import Certifier
from sync.server.clock import now
from sync.server.directory import Directory

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse has no public name for it)


FOR_MACHINES = "for machines"


class AnotherCouncil(Exception):
    """`--council` names another one than the command does."""


def add_commands(commands: "Commands") -> None:
    """Add them to the command line."""
    made = commands.add_parser("council", help="make a council's keys and sign its council.json")
    made.add_argument("id", type=usage.a_council, help="its short name: small letters, digits and hyphens")
    made.add_argument("--name", required=True, help="what people call it")
    made.add_argument(
        "--server", action="append", type=usage.a_server, required=True, metavar="URL", help="where laptops find it"
    )
    _add_phones(made, required=False)
    made.add_argument("--shares", type=Path, help="write the recovery shares here instead of printing them")
    _add_login(made)
    made.set_defaults(run=_council)
    rung = commands.add_parser(
        "phones", help="sign the next council.json, with these safeguarding numbers; needs the root key"
    )
    _add_phones(rung, required=True)
    rung.set_defaults(run=_phones)
    renewed = commands.add_parser("renew", help="give laptops a later council.json")
    renewed.add_argument("file", type=Path, help="the council.json that `phones` signed")
    renewed.set_defaults(run=_renew)
    moved = commands.add_parser("migrate", help="bring the database to this release")
    _add_all(moved)
    moved.set_defaults(run=_migrate)
    _add_serve(commands.add_parser("serve", help="answer laptops"))
    commands.add_parser("verify", help="recompute everything and say what is wrong").set_defaults(run=_verify)
    rooted = commands.add_parser(
        "root", help="print one signed line that says where every stream stands, for the auditor"
    )
    rooted.set_defaults(run=_root)
    commands.add_parser("openapi", help="print the API's description").set_defaults(run=_openapi)
    listed = commands.add_parser("devices", help="list the laptops, when they came last, and which are failing")
    listed.add_argument("--json", action="store_true", help=FOR_MACHINES)
    listed.set_defaults(run=_devices)
    kept = commands.add_parser("backup", help="copy the council to a file, beside a running server")
    kept.add_argument("file", type=Path, help="is written anew, and is there once it is whole")
    kept.set_defaults(run=_backup)
    put_back = commands.add_parser("restore", help="put a copy into an empty database, under a new epoch")
    put_back.add_argument("file", type=Path, help="that `backup` made")
    put_back.add_argument(
        "--ledger", type=Path, required=True, help="what was redacted and destroyed since, to be done again"
    )
    _add_login(put_back)
    put_back.set_defaults(run=_restore)


def _add_phones(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument(
        "--phone",
        action="append",
        nargs=2,
        default=[],
        required=required,
        metavar=("NAME", "NUMBER"),
        help="whom a worker rings about a child in danger; as often as there are numbers",
    )


def _add_login(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--login", help="PostgreSQL, with --council: the login that will serve; made if it is not there"
    )


def _add_all(command: argparse.ArgumentParser) -> None:
    command.add_argument("--all", action="store_true", help="every council of the database")


def _add_serve(served: argparse.ArgumentParser) -> None:
    from sync.server.database import Pool
    from sync.server.quotas import Quotas

    _add_all(served)
    served.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    served.add_argument("--port", type=usage.a_port, default=8420, help="the port to listen on (8420)")
    served.add_argument("--port-file", type=Path, help="write the port here once it is open")
    served.add_argument(
        "--authority", action="append", default=[], metavar="HOST:PORT", help="another name of this server"
    )
    served.add_argument("--workers", type=usage.some, default=1, help="processes that share the port")
    served.add_argument("--drain", type=usage.some, default=30, metavar="SECONDS", help="to finish what is under way")
    served.add_argument("--watch", type=usage.a_port, metavar="PORT", help="health and metrics, for this machine alone")
    served.add_argument("--proxies", default="127.0.0.1", metavar="ADDRESSES", help="whose X-Forwarded-For is believed")
    served.add_argument("--replica", metavar="URL", help="a copy of the database to read pulls from")
    pool, quotas = Pool(), Quotas()
    for name, default, about in (
        ("--pool", pool.connections, "connections to the database that each worker keeps"),
        ("--pool-wait", int(pool.wait), "seconds that a request waits for one"),
        ("--device-requests", quotas.requests, "of one device in a minute"),
        ("--device-bytes", quotas.device_bytes, "that one device may send in a day"),
        ("--stream-bytes", quotas.stream_bytes, "that one stream may grow by in a day"),
        ("--address-codes", quotas.codes, "one-time codes tried from one address in a minute"),
    ):
        served.add_argument(name, type=usage.some, default=default, help=f"{about} ({default})")
    served.set_defaults(run=_serve)


def _council(given: argparse.Namespace) -> int:
    if given.council not in (None, given.id):
        raise AnotherCouncil
    database = workplace.make_room(given)
    with database.writing() as connection:
        council.must_be_new(connection)
        phones = tuple(Phone(*phone) for phone in given.phone)
        if given.shares is not None:
            given.shares.mkdir(mode=0o700, parents=True, exist_ok=True)
        signed, shares = keys.make(given.keys, given.id, given.name, tuple(given.server), phones, os.urandom)
        if given.shares is not None:
            keys.write_shares(given.shares, shares)  # or else there is no council: nothing else has them
        council.found(connection, signed)
    if given.shares is not None:
        return 0
    print("Recovery shares. Two of the three open a laptop: give each to another person, and keep none here.\n")
    for number, share in enumerate(shares, 1):
        print(f"Share {number}\n{share}\n")
    return 0


def _phones(given: argparse.Namespace) -> int:
    later = keys.with_phones(given.keys, tuple(Phone(*phone) for phone in given.phone))
    print(f"{keys.BUNDLE} is number {later.n} now: take it to the server, and `renew` there", file=sys.stderr)
    return 0


def _renew(given: argparse.Namespace) -> int:
    try:
        number = workplace.desk(given).renew(given.file.read_bytes())
    except (OSError, BundleRefused):
        print("doorstep-central: this is no later council.json of this council", file=sys.stderr)
        return 1
    print(f"number {number}; laptops hear of it from the next start of the server on", file=sys.stderr)
    return 0


def _migrate(given: argparse.Namespace) -> int:
    if not given.all:
        schema.migrate(workplace.database(given))
        return 0
    places = workplace.places(given)
    directory = Directory(places.directory)
    directory.make()
    for name in places.names():
        database = places.database(name)
        schema.migrate(database)
        directory.enter_all(name, database)
    return 0


def _serve(given: argparse.Namespace) -> int:
    from sync.server.database import Pool
    from sync.server.opening import Settings
    from sync.server.quotas import Quotas
    from sync.server.serving import Running, listen, serve

    listener = listen(given.host, given.port)
    own = f"{given.host}:{listener.getsockname()[1]}"
    settings = Settings(
        database=given.database,
        council=given.council,
        is_all=given.all,
        replica=given.replica,
        keys=given.keys,
        authorities=frozenset(name.lower() for name in (own, *given.authority)),
        pool=Pool(given.pool, given.pool_wait),
        quotas=Quotas(given.device_requests, given.device_bytes, given.stream_bytes, given.address_codes),
    )
    serve(settings, Running(given.workers, given.drain, given.watch, given.proxies), listener, given.port_file)
    return 0


def _verify(given: argparse.Namespace) -> int:
    from sync.server.verification import verified

    with workplace.ready(given).reading() as connection:
        result = verified(connection)
    for finding in result.findings:
        print(finding)
    counted = f"{result.streams} streams, {result.change_sets} change sets, {result.files} files, {result.reads} reads"
    print(f"{counted}, {result.links} acts on links, {len(result.findings)} wrong")
    if result.redacted_values:
        print(f"{result.redacted_values} values redacted under authority")
    return 1 if result.findings else 0


def _root(given: argparse.Namespace) -> int:
    from sync.protocol import canonical, root
    from sync.server import link_tally
    from sync.server.manifest import all_heads

    with workplace.ready(given).reading() as connection:
        this = council.load(connection)
        heads, links = all_heads(connection), link_tally.held(connection)
    key = keys.receipt_key(given.keys, this.bundle)
    told = root.sign(this.id, this.epoch, instant_text(now()), heads, links, key)
    print(canonical.encode(told).decode())
    return 0


def _openapi(_given: argparse.Namespace) -> int:
    from sync.server.description import document

    print(document(), end="")
    return 0


def _devices(given: argparse.Namespace) -> int:
    from sync.server.devices import all_devices, facts, table

    with workplace.ready(given).reading() as connection:
        found = all_devices(connection)
    print(json.dumps([facts(one) for one in found], indent=1) if given.json else table(found))
    return 0


def _backup(given: argparse.Namespace) -> int:
    from sync.server.backup import back_up

    rows = back_up(workplace.ready(given), given.file)
    print(f"{rows} rows", file=sys.stderr)
    return 0


def _restore(given: argparse.Namespace) -> int:
    from sync.server.backup import Restorer, restore
    from sync.server.erasure import read_ledger

    order = keys.signing_key(given.keys, "order")

    def certifier(council_id: str) -> Certifier:
        return Certifier(council_id, keys.signing_key(given.keys, "receipt"))

    restorer = Restorer(given.council, given.operator, order, now(), os.urandom, certifier)
    done = restore(given.file, workplace.make_room(given), read_ledger(given.ledger), restorer)
    if given.council is not None:
        places = workplace.places(given)
        Directory(places.directory).enter_all(given.council, places.database(given.council))
    print(f"{done.rows} rows; {done.erased} entries of the ledger done again; epoch {done.epoch}", file=sys.stderr)
    if done.homeless:
        print(
            f"{done.homeless} redactions are of families that this backup lacks: redact again when they are back",
            file=sys.stderr,
        )
    return 0
