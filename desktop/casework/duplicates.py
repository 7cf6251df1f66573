"""Which families of this laptop may be the one that is about to be begun (domain.md 2.5, rule 5), and in what they are alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.people import NewPerson
from sync.records.address import Address
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person
from sync.records.residence import Residence
from sync.rules.duplicates import NOTHING, Described, Likeness, Prepared, compare, keys, prepare
from sync.rules.names import Variants, plain, read_variants

SAME_FAMILY_NAME = "same_family_name"
"""A reason that `sync.rules.duplicates` does not know: it is worth showing, and counts for nothing."""

_REMEMBERED = 4096


@dataclass(frozen=True)
class NewFamily:
    """What begins a family's record. Its people live at the address, if one is given."""

    name: str
    area: str = ""
    people: tuple[NewPerson, ...] = ()
    street: str = ""
    postcode: str = ""

    def described(self) -> tuple[Described, ...]:
        """Its people, as they are compared."""
        return tuple(
            Described(
                first_names=(person.first_name,),
                surnames=(person.surname,),
                born_on=person.born_on,
                postcodes=(self.postcode,),
                nhs_number=person.nhs_number,
                upn=person.upn,
            )
            for person in self.people
        )


@dataclass(frozen=True)
class Match:
    """A family that may be the one: `person` of it is like `sought`. Where nobody is, they share a name."""

    family: str
    name: str
    likeness: Likeness
    sought: str = ""
    person: str = ""


@dataclass(frozen=True)
class Known:
    """Everybody on this laptop, read once: an import looks for many families among them."""

    names: Mapping[str, str]
    """Of families by id."""
    people: Sequence[tuple[str, str, Prepared]]
    """Family, first name, and what is compared."""


class Duplicates:
    """Looking for families that are here already. `names` is the file of first names that are one."""

    def __init__(self, desk: Desk, names: Path) -> None:
        self._desk = desk
        self._names = names
        self._prepared = lru_cache(_REMEMBERED)(prepare)  # people change seldom, and are looked for again and again

    @cached_property
    def _variants(self) -> Variants:
        return read_variants(self._names.read_text(encoding="utf-8"))

    def find(self, new: NewFamily) -> tuple[Match, ...]:
        """Those that may be this one, the likeliest first; then those that share a name with it."""
        return self.among(self.known(), new)

    def known(self) -> Known:
        """Everybody, as they are now."""
        with self._desk.reading() as session:
            rows = session.execute(select(Family.id, Family.name, Family.stream).where(Family.deleted.is_(None))).all()
            of = {row.stream: row.id for row in rows}
            people = [(of[row.stream], row, postcodes) for row, postcodes in _people(session) if row.stream in of]
        return Known(
            {row.id: row.name or "" for row in rows},
            [(family, row.first_name or "", self._prepared(_described(row, codes))) for family, row, codes in people],
        )

    def index(self, known: Known) -> Mapping[str, set[int]]:
        """Where in `known.people` who is filed under each key stands: for whoever looks for many families."""
        found: dict[str, set[int]] = {}
        for place, (_family, _name, prepared) in enumerate(known.people):
            for key in keys(prepared, self._variants):
                found.setdefault(key, set()).add(place)
        return found

    def near(self, known: Known, index: Mapping[str, set[int]], new: NewFamily) -> Known:
        """Those who share a key with somebody of a new family."""
        asked = {key for one in new.described() for key in keys(prepare(one), self._variants)}
        people = [known.people[place] for place in sorted({place for key in asked for place in index.get(key, ())})]
        return Known({family: known.names[family] for family, *_ in people}, people)

    def among(self, known: Known, new: NewFamily) -> tuple[Match, ...]:
        """The same, among people that were read before."""
        sought = [(one.first_name, prepare(told)) for one, told in zip(new.people, new.described(), strict=True)]
        best: dict[str, Match] = {}
        for family, first_name, prepared in known.people:
            for asked, one in sought:
                found = compare(one, prepared, self._variants)
                before = best[family].likeness if family in best else NOTHING
                if found.is_possible and found.points > before.points:
                    best[family] = Match(family, known.names[family], found, asked, first_name)
        likely = sorted(best.values(), key=lambda match: (-match.likeness.points, match.name, match.family))
        words = set(plain(new.name).split())
        named = [
            Match(family, name, Likeness(0, (SAME_FAMILY_NAME,)))
            for family, name in known.names.items()
            if family not in best and words & set(plain(name).split())
        ]
        return (*likely, *sorted(named, key=lambda match: (match.name, match.family)))


def people_of_family(session: Session, family: str) -> tuple[Described, ...]:
    """The people of a family, as the council is asked about them."""
    return tuple(
        _described(row, postcodes) for row, postcodes in _people(session, stream_id(family, Compartment.SHARED))
    )


def _people(session: Session, stream: str | None = None) -> list[tuple[Any, tuple[str, ...]]]:
    """Everybody in a stream, or on this laptop, with the postcodes they live at."""
    columns = (
        Person.stream, Person.id, Person.first_name, Person.known_as, Person.surname, Person.previous_names, Person.born_on,
        Person.born_on_estimated, Person.nhs_number, Person.upn,
    )  # fmt: skip
    here = [] if stream is None else [Person.stream == stream]
    rows = session.execute(select(*columns).where(Person.deleted.is_(None), *here).order_by(Person.id)).all()
    lived = session.execute(
        select(Residence.stream, Residence.person, Address.place)
        .join(Address, and_(Address.id == Residence.home, Address.stream == Residence.stream))
        .where(Residence.deleted.is_(None), Address.deleted.is_(None))
    )
    postcodes: dict[
        tuple[str, str | None], list[str]
    ] = {}  # in people's own streams: a hidden address is not asked about
    for home in lived:
        postcodes.setdefault((home.stream, home.person), []).append(str((home.place or {}).get("postcode") or ""))
    return [(row, tuple(postcodes.get((row.stream, row.id), ()))) for row in rows]


def _described(row: Any, postcodes: tuple[str, ...]) -> Described:
    return Described(
        first_names=(row.first_name or "", row.known_as or ""),
        surnames=(row.surname or "", *(row.previous_names or ())),
        born_on=None if row.born_on_estimated else row.born_on,
        postcodes=postcodes,
        nhs_number=row.nhs_number or "",
        upn=row.upn or "",
    )
