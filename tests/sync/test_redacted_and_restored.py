"""After a redaction the council is put back from a backup: nothing comes back, from whichever laptop has or has not heard (F3, S28)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.records.note import Note
from tests.support.central import Central
from tests.sync.backup_world import back_up, put_back
from tests.sync.redaction_office import MARKER, Office, files_with_marker


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Central]:
    """One of its own: it is lost."""
    folder = tmp_path / "council"
    folder.mkdir()
    made = Central(folder, f"sqlite:///{folder}/central.db")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def office(council: Central, tmp_path: Path) -> Iterator[Office]:
    made = Office(council, tmp_path)
    yield made
    made.close()


def sync_all(office: Office) -> None:
    """Until nobody has anything to tell."""
    for laptop in (office.jo, office.sam) * 3:
        laptop.sync()


def test_f3_laptops_that_had_not_heard_of_it_bring_nothing_back(office: Office):
    """Jo's set was made after the backup, so that the council asks for it again; neither laptop was told of the redaction."""
    back_up(office.council)
    office.jo.edit(Note, office.note, text=f"{MARKER} was late.")
    office.jo.sync()
    office.redact("text")
    put_back(office.council)

    sync_all(office)

    assert (office.text(office.jo), office.text(office.sam)) == (None, None)
    assert [files_with_marker(laptop) for laptop in (office.jo, office.sam)] == [[], []]
    assert MARKER not in on_the_council(office.council)
    assert ", 0 wrong" in office.council.run("verify")


def test_f3_a_laptop_that_had_heard_sends_its_set_again_without_it(office: Office):
    """The other field of the same set was lost with the database and comes back."""
    back_up(office.council)
    office.jo.edit(Note, office.note, text=f"{MARKER} was late.", with_whom="The school")
    office.jo.sync()
    office.redact("text")
    office.jo.sync()
    put_back(office.council)

    sync_all(office)

    note = office.sam.shows(Note, office.note)
    assert isinstance(note, Note)
    assert (note.text, note.with_whom) == (None, "The school")
    assert MARKER not in on_the_council(office.council)
    assert ", 0 wrong" in office.council.run("verify")


def test_f3_what_was_written_since_the_redaction_is_not_taken_for_it(office: Office):
    back_up(office.council)
    office.redact("text")
    office.jo.sync()
    office.jo.edit(Note, office.note, text="On time, says the school.")
    office.jo.sync()
    put_back(office.council)

    sync_all(office)

    assert (office.text(office.jo), office.text(office.sam)) == ("On time, says the school.",) * 2


def on_the_council(council: Central) -> str:
    """Whatever its database says."""
    with council.session() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return str([[*map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{table}"'))] for table in tables])
