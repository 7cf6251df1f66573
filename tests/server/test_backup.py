"""A council copied to a file beside its running server, and put back: a new epoch that its order key signs, no number given twice,
and nothing back that was erased (S28, F3)."""

import itertools
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from sync.protocol.epoch import is_signed
from sync.server.erasure import Destroy, LedgerUnreadable, Redact, note, read_ledger
from sync.server.person_links import PersonIn
from sync.server.tables import central as tables
from sync.server.tables import operator_act
from tests.server.test_person_links import a_person
from tests.support.central import BACKENDS, Central, Refused
from tests.support.wire import Wire, a_note, an_id, as_evidence

MARKER = "Blodwyn Marker-Ellery"
AT = "2026-10-06T10:42:00Z"


@pytest.fixture(params=BACKENDS)
def an_empty_database(request, tmp_path) -> Callable[[], str]:
    """Gives the URL of one."""
    numbers = itertools.count(1)
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/database-{next(numbers)}.db"
    made: Callable[[], str] = request.getfixturevalue("postgres").database
    return made


@pytest.fixture
def council(an_empty_database, tmp_path):
    (tmp_path / "council").mkdir()
    served = Central(tmp_path / "council", an_empty_database())
    served.start()
    yield served
    served.stop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    (tmp_path / "ledger.jsonl").touch()
    return tmp_path / "ledger.jsonl"


def restore(council: Central, url: str, file: Path, ledger: Path) -> None:
    """Lose the council's database, and serve the backup from another."""
    council.kill()
    council.database_url = url
    council.run("restore", str(file), "--ledger", str(ledger))
    council.start()


def everything(council: Central) -> str:
    """All that the database says, whole: a row's own text is cut short."""
    with council.session() as connection:
        return str([[*map(tuple, connection.execute(select(table)))] for table in tables.sorted_tables])


def test_a_restored_council_goes_on_under_an_epoch_that_its_order_key_signs(council, an_empty_database, file, ledger):
    jo = Wire(council)
    stream, note_id = jo.a_stream(), an_id()
    jo.push(jo.set(stream, a_note("Kept.", note_id)))
    council.run("backup", str(file))
    lost = jo.set(stream, a_note("Lost, and sent again."))
    assert jo.push_one(lost).revision == 2
    before = jo.manifest()

    restore(council, an_empty_database(), file, ledger)

    after = jo.manifest()
    assert (before.restored, after.streams[0].revision) == (None, 1)
    assert after.restored is not None
    assert is_signed(after.restored, council.bundle.order)
    assert (after.restored.council, after.restored.after) == ("northmere", before.epoch)
    assert after.restored.epoch == after.epoch != before.epoch
    assert "Kept." in str(jo.pull(stream))
    assert jo.push_one(lost).revision == 1_000_001
    assert jo.push_one(jo.set(stream, a_note("Later.", note_id, base=1))).revision == 1_000_002
    assert "0 wrong" in council.run("verify")


def test_no_number_is_given_that_the_lost_database_may_have_given(council, an_empty_database, file, ledger):
    jo = Wire(council)
    council.run("backup", str(file))

    restore(council, an_empty_database(), file, ledger)

    stream, begins = jo.begin()
    assert jo.push_one(begins, jo.set(stream, a_note("First."))).revision == 1_000_001
    assert Wire(council).number > 100_000
    assert "0 wrong" in council.run("verify")


def test_a_council_restored_twice_jumps_twice(council, an_empty_database, file, ledger):
    jo = Wire(council)
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("First.")))
    council.run("backup", str(file))
    restore(council, an_empty_database(), file, ledger)
    jo.push(jo.set(stream, a_note("Second.")))
    first = jo.manifest()
    council.run("backup", str(file))

    restore(council, an_empty_database(), file, ledger)

    assert jo.push_one(jo.set(stream, a_note("Third."))).revision == 2_000_001
    second = jo.manifest()
    assert (second.restored.after, second.restored.at >= first.restored.at) == (first.epoch, True)
    assert "0 wrong" in council.run("verify")


