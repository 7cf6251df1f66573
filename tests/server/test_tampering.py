"""Every column that a signature or a chain covers, changed by one sign: `doorstep-central verify` names each (F2, F6).

The columns come from the tables, so that a new one is tried too until it is said here why it is not covered.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import Column, Connection, Table, select

from sync.protocol.change_set import Group
from sync.protocol.root import Root, is_signed
from sync.server import tables
from tests.server.test_person_links import a_person
from tests.support.central import BACKENDS, Central, Refused, served
from tests.support.reads import Log, post
from tests.support.wire import Wire, a_note, an_id, as_evidence

TRIED = (
    *(tables.stream, tables.change_set, tables.record),
    *(tables.aside, tables.evidence, tables.read_event, tables.person_link, tables.link_tally),
)
UNCOVERED = {
    ("stream", "stream"): "its rows name it: the database refuses",
    **{("stream", name): "a rule of the council's" for name in ("retain_until", "retain_rule", "hold")},
    ("stream", "moved_at"): "for those who listen",
    **{("stream", name): "counted for a quota" for name in ("day", "bytes")},
    **{
        ("aside", name): "what a manager decided" for name in ("fate", "decided_by", "decided_at", "reason", "revision")
    },
    ("aside", "received_at"): "the server's own note, in no chain",
    ("evidence", "received_at"): "likewise",
    ("evidence", "code"): "likewise",
    ("read_event", "received_at"): "likewise",
    ("link_tally", "id"): "there is one row",
}
"""Columns that no signature covers, and why."""

COLUMNS = [column for table in TRIED for column in table.columns if (table.name, column.name) not in UNCOVERED]


@pytest.fixture(scope="module", params=BACKENDS)
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    """A council with four streams, one set set aside, one piece of evidence, one link. Whoever changes it puts it back."""
    with served(request.param, request) as made:
        jo, sam = Wire(made), Wire(made)
        stream, begins = jo.begin("team")
        note, other = an_id(), jo.a_stream()
        jo.push(
            begins, jo.set(stream, a_note("Rang Dana.", note)), jo.set(stream, a_note("Rang twice.", note, base=-1))
        )
        jo.push(jo.set(stream, Group("weather", an_id(), 0, {"sky": "Grey."})), jo.set(other, a_note("Elsewhere.")))
        jo.push(as_evidence(jo.set(stream, a_note("As first put.", note))))
        made.run("allocate", "--", begins.family, sam.user)
        made.run("allocate", "--remove", "--", begins.family, sam.user)
        assert sam.push_one(sam.set(stream, a_note("Late."))).outcome == "aside"
        log = Log(jo)
        for _read in range(3):
            log.note(begins.family)
            post(jo, log.batch())
        a_link(made, jo)
        with made.session() as connection:
            unguard(connection)
        yield made


def a_link(council: Central, jo: Wire) -> None:
    """Two people joined, split and joined."""
    ends = [a_person(jo), a_person(jo)]
    for act in ("join", "split", "join"):
        council.run("--operator", jo.user, "links", act, *ends, "--reason", "Asked their mother.")


def unguard(connection: Connection) -> None:
    """Take away what keeps the log of reads, as somebody could who has the database in their hands."""
    is_sqlite = connection.dialect.name == "sqlite"
    for name in ("read_event_update", "read_event_delete") if is_sqlite else ("only_added_to ON read_event",):
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


@pytest.fixture(autouse=True)
def put_back(council: Central) -> Iterator[None]:
    """All tables as they were before the test."""
    with council.session() as connection:
        before = {table: connection.execute(select(table)).mappings().all() for table in TRIED}
    yield
    with council.session() as connection:
        for table in reversed(TRIED):
            connection.execute(table.delete())
        for table in TRIED:
            connection.execute(table.insert(), [dict(row) for row in before[table]])


def test_the_council_verifies_as_it_is(council: Central):
    assert "0 wrong" in council.run("verify")


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.table.name}.{column.name}")
def test_f6_one_changed_sign_in_any_column_is_found_and_named(council: Central, column: Column[Any]):
    """Promise 6 (evidence)."""
    streams = changed(council, column)

    with pytest.raises(Refused) as refused:
        council.run("verify")

    assert any(stream in str(refused.value) for stream in streams)


@pytest.mark.parametrize("n", [1, 2])
def test_an_act_on_a_link_that_was_taken_out_from_between_others_is_found(council: Central, n: int):
    with council.session() as connection:
        connection.execute(tables.person_link.delete().where(tables.person_link.c.n == n))

    with pytest.raises(Refused, match=f"n {n + 1}: follows a gap"):
        council.run("verify")


def test_the_last_act_on_a_link_that_was_taken_out_is_missed(council: Central):
    with council.session() as connection:
        connection.execute(tables.person_link.delete().where(tables.person_link.c.n == 3))

    with pytest.raises(Refused, match="links the tally: counts 3 acts, and not these 2"):
        council.run("verify")


def test_acts_on_links_that_were_taken_out_with_the_tally_of_them_are_missed_beside_an_earlier_root(council: Central):
    with council.session() as connection:
        before = connection.execute(select(tables.link_tally)).mappings().one()
    jo = Wire(council)
    ends = [a_person(jo), a_person(jo)]
    council.run("--operator", jo.user, "links", "join", *ends, "--reason", "Asked their father.")
    root = msgspec.json.decode(council.run("root"), type=Root)

    with council.session() as connection:
        these = tables.person_link.c.person.in_([end.partition("/")[2] for end in ends])
        connection.execute(tables.person_link.delete().where(these))
        connection.execute(tables.link_tally.update().values(**before))

    assert "0 wrong" in council.run("verify")
    assert msgspec.json.decode(council.run("root"), type=Root).links < root.links


@pytest.mark.parametrize("column", list(UNCOVERED), ids=".".join)
def test_every_column_that_is_called_uncovered_is_there(column: tuple[str, str]):
    table, name = column
    assert name in tables.central.tables[table].columns


def test_f6_the_root_of_all_heads_is_one_line_that_the_receipt_key_signs(council: Central):
    """It changes with every head, and says nothing else than was signed."""
    line = council.run("root")
    root = msgspec.json.decode(line, type=Root)

    assert line.count("\n") == 1
    assert (root.council, root.streams) == ("northmere", 4)
    assert is_signed(root, council.bundle.receipt)
    assert not is_signed(root, council.bundle.order)
    for other in (
        replace(root, streams=5),
        replace(root, sha256="0" * 64),
        replace(root, links=root.links - 1),
        replace(root, at=""),
        replace(root, signature=""),
    ):
        assert not is_signed(other, council.bundle.receipt)
    changed(council, tables.stream.c.chain)
    assert msgspec.json.decode(council.run("root"), type=Root).sha256 != root.sha256


def test_a_root_is_not_signed_by_another_councils_key(council: Central):
    key = council.folder / "keys" / "receipt.key"
    before = key.read_text()
    key.write_text((council.folder / "keys" / "order.key").read_text())
    try:
        with pytest.raises(Refused):
            council.run("root")
    finally:
        key.write_text(before)


def changed(council: Central, column: Column[Any]) -> set[str]:
    """Alter one value as somebody with the database in their hands would. The streams that it was of and is of now, or the laptop."""
    table: Table = column.table
    with council.session() as connection:
        last = select(table).order_by(*(key.desc() for key in reversed([*table.primary_key])))
        row = connection.execute(last).mappings().first()
        assert row is not None
        others = [one for key in column.foreign_keys for one in connection.execute(select(key.column)).scalars()]
        where = [key == row[key.name] for key in table.primary_key]
        value = next((one for one in others if one != row[column.name]), _another(row[column.name]))
        connection.execute(table.update().where(*where).values({column.name: value}))
        if table is tables.link_tally:
            return {"links the tally"}
        if "stream" not in row:
            return {f"device {row['device']} read"}
        return {str(row["stream"]), str(value) if column.name == "stream" else ""} - {""}


def _another(value: Any) -> Any:
    match value:
        case None:
            return "{}"
        case "":
            return "x"
        case int():
            return value + 50
        case _:
            middle = len(value) // 2
            sign = next(one for one in itertools.chain("xy") if one != value[middle])
            return value[:middle] + sign + value[middle + 1 :]
