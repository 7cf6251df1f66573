"""The council's command line, `doorstep-central`. What an operator does is noted with their name; secrets never come by argument.

Exit status: 0 done, 1 refused (one sentence on stderr) or, for `verify`, something is wrong, 2 wrong usage.
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from sync.records.fields import Compartment
from sync.rules.frameworks import FrameworkRefused
from sync.rules.links import JOIN, SPLIT
from sync.server import (
    council,
    housekeeping,
    keys,
    person_links,
    publishing,
    readers,
    redaction_commands,
    searching,
    set_aside,
    usage,
    workplace,
)
from sync.server.access import ALLOCATED
from sync.server.enrolment import LIFE
from sync.server.refusals import SENTENCES
from sync.server.tables import ROLES

_USER = "the person's id, as `user` made it"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.run
    try:
        with ExitStack() as given.opened:
            return command(given)
    except tuple(SENTENCES) as refusal:
        said = next(sentence for kind, sentence in SENTENCES.items() if isinstance(refusal, kind))
    except OSError as error:
        said = f"{error.filename or 'the port'}: {error.strerror}"
    print(f"doorstep-central: {said}", file=sys.stderr)
    return 1


def _user(given: argparse.Namespace) -> int:
    workplace.desk(given).add_user(given.user, given.name, given.team, given.role, given.agency)
    return 0


def _enrol(given: argparse.Namespace) -> int:
    code = workplace.desk(given).enrol(given.user)
    print(code)
    print(f"for {given.user}, one laptop, within {LIFE.total_seconds() / 3600:.0f} hours", file=sys.stderr)
    return 0


def _recover(given: argparse.Namespace) -> int:
    print("The two shares, one a line:", file=sys.stderr)
    shares = [" ".join(sys.stdin.readline().split()) for _ in range(2)]
    print(workplace.desk(given).recover(given.device, shares))
    return 0


def _revoke(given: argparse.Namespace) -> int:
    workplace.desk(given).revoke(given.device)
    return 0


def _confirm(given: argparse.Namespace) -> int:
    workplace.desk(given).confirm(given.device)
    return 0


def _allocate(given: argparse.Namespace) -> int:
    if given.remove:
        workplace.desk(given).take_away(given.family, given.user, given.compartment or tuple(Compartment))
    else:
        workplace.desk(given).allocate(given.family, given.user, given.compartment or ALLOCATED)
    return 0


def _aside(given: argparse.Namespace) -> int:
    with workplace.ready(given).reading() as connection:
        works = set_aside.late_work(connection)
    print(json.dumps(set_aside.facts(works), indent=1) if given.json else set_aside.table(works))
    return 0


def _admit(given: argparse.Namespace) -> int:
    order, certifier = keys.signing_key(given.keys, "order"), workplace.certifier(given)
    done = workplace.desk(given).admit(given.family, given.user, order, certifier)
    stay = [one for one in done if one.code]
    for one in stay:
        print(f"{one.device}/{one.n} stays aside: {one.code}")
    conflicts = sum(one.conflicts for one in done)
    print(f"{len(done) - len(stay)} admitted, {len(stay)} stay aside, {conflicts} values for a person to choose")
    return 1 if stay else 0


def _leave(given: argparse.Namespace) -> int:
    print(f"{workplace.desk(given).leave_aside(given.family, given.user, given.reason)} stay aside")
    return 0


def _history(given: argparse.Namespace) -> int:
    workplace.desk(given).keep_history(given.revisions)
    return 0


def _reads(given: argparse.Namespace) -> int:
    told, missing = workplace.desk(given).reads(given.family, given.user)
    print(json.dumps(readers.facts(told, missing), indent=1) if given.json else readers.table(told, missing))
    return 0


def _settings(given: argparse.Namespace) -> int:
    with workplace.ready(given).reading() as connection:
        this = council.load(connection)
    try:
        framework, document = publishing.read(given.file.read_bytes(), this.id)
    except OSError:
        print("doorstep-central: this file cannot be read", file=sys.stderr)
        return 1
    except FrameworkRefused as refusal:
        where = f"at {refusal.where}: " if refusal.where else ""
        print(f"doorstep-central: nothing was published; {where}{refusal.why}", file=sys.stderr)
        return 1
    if given.check:
        print(f"{framework.id} can be published")
        return 0
    key = keys.own_key(given.keys, "forms", this.bundle)
    is_new = workplace.desk(given).publish_settings(framework, document, key, workplace.certifier(given))
    said = f"published, in force from {framework.valid_from}" if is_new else "published already"
    print(f"{framework.id} is {said}")
    return 0


def _searches(given: argparse.Namespace) -> int:
    told = workplace.desk(given).searches(only_withheld=given.kept_back)
    print(json.dumps(searching.facts(told), indent=1) if given.json else searching.table(told))
    return 0


def _link(given: argparse.Namespace) -> int:
    workplace.desk(given).link(given.act, given.person, given.other, given.reason, workplace.certifier(given))
    return 0


def _links(given: argparse.Namespace) -> int:
    acts = workplace.desk(given).links(given.person)
    facts = person_links.facts(given.person, acts)
    print(json.dumps(facts, indent=1) if given.json else person_links.table(given.person, acts))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="doorstep-central", description="The council's half of Doorstep.")
    env = os.environ.get
    parser.add_argument(
        "--database", default=env("DOORSTEP_DATABASE", "sqlite:///central.db"), help="PostgreSQL or SQLite URL"
    )
    parser.add_argument(
        "--council", default=env("DOORSTEP_COUNCIL"), metavar="ID", help="which one, where councils share the database"
    )
    parser.add_argument(
        "--keys", type=Path, default=Path(env("DOORSTEP_KEYS", "keys")), help="folder of the council's keys"
    )
    parser.add_argument("--operator", default=env("DOORSTEP_OPERATOR") or getpass.getuser(), help="who is doing this")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    housekeeping.add_commands(commands)
    _add_people_commands(commands)
    _add_aside_commands(commands)
    _add_link_commands(commands)
    redaction_commands.add_commands(commands)
    kept = commands.add_parser("history", help="of how many changes of a stream laptops keep who wrote what")
    kept.add_argument(
        "revisions",
        type=usage.revisions,
        metavar="REVISIONS",
        help=f"from 0 to {usage.MOST_REVISIONS}; 500 unless said",
    )
    kept.set_defaults(run=_history)
    published = commands.add_parser(
        "settings", help="give every laptop the council's timescales, bounds, words and lists"
    )
    published.add_argument("file", type=Path, help="as those of resources/frameworks")
    published.add_argument("--check", action="store_true", help="only say whether the file could be published")
    published.set_defaults(run=_settings)
    read = commands.add_parser("reads", help="who looked at a family, or what a person looked at; asking is noted")
    for name, about in (("--family", "who looked at this one, by its id"), ("--user", "what this person looked at")):
        read.add_argument(name, help=about)
    read.add_argument("--json", action="store_true", help=housekeeping.FOR_MACHINES)
    read.set_defaults(run=_reads)
    sought = commands.add_parser(
        "searches", help="who asked whether a family is known, and what was found; asking is noted"
    )
    sought.add_argument(
        "--kept-back", action="store_true", help="only those that a restricted family was kept back from"
    )
    sought.add_argument("--json", action="store_true", help=housekeeping.FOR_MACHINES)
    sought.set_defaults(run=_searches)
    return parser


def _add_people_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    added = commands.add_parser("user", help="make a person known")
    added.add_argument("user", help=_USER)
    for name, what in (("--name", "as colleagues know them"), ("--team", "whose desk they share")):
        added.add_argument(name, required=True, help=what)
    added.add_argument("--role", choices=ROLES, default="practitioner", help="what they may do (practitioner)")
    added.add_argument("--agency", help="of a partner, as consents name it")
    added.set_defaults(run=_user)
    enrolled = commands.add_parser("enrol", help="print a one-time code for a person's laptop")
    enrolled.add_argument("user", help=_USER)
    enrolled.set_defaults(run=_enrol)
    for name, run, about in (
        ("recover", _recover, "open a laptop whose passphrase is forgotten; asks for two shares"),
        ("revoke", _revoke, "stop answering a laptop"),
        ("confirm", _confirm, "say that a laptop listed as copied was seen to"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("device", help="the laptop's id, of 22 letters: `devices` lists them")
        command.set_defaults(run=run)
    allocated = commands.add_parser("allocate", help="give a family to a person, or take it away")
    allocated.add_argument("family", help=usage.FAMILY)
    allocated.add_argument("user", help=_USER)
    compartment = "this one, instead of shared and team; with --remove, instead of all"
    allocated.add_argument("--compartment", type=Compartment, action="append", help=compartment)
    allocated.add_argument("--remove", action="store_true", help="take it away; what is still unsent is set aside here")
    allocated.set_defaults(run=_allocate)


def _add_aside_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    listed = commands.add_parser(
        "aside", help="late work on families taken away: who, when, which, how much; admit it, or leave it"
    )
    listed.add_argument("--json", action="store_true", help=housekeeping.FOR_MACHINES)
    listed.set_defaults(run=_aside)
    acts = listed.add_subparsers(metavar="ACT")
    for name, run, about in (
        ("admit", _admit, "put it into the family's record, in the operator's name where others wrote meanwhile"),
        ("leave", _leave, "keep it aside for good, and say why"),
    ):
        act = acts.add_parser(name, help=about)
        act.add_argument("family", help=usage.FAMILY)
        act.add_argument("user", help=f"whose work it is: {_USER}")
        act.set_defaults(run=run)
        if name == "leave":
            act.add_argument("--reason", required=True, help="why; it is written down")


def _add_link_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    linked = commands.add_parser("links", help="which people of two families are one human; for who has both families")
    acts = linked.add_subparsers(required=True, metavar="ACT")
    listed = acts.add_parser("of", help="what was said of a person, in order")
    _add_person(listed, "person")
    listed.add_argument("--json", action="store_true", help=housekeeping.FOR_MACHINES)
    listed.set_defaults(run=_links)
    for act, about in ((JOIN, "they are one"), (SPLIT, "they are not, after all")):
        said = acts.add_parser(act, help=about)
        _add_person(said, "person")
        _add_person(said, "other")
        said.add_argument("--reason", required=True, help="how it is known, without names; it is written down")
        said.set_defaults(run=_link, act=act)


def _add_person(command: argparse.ArgumentParser, name: str) -> None:
    about = "both by their ids; /COMPARTMENT behind them where the record is not shared"
    command.add_argument(name, type=usage.a_person, metavar="FAMILY/PERSON", help=about)
