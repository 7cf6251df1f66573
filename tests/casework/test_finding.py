"""Find: families and people by any of their names, notes and actions by their words, and nothing of another family in a visit."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.finding import Finder
from sync.records.note import Note
from sync.records.person import Person
from tests.support.desks import a_family, a_person, an_action, hartley_okoro, write


def groups(desk: Desk, words: str, family: str | None = None) -> dict[str, list[str]]:
    """What is found, by group."""
    found: dict[str, list[str]] = {}
    for one in Finder(desk).find(words, family):
        found.setdefault(one.group, []).append(one.said)
    return found


@pytest.fixture
def two(desk: Desk) -> tuple[str, str]:
    """Two families with one word in common."""
    nowak, brierley = a_family(desk, "Nowak"), a_family(desk, "Brierley")
    a_person(desk, nowak, "Magdalena", "parent", known_as="Magda", surname="Nowak", previous_names=("Wiśniewska",))
    a_person(desk, brierley, "Tom", surname="Brierley")
    write(desk, Note, nowak, text="Magda rang about the breakfast club. She will take the bus.")
    an_action(desk, nowak, "Ask the breakfast club for a place")
    write(desk, Note, brierley, text="Tom likes the breakfast club.")
    return nowak, brierley


def test_a_person_is_found_by_each_of_their_names(desk, two):
    assert all(
        groups(desk, typed)["person"] == ["Magdalena (Magda) Nowak"]
        for typed in ("magda", "magdal now", "wisniewska", "NOWAK")
    )


def test_a_family_is_found_beside_those_in_it(desk, two):
    assert groups(desk, "brier") == {"family": ["Brierley"], "person": ["Tom Brierley"]}


def test_notes_and_actions_are_found_by_their_words(desk, two):
    found = groups(desk, "breakfast club")

    assert found["action"] == ["Ask the breakfast club for a place"]
    assert {text.partition(" ")[0] for text in found["text"]} == {"Magda", "Tom"}


def test_the_words_are_marked_in_the_text(desk, two):
    (hit,) = [one for one in Finder(desk).find("bus") if one.group == "text"]

    assert [hit.said[start:end] for start, end in hit.marks] == ["bus"]
    assert hit.name == "Nowak"


def test_inside_one_family_nothing_of_another_is_found(desk, two):
    nowak, brierley = two

    assert groups(desk, "breakfast", brierley) == {"text": ["Tom likes the breakfast club."]}
    assert groups(desk, "magda", brierley) == {}
    assert groups(desk, "tom", nowak) == {}


@pytest.mark.parametrize("typed", ["", "   ", "-", "“”", '" OR *', "zzz"])
def test_what_is_no_word_or_nobodys_finds_nothing(desk, two, typed):
    assert Finder(desk).find(typed) == ()


def test_what_was_taken_out_is_not_found(desk):
    family = hartley_okoro(desk)
    person = a_person(desk, family, "Zebedee")
    assert groups(desk, "zebedee")["person"] == ["Zebedee"]

    with desk.writing() as session:
        session.get(Person, person).deleted = {"on": "2026-10-06", "by": "jo", "why": "mistake"}

    assert groups(desk, "zebedee") == {}