def test_what_was_erased_since_the_backup_is_not_in_what_is_put_back(
    council, an_empty_database, file, ledger, tmp_path
):
    jo = Wire(council)
    stream, gone, note_id = jo.a_stream(), jo.a_stream(), an_id()
    written = jo.set(stream, a_note(f"{MARKER}.", note_id))
    jo.push(written, jo.set(stream, a_note("Kept.")), jo.set(gone, a_note(f"{MARKER} again.")))
    jo.push(as_evidence(jo.set(stream, a_note(f"{MARKER}, as first put.", note_id))))
    council.run("backup", str(file))
    note(ledger, Redact(AT, stream, "note", note_id, ["text"]))
    note(ledger, Destroy(AT, gone))
    assert everything(council).count(MARKER) == 5

    restore(council, an_empty_database(), file, ledger)

    assert MARKER not in everything(council)
    assert [head.stream for head in jo.manifest().streams] == [stream]
    assert "Kept." in str(jo.pull(stream))
    said = council.run("verify")
    assert "0 wrong" in said
    assert "1 values redacted under authority" in said
    council.kill()
    left = [path for path in tmp_path.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert [path.name for path in left if "database-1" not in path.name] == [file.name]


def test_links_come_back_but_those_of_a_family_that_was_destroyed(council, an_empty_database, file, ledger):
    jo = Wire(council)
    here, there, gone = (a_person(jo) for _family in range(3))
    for other in (there, gone):
        council.run("--operator", jo.user, "links", "join", here, other, "--reason", f"{MARKER} said so of {other}.")
    before = council.run("--operator", jo.user, "links", "of", there)
    council.run("backup", str(file))
    note(ledger, Destroy(AT, PersonIn.read(gone).stream))
    assert f"said so of {gone}" in everything(council)

    restore(council, an_empty_database(), file, ledger)

    assert council.run("--operator", jo.user, "links", "of", there) == before
    assert gone not in council.run("--operator", jo.user, "links", "of", here)
    assert f"said so of {gone}" not in everything(council)
    assert "1 acts on links, 0 wrong" in council.run("verify")


@pytest.mark.parametrize(
    "lines", ["{}", "no json", '{"act":"redact"}', '{"act":"destroy","at":"","stream":"a","why":"b"}']
)
def test_a_ledger_that_cannot_be_read_to_the_end_restores_nothing(council, an_empty_database, file, ledger, lines):
    council.run("backup", str(file))
    note(ledger, Destroy(AT, an_id()))
    with ledger.open("a") as more:
        more.write(lines + "\n")
    council.database_url = an_empty_database()

    with pytest.raises(Refused):
        council.run("restore", str(file), "--ledger", str(ledger))
    with pytest.raises(LedgerUnreadable):
        read_ledger(ledger)
    with pytest.raises(Refused):
        council.run("verify")


def test_a_backup_is_one_private_file_that_is_there_when_it_is_whole(council, file):
    Wire(council)
    council.run("backup", str(file))
    council.run("backup", str(file))

    assert [path.name for path in file.parent.glob("backup*")] == [file.name]
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_is_no_backup_or_anothers_is_refused(council, an_empty_database, file, ledger, tmp_path):
    council.run("backup", str(file))
    (tmp_path / "words.txt").write_text("no database")
    (tmp_path / "other").mkdir()
    other = Central(tmp_path / "other", an_empty_database())
    used, council.database_url = council.database_url, an_empty_database()

    for wrong in ("words.txt", "nothing.db"):
        with pytest.raises(Refused):
            council.run("restore", str(tmp_path / wrong), "--ledger", str(ledger))
    other.database_url = an_empty_database()
    with pytest.raises(Refused):
        other.run("restore", str(file), "--ledger", str(ledger))  # its keys are not this council's
    council.database_url = used
    with pytest.raises(Refused):
        council.run("restore", str(file), "--ledger", str(ledger))  # the database is not empty
    other.http.close()


def test_a_restore_is_noted_with_who_did_it(council, an_empty_database, file, ledger):
    council.run("backup", str(file))
    restore(council, an_empty_database(), file, ledger)

    with council.session() as connection:
        act = connection.execute(select(operator_act).order_by(operator_act.c.id.desc())).first()

    assert (act.act, act.operator) == ("restore", "tests")


def test_a_council_moves_to_a_database_that_it_shares(council, an_empty_database, file, ledger, tmp_path):
    jo = Wire(council)
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("Moved along.")))
    council.run("backup", str(file))
    council.kill()
    url = an_empty_database()
    council.database_url = f"sqlite:///{tmp_path}/councils" if url.startswith("sqlite") else url
    council.is_shared = True

    council.run("restore", str(file), "--ledger", str(ledger), "--login", "doorstep")
    council.start_all()

    assert "Moved along." in str(jo.pull(stream))


@pytest.mark.parametrize(
    "changed", [{"council": "southmere"}, {"epoch": "0"}, {"after": "0"}, {"at": AT}, {"signature": "x"}]
)
def test_an_epoch_says_nothing_else_than_was_signed(council, an_empty_database, file, ledger, changed):
    council.run("backup", str(file))
    restore(council, an_empty_database(), file, ledger)
    restored = Wire(council).manifest().restored
    assert restored is not None

    assert not is_signed(msgspec.structs.replace(restored, **changed), council.bundle.order)
    assert not is_signed(restored, council.bundle.receipt)
