"""A laptop put back from a snapshot goes on under a new number: nothing is lost, nothing is there twice (S1, F6)."""

import os
import shutil
from copy import copy
from pathlib import Path

import pytest

from desktop.app.line import SERVER, Line
from desktop.store.restoring import restore
from desktop.store.settings import NEEDS_NEW_NUMBER
from sync.engine.errors import Offline
from sync.records.family import Family
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop
from tests.sync.test_trouble import broken_sync, history


@pytest.fixture
def jo(a_laptop: NewLaptop) -> Laptop:
    laptop = a_laptop()
    laptop.store.put_setting(SERVER, laptop.url)
    return laptop


@pytest.fixture
def family(jo: Laptop) -> str:
    return a_family(jo.desk)


def a_note(laptop: Laptop, family: str, text: str) -> str:
    return write(laptop.desk, Note, family, text=text)


def put_back(laptop: Laptop) -> None:
    """The file is destroyed as a whole, and its last snapshot takes its place."""
    laptop.store.close()
    laptop.path.write_bytes(b"\0" * 8192)
    restore(laptop.path, laptop.key, laptop.clock.now())
    laptop.open()


def copied(laptop: Laptop, folder: Path) -> Laptop:
    """Somebody put a copy of the laptop's file to work."""
    twin = copy(laptop)
    laptop.store.close()
    twin.path = Path(shutil.copy(laptop.path, folder / "twin.db"))
    laptop.open()
    twin.open()
    return twin


def texts(laptop: Laptop, family: str) -> list[str]:
    with laptop.store.reading() as session:
        return sorted(str(note.text) for note in session.query(Note))


def by_line(laptop: Laptop) -> None:
    """Sync as the application does."""
    Line(laptop.store, os.urandom, laptop.central.bundle).sync(lambda _step: None)


def test_numbers_used_again_after_a_restore_are_other_sets(jo: Laptop, family: str, a_laptop: NewLaptop):
    a_note(jo, family, "Before the snapshot.")
    jo.sync()
    jo.store.keep_snapshot()
    a_note(jo, family, "Sent, and gone from the file.")
    jo.sync()
    old = jo.store.identity.number
    put_back(jo)
    a_note(jo, family, "Written after.")

    by_line(jo)

    other = a_laptop(jo.user)
    other.sync()
    assert jo.store.identity.number > old
    assert not jo.store.setting(NEEDS_NEW_NUMBER)
    assert texts(other, family) == texts(jo, family)
    assert texts(jo, family) == ["Before the snapshot.", "Sent, and gone from the file.", "Written after."]
    assert other.state(family) == jo.state(family)
    assert len({n for _number, n in history(jo, family)}) < len(history(jo, family))


def test_what_was_sealed_before_is_sent_as_it_was_and_what_builds_on_it_follows(
    jo: Laptop, family: str, a_laptop: NewLaptop
):
    note = a_note(jo, family, "Rang Dana.")
    jo.store.seal_open()
    jo.store.keep_snapshot()
    put_back(jo)
    old = jo.store.identity.number
    jo.edit(Note, note, text="Rang Dana. She was out.")
    jo.store.seal_open()

    by_line(jo)

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other, family) == ["Rang Dana. She was out."]
    assert {number for number, _n in history(jo, family)} == {old, jo.store.identity.number}
    assert jo.states_of_sets() == {"applied"}
    assert not jo.conflicts("joined")


def test_f6_a_sealed_set_that_was_salvaged_gets_its_receipt(jo: Laptop, family: str, a_laptop: NewLaptop):
    """The link that a receipt must name is made of the set's digest, which is salvaged with its bytes."""
    by_line(jo)
    jo.store.keep_snapshot()
    a_note(jo, family, "Sealed since.")
    jo.store.seal_open()
    jo.store.close()
    restore(jo.path, jo.key, jo.clock.now())
    jo.open()

    by_line(jo)

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other, family) == ["Sealed since."]
    assert other.state(family) == jo.state(family)


def test_a_set_whose_answer_fell_into_the_gap_is_not_written_twice(jo: Laptop, family: str, a_laptop: NewLaptop):
    a_note(jo, family, "Settled.")
    jo.sync()
    note = a_note(jo, family, "Rang Dana.")
    jo.store.seal_open()
    jo.store.keep_snapshot()
    broken_sync(jo, 1, answered=True)
    put_back(jo)
    jo.edit(Note, note, text="Rang Dana. She was out.")
    sent_before = len(history(jo, family))

    by_line(jo)

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other, family) == texts(jo, family) == ["Rang Dana. She was out.", "Settled."]
    assert len(history(jo, family)) == sent_before + 1
    assert not jo.conflicts()
    assert not jo.conflicts("joined")


def test_what_was_open_in_the_snapshot_and_sent_since_is_there_once(jo: Laptop, family: str, a_laptop: NewLaptop):
    jo.sync()
    note = a_note(jo, family, "Rang Dana.")
    jo.store.keep_snapshot()
    jo.edit(Note, note, text="Rang Dana. She was out.")
    jo.sync()
    put_back(jo)

    by_line(jo)

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other, family) == texts(jo, family) == ["Rang Dana. She was out."]
    assert other.state(family) == jo.state(family)


def test_a_restored_laptop_that_is_offline_works_on_and_seals_nothing_yet(jo: Laptop, family: str):
    jo.sync()
    jo.store.keep_snapshot()
    put_back(jo)
    jo.store.put_setting(SERVER, "http://127.0.0.1:9")
    a_note(jo, family, "Offline.")
    jo.store.leave(family)
    a_note(jo, family, "Still offline.")

    with pytest.raises(Offline):
        by_line(jo)
    jo.store.seal_open()

    with jo.store.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT state, sealed FROM change_set WHERE revision IS NULL")
        assert {tuple(row) for row in rows} == {("sealed", None)}
    jo.store.put_setting(SERVER, jo.url)
    by_line(jo)
    assert texts(jo, family) == ["Offline.", "Still offline."]
    assert jo.states_of_sets() == {"applied"}


def test_s24_what_a_copy_of_the_laptop_used_the_id_of_is_set_aside_under_a_new_one_and_then_erased(
    jo: Laptop, family: str, tmp_path: Path
):
    """Its bytes cannot go under that id, and nobody sees or corrects what was refused in a family that is not theirs any more."""
    a_note(jo, family, "Before the copy.")
    jo.sync()
    twin = copied(jo, tmp_path)
    a_note(twin, family, "The copy's.")
    twin.sync()
    twin.store.close()
    a_note(jo, family, "Not sent in time.")
    jo.central.run("allocate", family, jo.user, "--remove")

    by_line(jo)
    by_line(jo)

    with jo.central.session() as connection:
        (sealed,) = connection.exec_driver_sql(f"SELECT sealed FROM aside WHERE stream = '{stream_id(family, 'team')}'")
    assert "Not sent in time." in sealed[0]
    with jo.store.reading() as session:
        held = session.connection().exec_driver_sql("SELECT 1 FROM stream WHERE family = ?", (family,)).first()
    assert held is None
    assert jo.shows(Family, family) is None
