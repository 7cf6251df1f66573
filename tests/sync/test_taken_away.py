"""A family that is taken away: what waited is with the manager, and nothing of it is left on the laptop (S24, F3, F1)."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.casework.conflicts import Conflicts
from desktop.casework.consents import Consents, Conversation
from desktop.store import snapshots, taking_away
from desktop.store.taking_away import TRACES, Gone
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.support.central import Central
from tests.support.desks import a_family, a_person, write
from tests.support.laptops import Laptop
from tests.support.pages import in_the_clear
from tests.sync.conftest import NewLaptop

MARKER = "Zanzibarmarker"
TEXT = f"{MARKER} was at school. " * 400
"""Longer than a page, so that it lies in pages of its own, too."""


@pytest.fixture
def jo(a_laptop: NewLaptop) -> Laptop:
    return a_laptop()


@pytest.fixture
def family(jo: Laptop) -> str:
    """Synced, and named with the marker; there is another one beside it."""
    a_family(jo.desk, "Castell-Ward")
    family = a_family(jo.desk, f"{MARKER} Brierley")
    write(jo.desk, Note, family, text=TEXT)
    jo.sync()
    jo.store.idle(60)
    jo.store.keep_snapshot()
    jo.clock.advance(timedelta(hours=1))
    return family


def take_away(laptop: Laptop, family: str) -> None:
    laptop.central.run("allocate", family, laptop.user, "--remove")


def files_with_marker(laptop: Laptop) -> list[str]:
    """The files of a laptop in which whoever has the key finds the marker."""
    files = [file for file in laptop.path.parent.rglob(f"{laptop.path.stem}*") if file.is_file()]
    files += snapshots.folder_of(laptop.path).iterdir()
    return [file.name for file in files if _holds_marker(file, laptop.key)]


def _holds_marker(file: Path, key: bytes) -> bool:
    return MARKER.lower().encode() in in_the_clear(file, key).lower()


def test_f3_no_file_holds_a_word_of_a_family_that_was_taken_away(jo: Laptop, family: str):
    note = write(jo.desk, Note, family, text=TEXT)
    jo.sync()
    jo.edit(Note, note, text="Nothing to see.")
    before = files_with_marker(jo)
    take_away(jo, family)

    jo.sync()

    assert len(before) >= 3  # the database, its log and a snapshot: what is looked for can be found
    assert files_with_marker(jo) == []
    assert len(snapshots.all_of(jo.path)) == 1
    assert jo.store.find(MARKER) == []


def test_f3_a_damaged_copy_and_a_half_made_one_go_too(jo: Laptop, family: str):
    folder = snapshots.folder_of(jo.path)
    (whole,) = snapshots.all_of(jo.path)
    damaged = jo.path.with_name(f"{jo.path.stem}-damaged-2026-10-05T080000Z.db")
    for copy in (damaged, folder / "2026-10-05T080000Z.partial"):
        copy.write_bytes(whole.read_bytes())
    take_away(jo, family)

    jo.sync()

    assert not damaged.exists()
    assert files_with_marker(jo) == []
    assert [*folder.iterdir()] == snapshots.all_of(jo.path)


def test_f3_the_other_families_stay_and_the_fresh_snapshot_has_them(jo: Laptop, family: str):
    take_away(jo, family)

    jo.sync()

    (snapshot,) = snapshots.all_of(jo.path)
    assert b"castell-ward" in in_the_clear(snapshot, jo.key).lower()
    assert jo.store.setting(TRACES) is False


def test_f3_traces_that_were_left_by_a_cut_go_with_the_next_snapshot(jo: Laptop, family: str):
    """The power went between the rows and what is left of them."""
    streams = [stream_id(family, compartment) for compartment in ("shared", "team")]
    erase_rows_only(jo, family, streams)
    left = files_with_marker(jo)
    jo.store.close()
    jo.open()

    jo.store.keep_snapshot()

    assert left != []
    assert files_with_marker(jo) == []


def erase_rows_only(laptop: Laptop, family: str, streams: list[str]) -> None:
    """What the first transaction of taking away does, and no more."""
    with laptop.store.applying() as connection:
        assert taking_away.erase(connection, family, streams) == Gone(family, f"{MARKER} Brierley", unsent=False)


def test_s24_the_family_is_told_by_name_and_whether_work_is_with_the_manager(jo: Laptop, family: str):
    told: list[Gone] = []
    jo.store.after_erasing = told.append
    write(jo.desk, Note, family, text="Late.")
    take_away(jo, family)

    report = jo.sync()

    assert report.aside == 1
    assert told == [Gone(family, f"{MARKER} Brierley", unsent=True)]


def test_s24_one_of_which_all_was_sent_is_told_without(jo: Laptop, family: str):
    told: list[Gone] = []
    jo.store.after_erasing = told.append
    take_away(jo, family)

    jo.sync()
    again = jo.sync()

    assert told == [Gone(family, f"{MARKER} Brierley", unsent=False)]
    assert again.requests == 1


def test_s24_a_family_on_the_screen_stays_until_the_sync_after(jo: Laptop, family: str):
    """What is typed while it is closed is saved, sent and set aside; then it goes."""
    asked: list[str] = []

    def is_on_screen(family: str) -> bool:
        asked.append(family)
        return len(asked) == 1

    jo.store.in_use = is_on_screen
    take_away(jo, family)
    jo.sync()
    note = write(jo.desk, Note, family, text="Typed to the end.")

    report = jo.sync()

    assert asked == [family, family]
    assert report.aside == 1
    assert jo.shows(Note, note) is None
    with jo.central.session() as connection:
        assert "Typed to the end." in "".join(connection.exec_driver_sql("SELECT sealed FROM aside").scalars())


def test_f1_one_compartment_taken_away_leaves_the_rest_of_the_family(a_laptop: NewLaptop, jo: Laptop, family: str):
    told: list[Gone] = []
    jo.store.after_erasing = told.append
    jo.central.run("allocate", family, jo.user, "--remove", "--compartment", "team")

    jo.sync()

    with jo.store.reading() as session:
        streams = session.connection().exec_driver_sql("SELECT stream FROM stream WHERE family = ?", (family,))
        assert [*streams.scalars()] == [stream_id(family, "shared")]
    assert told == []


def test_f1_a_consent_taken_back_takes_the_family_off_the_partners_laptop(
    council: Central, a_laptop: NewLaptop, jo: Laptop
):
    family = a_family(jo.desk, f"{MARKER} Brierley")
    person = a_person(jo.desk, family, "Dana", "carer")
    said = Conversation(person, "given", agencies=("Millbrook Primary",))
    Consents(jo.desk).record(family, said)
    note = write(jo.desk, Note, family, text=TEXT)
    jo.sync()
    partner = a_laptop(council.a_user("partner", name="Ana Ruiz", agency="Millbrook Primary"), "Ana Ruiz")
    partner.sync()
    partner.store.keep_snapshot()
    before = files_with_marker(partner)

    Consents(jo.desk).record(family, replace(said, agencies=(), shown=Consents(jo.desk).of(family)))
    jo.sync()
    partner.sync()

    assert before != []
    assert partner.shows(Note, note) is None
    assert files_with_marker(partner) == []
    assert isinstance(jo.shows(Note, note), Note)


class TestAdmittedByTheManager:
    """What was written too late is in the record of all who have the family now, and of its author if it is given back."""

    @pytest.fixture
    def sam(self, a_laptop: NewLaptop) -> Laptop:
        return a_laptop(name="Sam Osei")

    @pytest.fixture
    def note(self, jo: Laptop, sam: Laptop, family: str) -> str:
        """One that Jo and Sam have."""
        note = write(jo.desk, Note, family, text="Rang Dana. She was out.")
        jo.sync()
        jo.central.run("allocate", family, sam.user)
        sam.sync()
        return note

    @pytest.fixture
    def admit(self, council: Central, jo: Laptop, family: str) -> Callable[[], str]:
        manager = council.a_user("manager", name="Nadia Khan")
        return lambda: council.run("--operator", manager, "aside", "admit", family, jo.user)

    def test_s24_a_late_note_reaches_the_colleague_and_comes_back_to_its_author(self, jo, sam, family, note, admit):
        late = write(jo.desk, Note, family, text="Late, and true.")
        take_away(jo, family)
        jo.sync()

        admit()
        sam.sync()
        jo.central.run("allocate", family, jo.user)
        jo.sync()

        assert [laptop.shows(Note, late).text for laptop in (jo, sam)] == ["Late, and true."] * 2
        assert jo.state(family) == sam.state(family)

    def test_s29_two_values_for_one_sentence_wait_for_whoever_has_the_family(self, jo, sam, family, note, admit):
        sam.edit(Note, note, text="Rang Dana. She was asleep.")
        sam.sync()
        jo.edit(Note, note, text="Rang Dana. She was in.")
        take_away(jo, family)
        jo.sync()

        admit()
        sam.sync()

        (conflict,) = Conflicts(sam.desk).open()
        assert conflict.yours == "kept"
        Conflicts(sam.desk).settle(conflict, "other")
        sam.sync()
        assert sam.shows(Note, note).text == "Rang Dana. She was in."
        assert Conflicts(sam.desk).open() == ()

    def test_s24_a_laptop_that_held_the_rest_of_the_family_takes_its_own_set_in(self, jo, sam, family, note, admit):
        """Its bytes never left; they are a revision now like anybody's."""
        jo.edit(Note, note, text="Rang Dana. She was in.")
        jo.store.in_use = lambda _family: True
        take_away(jo, family)
        jo.sync()

        admit()
        jo.central.run("allocate", family, jo.user)
        jo.sync()
        sam.sync()

        assert [laptop.shows(Note, note).text for laptop in (jo, sam)] == ["Rang Dana. She was in."] * 2
        assert jo.states_of_sets() == {"applied"}


def test_s24_a_family_taken_away_before_all_of_it_was_begun_goes_whole_and_late_work_there_is_the_managers(jo: Laptop):
    quiet, busy = a_family(jo.desk, "Castell-Ward"), a_family(jo.desk, "Brierley")
    jo.sync()
    gone: list[Gone] = []
    jo.store.after_erasing = gone.append
    write(jo.desk, Note, busy, text="Rang Dana.")
    for family in (quiet, busy):
        take_away(jo, family)

    jo.sync()
    jo.sync()

    assert {(one.name, one.unsent) for one in gone} == {("Castell-Ward", False), ("Brierley", True)}
    assert jo.states_of_sets() == set()
    (late,) = [one for one in json.loads(jo.central.run("aside", "--json")) if one["user"] == jo.user]
    assert late["family"] == busy
