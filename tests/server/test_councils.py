"""Many councils from one pool (F9): what is one's is never another's, though every id is the same, and nobody forgets which is meant."""

import asyncio
import contextlib
import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from sync.protocol import codec
from sync.protocol.messages import NewStream, Set
from sync.records.ids import stream_id
from sync.server import tables
from sync.server.database import Database, Pool
from sync.server.directory import Directory
from sync.server.tenancy import UnsafeLogin, tenancy
from tests.support.central import BACKENDS, LOGIN, Central, Refused
from tests.support.wire import Wire, a_note, an_id, problem

REQUESTS = 200
HERE = {"place": "council_northmere"}
CHANGING = ("UPDATE", "DELETE", "TRUNCATE")
FAMILY, NOTE = an_id(), an_id()
STREAM = stream_id(FAMILY, "team")


@pytest.fixture(params=BACKENDS)
def both(request, tmp_path) -> Iterator[tuple[Central, Central]]:
    """Two councils in one database."""
    url = f"sqlite:///{tmp_path}/councils"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database()
    north = make(tmp_path, url, "northmere")
    south = make(tmp_path, url, "southmere", north.port)
    yield north, south
    north.stop()
    south.stop()


def make(folder: Path, url: str, name: str, port: int | None = None) -> Central:
    own = folder / name
    own.mkdir()
    return Central(own, url, council=name, is_shared=True, port=port)


def a_laptop(central: Central) -> Wire:
    """The first of its council, so that person and number are the same in each, with one note under the same ids."""
    jo = Wire(central, central.a_user(name=f"Jo of {central.council}"))
    begins = NewStream(FAMILY, "team")
    assert jo.push_one(begins, jo.set(STREAM, a_note(f"Of {central.council}.", NOTE))).outcome == "applied"
    return jo


def test_two_councils_with_equal_ids_share_one_connection_and_no_row(both):
    both[0].start_all("--pool", "1")
    north, south = (a_laptop(central) for central in both)
    assert (north.number, north.user) == (south.number, south.user)

    answers = asyncio.run(interleaved(north, south))

    assert len(answers) == REQUESTS
    assert {status for _, status, _ in answers} >= {0, 200, 400, 401, 404}
    for wire, _status, said in answers:
        stranger = south if wire is north else north
        assert stranger.central.council not in said
    for wire, other in ((north, south), (south, north)):
        assert f"Of {wire.central.council}." in str(wire.pull(STREAM))
        assert other.central.council not in str(wire.pull(STREAM))
        assert "0 wrong" in wire.central.run("verify")


async def interleaved(*wires: Wire) -> list[tuple[Wire, int, str]]:
    """Requests of all sorts, ten at a time; the status is 0 of those that were given up under way."""
    one_in = asyncio.Semaphore(10)
    turns = list(itertools.islice(itertools.cycle(itertools.product(range(8), wires)), REQUESTS))
    async with httpx.AsyncClient(base_url=wires[0].central.url, trust_env=False, timeout=60) as http:

        async def ask(kind: int, wire: Wire) -> tuple[Wire, int, str]:
            async with one_in:
                try:
                    answer = await http.send(a_request(kind, wire))
                except httpx.ReadTimeout:
                    return wire, 0, ""
            return wire, answer.status_code, answer.text

        return await asyncio.gather(*(ask(*turn) for turn in turns))


def a_request(kind: int, wire: Wire) -> httpx.Request:
    mine = bytes(msgspec.json.encode(wire.set(STREAM, a_note(f"Of {wire.central.council}."))))
    have = msgspec.json.encode({"streams": [{"stream": STREAM, "revision": 0}]})
    stranger = msgspec.json.encode({"streams": [{"stream": an_id(), "revision": 0}]})
    method, target, body = (
        ("GET", "/v1/manifest", b""),
        ("POST", "/v1/pull", have),
        ("POST", "/v1/pull", stranger),
        ("POST", "/v1/push", mine + b"\n"),
        ("POST", "/v1/push", b"not a line\n"),
        ("GET", "/v1/manifest", b""),
        ("POST", "/v1/pull", have),
        ("POST", "/v1/push", mine + b"\n"),
    )[kind]
    headers = wire.signed(method, target, body) | {"content-type": "application/json"}
    if target == "/v1/push":
        body, headers = packed(wire, body)
    if kind == 5:
        headers["signature"] = "device=:AAAA:"
    gives_up = kind >= 6
    timeout = httpx.Timeout(60, read=0.001 if gives_up else 60).as_dict()
    return httpx.Request(
        method, wire.central.url + target, content=body, headers=headers, extensions={"timeout": timeout}
    )


def packed(wire: Wire, lines: bytes) -> tuple[bytes, dict[str, str]]:
    body = b"".join(codec.pack([lines], codec.ZSTD))
    return body, wire.signed("POST", "/v1/push", body) | {"content-encoding": codec.ZSTD}


