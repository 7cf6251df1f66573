"""Who has what of a family: by its streams and nothing else (F1). One laptop a role, a word of its own in each compartment."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.casework.consents import Consents, Conversation
from desktop.casework.notes import NewNote, Notes, TooOpen
from desktop.casework.overview import Overviews
from sync.protocol.messages import Have
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from tests.support.central import Central
from tests.support.desks import MORNING, a_family, a_person, write
from tests.support.laptops import Laptop
from tests.support.pages import in_the_clear
from tests.support.wire import Wire
from tests.sync.conftest import NewLaptop

AGENCY = "Compartment Primary"
WORDS = {compartment: f"zanzibar{compartment}" for compartment in Compartment}
NOTES = (Compartment.TEAM, Compartment.RESTRICTED, Compartment.SUPERVISION)
SHARED, TEAM, RESTRICTED, SUPERVISION = Compartment
MATRIX = {
    "practitioner": ((), {SHARED, TEAM}),
    "manager": ((SHARED, TEAM, SUPERVISION), {SHARED, TEAM, SUPERVISION}),
    "front_door": ((RESTRICTED,), {RESTRICTED}),
    "partner": (None, {SHARED}),
    "auditor": ((SUPERVISION,), {SUPERVISION}),
}
"""By role: what they were given, by name where any is named, and None where nothing is; and what they then have."""


@dataclass
class Family:
    """One of Jo's, with a word in each compartment."""

    jo: Laptop
    family: str


@pytest.fixture
def family(a_laptop: NewLaptop) -> Family:
    jo = a_laptop()
    family = a_family(jo.desk)
    person = a_person(jo.desk, family, "Dana", "carer")
    Consents(jo.desk).record(family, Conversation(person, "given", agencies=(AGENCY,)))
    write(jo.desk, Event, family, text=WORDS[SHARED])
    for compartment in NOTES:
        Notes(jo.desk).write(family, NewNote(WORDS[compartment], MORNING, compartment=compartment))
    jo.sync()
    return Family(jo, family)


def give(council: Central, family: str, user: str, named: tuple[Compartment, ...] | None) -> None:
    if named is not None:
        council.run("allocate", family, user, *(word for one in named for word in ("--compartment", str(one))))


def in_file(laptop: Laptop) -> set[Compartment]:
    files = [Path(f"{laptop.path}{end}") for end in ("", "-wal")]
    clear = b"".join(in_the_clear(file, laptop.key) for file in files if file.exists()).lower()
    return {compartment for compartment, word in WORDS.items() if word.encode() in clear}


@pytest.mark.parametrize("role", MATRIX)
def test_f1_a_role_has_what_it_was_given_and_not_a_word_of_another_compartment(council, a_laptop, family, role):
    """Promise 5 (isolation)."""
    named, expected = MATRIX[role]
    user = council.a_user(role, name="Sam Osei", agency=AGENCY)
    give(council, family.family, user, named)
    laptop: Laptop = a_laptop(user, "Sam Osei")

    laptop.sync()

    wire = Wire(council, user)
    pulled = {
        compartment
        for compartment, word in WORDS.items()
        if word.encode() in wire.ask_pull(Have(stream_id(family.family, compartment), 0)).content
    }
    found = {compartment for compartment, word in WORDS.items() if laptop.store.find(word)}
    assert pulled == found == in_file(laptop) == expected


@pytest.mark.parametrize("compartment", Compartment)
def test_f1_a_compartment_that_is_not_held_is_answered_like_none_at_all(council, a_laptop, family, compartment):
    """Also for somebody who has every other one: neither bytes, nor manifest, nor names tell of it."""
    user = council.a_user(name="Sam Osei")
    others = tuple(one for one in Compartment if one != compartment)
    give(council, family.family, user, others)
    wire = Wire(council, user)

    answer = wire.ask_pull(Have(stream_id(family.family, compartment), 0))
    none = wire.ask_pull(Have(stream_id(family.family, "attic"), 0))

    assert answer.content == none.content
    assert {head.compartment for head in wire.manifest().streams} == {*others}


def test_f1_a_compartments_members_are_named_to_its_members_only(council, family):
    hidden = council.a_user(name="Named Alone")
    council.run("allocate", family.family, hidden, "--compartment", "restricted")
    sam = Wire(council, council.a_user(name="Sam Osei"))
    council.run("allocate", family.family, sam.user)

    assert hidden in Wire(council, family.jo.user).manifest().staff
    assert hidden not in sam.manifest().staff


def test_f1_a_note_may_be_stricter_than_notes_are_but_never_more_open(family):
    with pytest.raises(TooOpen):
        Notes(family.jo.desk).write(family.family, NewNote("Hello.", MORNING, compartment=SHARED))


def test_f1_whoever_has_several_compartments_reads_them_as_one_story(family):
    lines = Overviews(family.jo.desk).of(family.family).story

    assert {line.detail for line in lines} >= {WORDS[compartment] for compartment in NOTES}
