"""`doorstep-central verify` finds every byte that is not as it was signed, and accepts what was redacted under authority (F2, F6)."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Table, select, update

from sync.protocol.canonical import encode
from sync.protocol.change_set import Group
from sync.protocol.commitment import redact
from sync.server import tables
from sync.server.erasure import sealed_in
from tests.support.central import BACKENDS, Central, Refused, served
from tests.support.wire import Wire, an_id

_TAMPERED = (tables.change_set, tables.record)


@pytest.fixture(scope="module", params=BACKENDS)
def council(request) -> Iterator[Central]:
    """A council with one family, five revisions, three records. Whoever changes it puts it back."""
    with served(request.param, request) as made:
        jo = Wire(made)
        stream, begins = jo.begin("shared")
        record, sky = an_id(), an_id()
        jo.push(
            begins,
            jo.set(stream, Group("person", record, 0, {"name": "Leo", "likes": "Trains."}), n=1),
            jo.set(stream, Group("person", record, -1, {"likes": "Trains and boats."}), n=2),
            jo.set(stream, Group("weather", sky, 0, {"sky": "Grey."}), n=3),
            jo.set(stream, Group("weather", sky, -3, {"sky": "Blue."}), n=4, reason="It cleared."),
            jo.set(stream, Group("weather", an_id(), 0, {"sky": "Black."}), n=5),
        )
        yield made


@pytest.fixture(autouse=True)
def put_back(council) -> Iterator[None]:
    """Log and records as they were before the test."""
    with council.session() as connection:
        before = {table: connection.execute(select(table)).mappings().all() for table in _TAMPERED}
    yield
    with council.session() as connection:
        for table in _TAMPERED:
            connection.execute(table.delete())
            connection.execute(table.insert(), [dict(row) for row in before[table]])


def test_a_council_as_it_was_signed_verifies(council):
    assert council.run("verify") == "1 streams, 5 change sets, 0 files, 0 reads, 0 acts on links, 0 wrong\n"


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("changes", lambda text: text.replace("Trains", "Drains")),
        ("changes", lambda text: text.replace('"Trains and boats."', "null")),
        ("head", lambda text: text.replace("2026-10-06", "2026-10-07")),
        ("seed", lambda text: ("B" if text[0] == "A" else "A") + text[1:]),
        ("seed", lambda text: None),
        ("signature", lambda text: ("B" if text[0] == "A" else "A") + text[1:]),
        ("digest", lambda text: ("B" if text[0] == "A" else "A") + text[1:]),
        ("chain", lambda text: ("B" if text[0] == "A" else "A") + text[1:]),
        ("received_at", lambda text: text.replace("Z", "z")),
        ("n", lambda number: number + 90),
        ("changes", lambda text: "not JSON"),
    ],
)
def test_one_changed_byte_of_the_log_is_found(council, column, change):
    second = (tables.change_set.c.revision == 2,)
    changed(council, tables.change_set, column, change, second)

    assert "revision 2" in wrong(council)


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("fields", lambda text: text.replace("boats", "coats")),
        ("versions", lambda text: "{}"),
        ("version", lambda number: number + 1),
        ("fields", lambda text: "not JSON"),
    ],
)
def test_a_record_that_is_not_what_its_change_sets_add_up_to_is_found(council, column, change):
    changed(council, tables.record, column, change, (tables.record.c.kind == "person",))

    assert "person" in wrong(council)


def test_a_change_set_that_was_taken_out_is_found(council):
    with council.session() as connection:
        connection.execute(tables.change_set.delete().where(tables.change_set.c.revision == 3))

    assert "revision 4: follows a gap" in wrong(council)


def test_a_cut_end_of_the_log_is_found(council):
    with council.session() as connection:
        connection.execute(tables.change_set.delete().where(tables.change_set.c.revision == 5))

    assert "head" in wrong(council)


def test_what_verification_says_names_no_value(council):
    changed(council, tables.change_set, "changes", lambda text: text.replace("Trains", "Drains"), ())

    assert "ains" not in wrong(council)


def test_values_redacted_under_authority_verify_and_are_counted(council):
    redacted(council, 2, [0])

    assert council.run("verify").endswith("0 wrong\n1 values redacted under authority\n")


def test_a_redacted_set_that_is_changed_afterwards_is_found(council):
    redacted(council, 1, [0])
    first = (tables.change_set.c.revision == 1,)
    changed(council, tables.change_set, "changes", lambda text: text.replace("Leo", "Lea"), first)

    assert "revision 1" in wrong(council)


def test_a_redacted_value_is_nowhere_in_what_a_device_pulls(council):
    redacted(council, 2, [0])
    with council.session() as connection:
        ((stream, user),) = connection.execute(
            select(tables.stream.c.stream, tables.member.c.user)
            .join(tables.member, tables.member.c.family == tables.stream.c.family)
            .where(tables.member.c.compartment == "shared")
        )

    _opening, *lines, _closing = Wire(council, user).pull(stream, 1)

    assert len(lines) == 4
    assert b"boats" not in msgspec.json.encode(lines)


def changed(council: Central, table: Table, column: str, change, where) -> None:
    """Alter one column as somebody with the database in their hands would."""
    with council.session() as connection:
        (before,) = connection.execute(select(table.c[column]).where(*where).limit(1)).one()
        connection.execute(update(table).where(*where).values({column: change(before)}))


def redacted(council: Central, revision: int, positions: list[int]) -> None:
    """Remove values as an approved redaction does: from the log, and from the record that they are current in."""
    log = tables.change_set.c.revision == revision
    with council.session() as connection:
        without = redact(sealed_in(connection.execute(select(tables.change_set).where(log)).one()), positions)
        rest = {
            "changes": encode(without.changes).decode(),
            "seed": None,
            "redacted": encode(without.redacted).decode(),
        }
        connection.execute(update(tables.change_set).where(log).values(rest))
        if revision == 2:
            person = tables.record.c.kind == "person"
            fields = json.loads(connection.execute(select(tables.record.c.fields).where(person)).scalar_one())
            current = encode(fields | {"likes": {"redacted": True}}).decode()
            connection.execute(update(tables.record).where(person).values(fields=current))


def wrong(council: Central) -> str:
    """What a verification that found something printed."""
    with pytest.raises(Refused) as refused:
        council.run("verify")
    return str(refused.value)
