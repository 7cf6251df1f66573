"""Whether a family is known already: among the families of a laptop, and among 20,000 people of a council on SQLite and PostgreSQL."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from random import Random
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, insert

from desktop.app.office_pages import NAMES
from desktop.casework.duplicates import Duplicates, NewFamily
from desktop.casework.people import NewPerson
from sync.protocol.search import FamilySearch, SoughtPerson
from sync.records.ids import stream_id
from sync.server import filing, schema, searching
from sync.server.access import Asked, Caller
from sync.server.clock import now
from sync.server.database import Database
from sync.server.tables import family_search, record, staff, stream
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault
from tests.bench.office import a_postgres
from tests.support.wire import an_id

_SEARCHES = 100
_FAMILIES, _PEOPLE_EACH = 5_000, 4
_SEED = 1
_BEGINNINGS = (
    "Hart",
    "Smi",
    "Okor",
    "Now",
    "Brad",
    "Ship",
    "Wood",
    "Ath",
    "Bar",
    "Cros",
    "Dun",
    "Ell",
    "Fair",
    "Gar",
    "Hol",
)
_ENDS = ("ley", "th", "o", "ak", "shaw", "man", "ton", "son", "field", "worth", "by", "wick", "er", "s", "ing")


def on_a_laptop(vault: FullVault) -> Iterator[Figure]:
    """Three people of a new family against everybody of the families there are."""
    random = Random(_SEED)
    took, bare = [], []
    with vault.desk() as desk:
        duplicates = Duplicates(desk, NAMES)
        known = duplicates.known()
        for _ in range(_SEARCHES):
            people = tuple(NewPerson(*_somebody(random)) for _ in range(2))
            family, first_name, _prepared = random.choice(known.people)
            new = NewFamily(known.names[family], people=(*people, NewPerson(first_name, known.names[family])))
            begun = perf_counter()
            found = duplicates.find(new)
            took.append((perf_counter() - begun) * 1000)
            if family not in {match.family for match in found}:
                raise NotRight
            begun = perf_counter()
            with desk.reading() as session:
                session.connection().exec_driver_sql("SELECT * FROM person").fetchall()
            bare.append((perf_counter() - begun) * 1000)
    n = {"families": vault.families, "people": len(known.people), "searches": _SEARCHES}
    against, floor = "reading everybody: p95", percentile(bare, 95)
    yield Figure("duplicate check on the laptop: p95", percentile(took, 95), "ms", n, against, floor, Goal(value=10))


def measured() -> Iterator[Figure]:
    """Three people against a council, one of whom is in it."""
    with ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory())
        yield from _at_a_council(f"sqlite:///{folder}/central.db", "SQLite")
        yield from _at_a_council(opened.enter_context(a_postgres()).database(), "PostgreSQL")


def _at_a_council(url: str, backend: str) -> Iterator[Figure]:
    random = Random(_SEED)
    with closing(Database(url)) as database:
        people = _filled(database, random)
        caller = Caller(1, frozenset({1}), "laptop", "jo", "practitioner", _KEY, revoked=False, asked=Asked(0, 0))
        took, bare = [], []
        for _ in range(_SEARCHES):
            known = random.choice(people)
            asked = FamilySearch([known, *(_sought(*_somebody(random)) for _ in range(2))])
            with database.writing() as connection:
                connection.execute(delete(family_search))  # or the twenty of an hour are soon asked
            begun = perf_counter()
            with database.writing() as connection:
                answer = searching.search(connection, caller, asked, now())
            took.append((perf_counter() - begun) * 1000)
            if answer.known == "no":
                raise NotRight
            bare.append(_bare(database))
    n = {"people": len(people), "searches": _SEARCHES}
    against, floor = "a row written, and nothing else: p95", percentile(bare, 95)
    name = f"duplicate check on the server, {backend}: p95"
    yield Figure(name, percentile(took, 95), "ms", n, against, floor, Goal(value=50))


def _bare(database: Database) -> float:
    begun = perf_counter()
    with database.writing() as connection:
        row = {"at": "", "user": "jo", "known": "no", "families": "[]", "withheld": "[]"}
        connection.execute(insert(family_search).values(row))
    return (perf_counter() - begun) * 1000


_KEY = Ed25519PrivateKey.generate().public_key()


def _filled(database: Database, random: Random) -> list[SoughtPerson]:
    """A council of families, filed; everybody in it."""
    schema.migrate(database)
    streams, records, people = [], [], []
    for _ in range(_FAMILIES):
        family, home, surname = an_id(), an_id(), _surname(random)
        name = stream_id(family, "shared")
        begun = {"compartment": "shared", "revision": 1, "chain": "", "moved_at": "2026-10-06T10:42:00Z"}
        streams.append({"stream": name, "family": family} | begun)
        postcode = (
            f"S{random.randrange(60, 80)} {random.randrange(10)}{random.choice('ABCDEFG')}{random.choice('ABCDEFG')}"
        )
        records.append(_record(name, "address", home, place={"postcode": postcode}))
        for _ in range(_PEOPLE_EACH):
            first_name, _other, role, born_on = _somebody(random)
            facts = {"first_name": first_name, "surname": surname, "born_on": born_on.isoformat(), "home": home}
            records.append(_record(name, "person", an_id(), role=role, **facts))
            people.append(_sought(first_name, surname, role, born_on))
    with database.writing() as connection:
        connection.execute(insert(staff).values(user="jo", name="Jo", team="North", role="practitioner"))
        connection.execute(insert(stream), streams)
        connection.execute(insert(record), records)
    with database.writing() as connection:
        filing.refresh(connection)
    return people


def _record(name: str, kind: str, record_id: str, **fields: object) -> dict[str, object]:
    return {"stream": name, "kind": kind, "id": record_id, "fields": json.dumps(fields), "version": 1, "versions": "{}"}


def _somebody(random: Random) -> tuple[str, str, str, date]:
    """As `NewPerson` begins: first name, surname, role, and when they were born."""
    born_on = date(random.randrange(1970, 2026), random.randrange(1, 13), random.randrange(1, 29))
    return random.choice(sorted(filing.variants().lines)).title(), _surname(random), "child", born_on


def _surname(random: Random) -> str:
    return random.choice(_BEGINNINGS) + random.choice(_ENDS)


def _sought(first_name: str, surname: str, _role: str, born_on: date) -> SoughtPerson:
    return SoughtPerson([first_name], [surname], born_on.isoformat())
