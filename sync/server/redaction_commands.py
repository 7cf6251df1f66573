"""The commands by which a manager takes values out under authority, and by which a family is held against it (F3)."""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sync.records.fields import Compartment
from sync.records.ids import is_id
from sync.records.lawful import GROUNDS
from sync.rules.redactions import Places
from sync.server import housekeeping, keys, redaction_desk, usage, workplace
from sync.server.redacting import Done
from sync.server.redaction_requests import Request, Wish, requests

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse has no public name for it)


def add_commands(commands: "Commands") -> None:
    """Add them to the command line."""
    listed = commands.add_parser("redactions", help="what laptops have asked to have taken out, and nobody has decided")
    listed.add_argument("--json", action="store_true", help=housekeeping.FOR_MACHINES)
    listed.set_defaults(run=_list)
    done = commands.add_parser(
        "redact", help="take a record, or fields of it, out for good, with all that was ever said of it"
    )
    done.add_argument("family", help=usage.FAMILY)
    done.add_argument("kind", help="the kind of the record, as docs/fields.md names it")
    done.add_argument("record", type=_an_id, help="the record's id")
    done.add_argument("--field", action="append", default=[], help="this one, instead of the whole record")
    done.add_argument("--compartment", type=Compartment, default=Compartment.TEAM, help="where it lies (team)")
    done.add_argument("--ground", choices=GROUNDS, help="why it goes")
    done.add_argument("--authority", metavar="WORDS", help="by what right; every reader of the family sees these words")
    done.add_argument("--asked-by", metavar="USER", help="who asked for it: somebody else than the operator")
    ledger = os.environ.get("DOORSTEP_LEDGER")
    done.add_argument(
        "--ledger",
        type=Path,
        default=ledger and Path(ledger),
        required=not ledger,
        help="the file outside the database that says what was taken out",
    )
    done.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    done.set_defaults(run=_redact)
    held = commands.add_parser("hold", help="let nothing of a family be taken out, or let it again")
    held.add_argument("family", help=usage.FAMILY)
    what = held.add_mutually_exclusive_group(required=True)
    what.add_argument("--why", metavar="WORDS", help="why it is held")
    what.add_argument("--lift", action="store_true", help="let it again")
    held.add_argument("--until", type=date.fromisoformat, metavar="DAY", help="the last day of the hold")
    held.set_defaults(run=_hold)


def _an_id(text: str) -> str:
    if not is_id(text):
        raise ValueError
    return text


def _list(given: argparse.Namespace) -> int:
    with workplace.ready(given).reading() as connection:
        asked = list(requests(connection))
    print(json.dumps([_facts(one) for one in asked], indent=1) if given.json else _table(asked))
    return 0


def _redact(given: argparse.Namespace) -> int:
    places = Places(given.kind, given.record, frozenset(given.field))
    wish = Wish(given.family, given.compartment, places, given.ground, given.authority, given.asked_by)
    order, certifier = keys.signing_key(given.keys, "order"), workplace.certifier(given)
    done = redaction_desk.redact(
        workplace.desk(given), wish, order, certifier, given.ledger, is_rehearsal=given.dry_run
    )
    print("\n".join(_told(done, is_rehearsal=given.dry_run)))
    return 0


def _told(done: Done, *, is_rehearsal: bool) -> Iterator[str]:
    taken = done.taken
    counted = (
        f"{taken.values} values, {taken.beside} beside the record, {taken.files} files, {done.conflicts} conflicts"
    )
    yield f"would take out {counted}" if is_rehearsal else f"took out {counted}"
    for place in done.elsewhere:
        yield f"the same words stand in {place}"


def _hold(given: argparse.Namespace) -> int:
    desk = workplace.desk(given)
    if given.lift:
        redaction_desk.lift_hold(desk, given.family)
    else:
        redaction_desk.hold(desk, given.family, given.why, given.until and given.until.isoformat())
    return 0


def _facts(one: Request) -> dict[str, object]:
    return asdict(one) | {"places": asdict(one.places) | {"fields": sorted(one.places.fields)}}


def _table(asked: Sequence[Request]) -> str:
    lines = [("family", "compartment", "kind", "record", "fields", "ground", "asked by", "authority")]
    for one in asked:
        names = ",".join(sorted(one.places.fields)) or "all"
        place = (one.family, one.compartment, one.places.kind, one.places.record, names)
        lines.append((*place, one.ground, one.asked_by, one.authority))
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
