"""The search before a family is begun, over all families of the council (F17).

The answer says whether somebody like these people is known, and never in which family. Every search makes the same statements and the same number
of comparisons, and a family that is restricted, or that there is none of, are answered with the same bytes: who asks learns nothing of a family
that only named people may know of. Each search is kept, with the families that it found and those that it kept back: the front door sees to these.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import islice, product, repeat

from sqlalchemy import Connection, func, insert, select

from sync.protocol.limits import SEARCHES_PER_HOUR
from sync.protocol.search import FamilySearch, FamilySearched, SoughtPerson
from sync.records.types import instant_text
from sync.rules.duplicates import NOTHING, Described, Likeness, Prepared, compare, keys, prepare
from sync.server import filing
from sync.server.access import Caller
from sync.server.belonging import WORKERS
from sync.server.quotas import Spent
from sync.server.tables import family_search, member, person_key, staff, stream

_FAMILIES = 24
"""So many families are looked at closely: those that share most keys."""
_COMPARISONS = 400
"""So many pairs of people are compared, however many there are."""
_HOUR = timedelta(hours=1)


class NotForThem(Exception):
    """Who asks begins no families."""


class Unreadable(Exception):
    """A birth date that is no day."""


@dataclass(frozen=True)
class Searched:
    """One search, as it is told of. Families are ids."""

    at: str
    user: str
    user_name: str
    known: str
    families: list[str]
    withheld: list[str]


def search(connection: Connection, caller: Caller, asked: FamilySearch, now: datetime) -> FamilySearched:
    """Whether a family is known, of those that the caller does not have, in which one of these people may be.

    Raises:
        NotForThem: the caller is no worker of the council.
        Unreadable: a birth date is no day.
        Spent: the caller has asked often enough in the last hour.
    """
    if caller.role not in WORKERS:
        raise NotForThem
    sought = [prepare(_described(person)) for person in asked.people]
    _use(connection, caller.user, now)
    filing.refresh(connection)
    candidates = _candidates(connection, caller.user, sought)
    best = _compared(connection, sought, list(candidates))
    told: list[str] = []
    withheld: list[str] = []
    known = NOTHING
    for name, (found, restricted) in best.items():
        family, is_mine = candidates[name]
        if found.is_possible and not is_mine:
            (withheld if restricted else told).append(family)
            known = max(known, NOTHING if restricted else found, key=lambda one: one.points)
    answer = FamilySearched("likely" if known.is_likely else "possible" if known.is_possible else "no")
    _keep(connection, caller.user, now, answer, told, withheld)
    return answer


def searches(connection: Connection, *, only_withheld: bool = False) -> list[Searched]:
    """Every search, the latest first; or those that kept a family back."""
    rows = connection.execute(
        select(family_search, staff.c.name)
        .join(staff, staff.c.user == family_search.c.user)
        .where(*([family_search.c.withheld != "[]"] if only_withheld else []))
        .order_by(family_search.c.id.desc())
    )
    return [
        Searched(row.at, row.user, row.name, row.known, json.loads(row.families), json.loads(row.withheld))
        for row in rows
    ]


def facts(told: list[Searched]) -> list[dict[str, str | list[str]]]:
    """For machines."""
    return [asdict(one) for one in told]


def table(told: list[Searched]) -> str:
    """For people, one line a search."""
    return "\n".join(
        "  ".join(
            (
                one.at,
                one.user,
                one.user_name,
                one.known,
                f"told of {' '.join(one.families) or 'none'}",
                f"kept back {' '.join(one.withheld) or 'none'}",
            )
        )
        for one in told
    )


def _use(connection: Connection, user: str, now: datetime) -> None:
    """One person at a time, so that nobody asks twenty times at once."""
    connection.execute(select(staff.c.user).where(staff.c.user == user).with_for_update()).one()
    mine = (family_search.c.user == user, family_search.c.at > instant_text(now - _HOUR))
    used = connection.execute(select(func.count(), func.min(family_search.c.at)).where(*mine)).one()
    if used[0] >= SEARCHES_PER_HOUR:
        first = datetime.fromisoformat(used[1])
        raise Spent(int((first + _HOUR - now).total_seconds()) + 1)


def _candidates(connection: Connection, user: str, sought: list[Prepared]) -> Mapping[str, tuple[str, bool]]:
    """The streams of the families that share most keys with who is sought: which family, and whether the person has it."""
    asked = {key for person in sought for key in keys(person, filing.variants())}
    shared = func.count().label("shared")
    found = (
        select(person_key.c.stream, shared)
        .where(person_key.c.key.in_(asked))
        .group_by(person_key.c.stream)
        .order_by(shared.desc(), person_key.c.stream)
        .limit(_FAMILIES)
        .subquery()
    )
    mine = select(member.c.family).where(member.c.user == user, member.c.removed_at.is_(None)).distinct().subquery()
    rows = connection.execute(
        select(found.c.stream, stream.c.family, mine.c.family.label("mine"))
        .join(stream, stream.c.stream == found.c.stream)
        .outerjoin(mine, mine.c.family == stream.c.family)
        .order_by(found.c.shared.desc(), found.c.stream)
    )
    return {row.stream: (row.family, row.mine is not None) for row in rows}


def _compared(
    connection: Connection, sought: list[Prepared], streams: list[str]
) -> Mapping[str, tuple[Likeness, bool]]:
    """How alike each family is, and whether it is restricted. What is compared beyond them comes to nothing, and takes as long."""
    room = [*streams, *repeat("", _FAMILIES - len(streams))]
    known = filing.families(connection, room)  # one statement, whether there are families or none
    best = dict.fromkeys(streams, NOTHING)
    for name, one, other in islice(_pairs(sought, known), _COMPARISONS):
        found = compare(one, other, filing.variants())
        if name is not None and found.points > best[name].points:
            best[name] = found
    return {name: (found, known[name].restricted) for name, found in best.items()}


def _pairs(
    sought: list[Prepared], known: Mapping[str, filing.FiledFamily]
) -> Iterator[tuple[str | None, Prepared, Prepared]]:
    for name, family in known.items():
        for one, other in product(sought, family.people):
            yield name, one, other
    yield from ((None, one, _SOMEBODY) for one in repeat(sought[0]))


def _keep(
    connection: Connection, user: str, now: datetime, answer: FamilySearched, told: list[str], withheld: list[str]
) -> None:
    row = {"at": instant_text(now), "user": user, "known": answer.known}
    found = {"families": json.dumps(told), "withheld": json.dumps(withheld)}
    connection.execute(insert(family_search).values(row | found))


def _described(person: SoughtPerson) -> Described:
    try:
        born_on = date.fromisoformat(person.born_on) if person.born_on else None
    except ValueError:
        raise Unreadable from None
    return Described(
        tuple(person.first_names),
        tuple(person.surnames),
        born_on,
        tuple(person.postcodes),
        person.nhs_number,
        person.upn,
    )


_SOMEBODY = prepare(
    Described(("Somebody",), ("Neverknown",), date(1900, 1, 1), ("ZZ99 9ZZ",), "0000000000", "A000000000000")
)
