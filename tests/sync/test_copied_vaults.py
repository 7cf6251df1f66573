"""A vault that was copied, or put back by hand, gives itself away by its numbers: its work is kept for the manager, and nothing of it is lost (F6)."""

import copy
import json
import os
import shutil
from typing import Any

import pytest

from desktop.app.line import SERVER, Line
from desktop.casework.sending import Sending
from desktop.store.settings import NEEDS_NEW_NUMBER
from desktop.store.streams import of_family
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.person import Person
from tests.support.central import Central
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop


@pytest.fixture
def jo(a_laptop: NewLaptop) -> Laptop:
    laptop = a_laptop()
    laptop.store.put_setting(SERVER, laptop.url)
    return laptop


@pytest.fixture
def family(jo: Laptop) -> str:
    """A family that the council has."""
    family = a_family(jo.desk)
    by_line(jo)
    return family


def by_line(laptop: Laptop) -> None:
    """Sync as the application does."""
    Line(laptop.store, os.urandom, laptop.central.bundle).sync(lambda _step: None)


def copied(laptop: Laptop) -> Laptop:
    """The same vault once more, as it is now."""
    laptop.store.close()
    twin = copy.copy(laptop)
    twin.path = laptop.path.with_name(f"copy-{laptop.path.name}")
    shutil.copy(laptop.path, twin.path)
    laptop.open()
    twin.open()
    return twin


def a_note(laptop: Laptop, family: str, text: str) -> str:
    return write(laptop.desk, Note, family, text=text)


def texts(laptop: Laptop) -> list[str]:
    with laptop.store.reading() as session:
        return sorted(str(note.text) for note in session.query(Note))


def listed(council: Central, laptop: Laptop) -> dict[str, Any]:
    found = json.loads(council.run("devices", "--json"))
    return next(one for one in found if one["device"] == laptop.device)


def late(council: Central, laptop: Laptop) -> list[dict[str, Any]]:
    return [one for one in json.loads(council.run("aside", "--json")) if one["user"] == laptop.user]


def test_f6_of_two_copies_the_second_to_come_is_named_and_its_work_is_the_managers(
    council: Central, jo: Laptop, family: str, a_laptop: NewLaptop
):
    """Both number their next set alike. What one wrote is taken for what the other did by nobody."""
    twin = copied(jo)
    a_note(jo, family, "From the laptop.")
    a_note(twin, family, "From the copy.")
    twin.store.seal_open()
    by_line(jo)
    assert listed(council, jo)["state"] == "well"

    by_line(twin)
    by_line(twin)

    assert listed(council, jo)["state"] == "copied"
    assert [(one["sets"], one["copied"]) for one in late(council, jo)] == [(1, True)]
    assert twin.states_of_sets() <= {"applied", "aside", "kept"}
    assert Sending(twin.desk).state().aside == 1
    other = a_laptop(jo.user)
    other.sync()
    assert texts(other) == ["From the laptop."]

    manager = council.a_user("manager")
    council.run("confirm", "--", jo.device)
    council.run("--operator", manager, "aside", "admit", "--", family, jo.user)
    for laptop in (other, twin):
        by_line(laptop) if laptop is twin else other.sync()

    assert texts(other) == texts(twin) == ["From the copy.", "From the laptop."]
    assert late(council, jo) == []
    assert "0 wrong" in council.run("verify")
    twin.store.close()


def test_f6_a_vault_from_before_a_new_number_is_named_by_the_number_that_it_goes_on_with(
    council: Central, jo: Laptop, family: str
):
    twin = copied(jo)
    jo.store.put_setting(NEEDS_NEW_NUMBER, True)
    a_note(jo, family, "Under the new number.")
    by_line(jo)
    assert listed(council, jo)["state"] == "well"

    a_note(twin, family, "Under the old one.")
    by_line(twin)

    assert listed(council, jo)["state"] == "copied"
    assert [(one["sets"], one["copied"]) for one in late(council, jo)] == [(1, True)]
    twin.store.close()


def test_f6_a_vault_put_back_by_hand_is_named_with_its_next_set(council: Central, jo: Laptop, family: str):
    """Not by Doorstep, which would have taken a new number."""
    old = copied(jo)
    a_note(jo, family, "Sent, and then put back.")
    by_line(jo)
    jo.store.close()

    a_note(old, family, "Written after.")
    by_line(old)
    by_line(old)

    assert listed(council, old)["state"] == "copied"
    assert texts(old) == ["Sent, and then put back."]
    assert Sending(old.desk).state().aside == 1
    jo.open()
    old.store.close()


def test_s1_a_vault_that_was_restored_by_doorstep_is_no_copy(council: Central, jo: Laptop, family: str):
    """What is sealed under the old number may have a higher n than what was open and is sealed under the new one."""
    a_note(jo, family, "Open when it was put back.")
    write(jo.desk, Person, family, first_name="Leo")
    jo.store.seal_open([stream_id(family, "shared")])
    jo.store.put_setting(NEEDS_NEW_NUMBER, True)

    by_line(jo)

    assert jo.states_of_sets() == {"applied"}
    assert listed(council, jo)["state"] == "well"
    assert late(council, jo) == []


def test_f6_a_family_that_a_copy_had_begun_and_that_was_taken_away_leaves_both(council: Central, jo: Laptop):
    """The copy has yet to begin it, as far as it knows, and what it sends for that is answered with the other's set."""
    family = a_family(jo.desk)
    twin = copied(jo)
    by_line(jo)
    a_note(twin, family, "Leo walked home.")
    twin.store.leave(family)
    council.run("allocate", "--remove", "--", family, jo.user)

    for laptop in (twin, jo, twin, twin):
        by_line(laptop)

    assert held(twin, family) == held(jo, family) == []
    assert texts(twin) == texts(jo) == []
    twin.store.close()


def held(laptop: Laptop, family: str) -> list[str]:
    """The streams of a family that a laptop holds."""
    with laptop.store.reading() as session:
        return of_family(session.connection(), family)