def test_a_set_sealed_for_one_council_is_refused_by_another(both):
    both[0].start_all()
    north, south = (a_laptop(central) for central in both)
    sealed = north.set(STREAM, a_note("Of northmere."))

    assert south.push_one(Set(sealed.set)).code == "council"


def test_a_device_id_that_another_council_knows_lets_nobody_in(both):
    both[0].start_all()
    north, south = (a_laptop(central) for central in both)
    request = replace(south.enrolment(both[1].a_code(south.user)), device=north.device, public_key="A" * 43)

    answer = north.http.post("/v1/enrolment", json=msgspec.to_builtins(request))

    assert problem(answer).code == "device_taken"
    assert north.manifest().streams[0].stream == STREAM


def test_a_code_of_no_council_is_unknown(both):
    both[0].start_all()

    assert problem(both[0].http.post("/v1/enrolment/question", json={"secret": "0" * 10})).code == "code_unknown"


def test_migrating_all_writes_a_lost_directory_anew(both):
    both[0].start_all()
    north, _south = (a_laptop(central) for central in both)
    both[0].stop()
    both[0].http = both[0].client()
    north.http = both[0].http
    with contextlib.closing(tenancy(both[0].database_url, Pool())) as places, places.directory.writing() as connection:
        connection.exec_driver_sql("DELETE FROM device")

    both[0].is_shared = False
    both[0].run("migrate", "--all")
    both[0].is_shared = True

    both[0].start_all()
    assert north.manifest().streams[0].stream == STREAM


def test_a_council_is_made_under_its_own_name_only(both):
    with pytest.raises(Refused):
        both[0].run("council", "eastmere", "--name", "Eastmere", "--server", "https://central.example.org")


@pytest.mark.slow
def test_a_query_that_names_no_council_finds_nothing(both_on_postgresql):
    login = both_on_postgresql.replace("app@", f"{LOGIN}@")
    with contextlib.closing(Database(login)) as nobody:
        for query in (select(tables.staff.c.name), text('SELECT name FROM "council_northmere".staff')):
            with pytest.raises(DBAPIError), nobody.reading() as connection:
                connection.execute(query)
        with pytest.raises(DBAPIError), nobody.at("council_northmere").reading() as connection:
            connection.execute(text('SELECT name FROM "council_southmere".staff'))
        with nobody.at("council_northmere").reading() as connection:
            assert connection.execute(select(tables.staff.c.name)).all() == []
        with pytest.raises(DBAPIError), nobody.reading() as connection:
            connection.execute(select(tables.staff.c.name))


@pytest.mark.slow
def test_f9_who_serves_a_council_may_write_rows_and_not_change_what_there_is(both_on_postgresql):
    login = both_on_postgresql.replace("app@", f"{LOGIN}@")
    with contextlib.closing(Database(login, "council_northmere")) as served:
        with served.reading() as connection:
            owners = connection.execute(
                text("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = :place"), HERE
            )
            assert owners.scalars().all() == ["council_northmere_owner"]
        for statement in ("DROP TABLE staff", "ALTER TABLE staff ADD x int", "CREATE TABLE t ()", "TRUNCATE council"):
            with pytest.raises(ProgrammingError, match="InsufficientPrivilege"), served.writing() as connection:
                connection.execute(text(statement))
        with pytest.raises(ProgrammingError, match="InsufficientPrivilege"), served.building():
            pass


@pytest.mark.slow
def test_a_login_with_rights_of_its_own_serves_no_shared_database(both_on_postgresql):
    with contextlib.closing(tenancy(both_on_postgresql, Pool())) as places, pytest.raises(UnsafeLogin):
        places.require_safe_login()


@pytest.fixture
def both_on_postgresql(postgres, tmp_path) -> str:
    url: str = postgres.database()
    for name in ("northmere", "southmere"):
        make(tmp_path, url, name)
    return url


def test_a_code_stays_one_councils(tmp_path):
    """Its first signs find it, so two councils never have the same at one time."""
    now = datetime(2026, 10, 6, tzinfo=UTC)
    day = timedelta(days=1)
    with contextlib.closing(Database(f"sqlite:///{tmp_path}/directory.db")) as database:
        directory = Directory(database)
        directory.make()

        assert directory.enter_code("ABCD", "northmere", now + day, now)
        assert not directory.enter_code("ABCD", "southmere", now + day, now)
        assert directory.enter_code("ABCD", "southmere", now + 10 * day, now + 9 * day)
        assert directory.council_of_code("ABCD") == "southmere"


def test_f10_the_role_that_serves_a_council_has_no_leave_to_change_its_log_of_reads(both):
    """On PostgreSQL; a trigger besides refuses anybody, on SQLite too."""
    with both[0].session() as connection:
        if connection.dialect.name != "postgresql":
            return
        asked = text("SELECT has_table_privilege(current_user, 'read_event', :leave)")
        leaves = {leave: connection.execute(asked, {"leave": leave}).scalar_one() for leave in ("INSERT", *CHANGING)}

    assert leaves == {"INSERT": True, **dict.fromkeys(CHANGING, False)}
