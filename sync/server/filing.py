"""The index of people that a search before a new family looks into (F17): families in which somebody may be known share a key with them.

It is made from what families share, and brought up to date by whoever asks: a push costs nothing for it, and what was erased is gone from it at once
(docs/decisions/0154-the-index-of-people-is-made-when-it-is-asked.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from sync.records.address import Address
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.person import Person
from sync.records.residence import Residence
from sync.records.types import Wire
from sync.rules.duplicates import Described, Prepared, keys, prepare
from sync.rules.names import Variants, read_variants
from sync.server.tables import filed, person_key, record, stream

_NAMES = Path(__file__).parents[2] / "resources" / "frameworks" / "first_names.txt"
_SOME = 500


@dataclass
class FiledFamily:
    """What of a family is compared."""

    people: list[Prepared] = field(default_factory=list)
    restricted: bool = False


@cache
def variants() -> Variants:
    """The council's table of first names that are one."""
    return read_variants(_NAMES.read_text(encoding="utf-8"))


def refresh(connection: Connection) -> None:
    """File again the people of families that were written to since."""
    behind = (
        select(stream.c.stream, stream.c.revision)
        .outerjoin(filed, filed.c.stream == stream.c.stream)
        .where(stream.c.compartment == Compartment.SHARED)
        .where(or_(filed.c.revision.is_(None), filed.c.revision != stream.c.revision))
        .order_by(stream.c.stream)
    )
    rows = connection.execute(behind).all()
    for start in range(0, len(rows), _SOME):
        some = {row.stream: row.revision for row in rows[start : start + _SOME]}
        _file(connection, some)


def families(connection: Connection, streams: Sequence[str]) -> Mapping[str, FiledFamily]:
    """What is compared of the families that share these streams, in that order."""
    kinds = (Family.kind, Person.kind, Address.kind, Residence.kind)
    rows = connection.execute(
        select(record.c.stream, record.c.kind, record.c.id, record.c.fields)
        .where(record.c.stream.in_(streams), record.c.kind.in_(kinds))
        .order_by(record.c.stream, record.c.kind, record.c.id)
    )
    found = {name: FiledFamily() for name in streams}
    people: dict[tuple[str, str], dict[str, Wire]] = {}
    postcodes: dict[tuple[str, str], str] = {}
    lives: dict[tuple[str, str], list[str]] = {}
    for row in rows:  # addresses, then the family, then people, then where these live
        fields: dict[str, Wire] = msgspec.json.decode(row.fields)
        if fields.get("deleted") is not None:
            continue
        match row.kind:
            case Address.kind:
                postcodes[row.stream, row.id] = _text(_part(fields.get("place"), "postcode"))
            case Family.kind:
                found[row.stream].restricted |= fields.get("restricted") is True
            case Person.kind:
                people[row.stream, row.id] = fields
            case _:
                person, home = (_text(fields.get(end)) for end in ("person", "home"))
                lives.setdefault((row.stream, person), []).append(postcodes.get((row.stream, home), ""))
    for (name, person), fields in people.items():
        found[name].people.append(prepare(_described(fields, lives.get((name, person), ()))))
    return found


def forget(connection: Connection, name: str) -> None:
    """What was filed of a stream is filed anew, if anything of it is left, when somebody asks."""
    for table in (person_key, filed):
        connection.execute(delete(table).where(table.c.stream == name))


def _file(connection: Connection, revisions: Mapping[str, int]) -> None:
    rows = [
        {"key": key, "stream": name}
        for name, family in families(connection, list(revisions)).items()
        for key in sorted({key for person in family.people for key in keys(person, variants())})
    ]
    for table in (person_key, filed):
        connection.execute(delete(table).where(table.c.stream.in_(revisions)))
    to_insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    if rows:  # another worker may be at the same
        connection.execute(to_insert(person_key).on_conflict_do_nothing(), rows)
    at = [{"stream": name, "revision": revision} for name, revision in revisions.items()]
    connection.execute(to_insert(filed).on_conflict_do_nothing(), at)


def _described(fields: Mapping[str, Wire], postcodes: Iterable[str]) -> Described:
    born = "" if fields.get("born_on_estimated") else _text(fields.get("born_on"))
    return Described(
        first_names=(_text(fields.get("first_name")), _text(fields.get("known_as"))),
        surnames=(_text(fields.get("surname")), *_texts(fields.get("previous_names"))),
        born_on=date.fromisoformat(born) if born else None,
        postcodes=tuple(postcodes),
        nhs_number=_text(fields.get("nhs_number")),
        upn=_text(fields.get("upn")),
    )


def _text(value: Wire) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Wire) -> tuple[str, ...]:
    return tuple(_text(one) for one in value) if isinstance(value, list) else ()


def _part(value: Wire, name: str) -> Wire:
    return value.get(name) if isinstance(value, dict) else None
