"""Families that are here already are found before another is begun, and what waits to be asked of the council waits in the vault."""

from datetime import date
from pathlib import Path

import pytest

from desktop.casework.desk import Desk, Worker
from desktop.casework.duplicates import SAME_FAMILY_NAME, Duplicates, NewFamily
from desktop.casework.families import Families
from desktop.casework.looked import Answered, Looked, Questions, here
from desktop.casework.people import NewPerson, People
from tests.support.desks import the_week

NAMES = Path(__file__).parents[2] / "resources" / "frameworks" / "first_names.txt"
MAYA = NewPerson("Maya", "Hartley", born_on=date(2012, 6, 1))


@pytest.fixture
def duplicates(desk: Desk) -> Duplicates:
    return Duplicates(desk, NAMES)


def test_a_family_is_found_by_one_of_its_people_and_it_is_said_in_what(desk: Desk, duplicates: Duplicates):
    families = the_week(desk)

    found = duplicates.find(NewFamily("Hartley", people=(NewPerson("Ben", "Fenn"), MAYA)))

    assert [(match.family, match.sought, match.person) for match in found] == [
        (families["Hartley-Okoro"], "Maya", "Maya")
    ]
    assert found[0].likeness.reasons == ("same_born_on", "same_first_name", "same_surname")
    assert here(found) == "likely"


def test_other_forms_of_a_name_and_a_date_with_day_and_month_swapped_are_found(desk: Desk, duplicates: Duplicates):
    families = the_week(desk)

    (match,) = duplicates.find(NewFamily("Other", people=(NewPerson("Katie", "Novak", born_on=date(2019, 1, 6)),)))

    assert (match.family, match.likeness.reasons) == (
        families["Nowak"],
        ("swapped_born_on", "other_form_of_first_name", "similar_surname"),
    )


def test_a_family_that_shares_but_a_name_is_shown_last_and_counts_for_nothing(desk: Desk, duplicates: Duplicates):
    the_week(desk)

    found = duplicates.find(NewFamily("Okoro", people=(NewPerson("Kasia", "Nowak"),)))

    assert [(match.name, match.likeness.reasons) for match in found] == [
        ("Nowak", ("same_first_name", "same_surname")),
        ("Hartley-Okoro", (SAME_FAMILY_NAME,)),
    ]
    assert here(found[1:]) == "no"


def test_the_council_is_asked_later_of_the_people_as_they_are_by_then(desk: Desk):
    questions = Questions(desk)
    family = Families(desk).add(NewFamily("Osei", postcode="S65 1AB"), Looked("no"))
    assert questions.waiting() == ()

    People(desk).add(family, NewPerson("Ama", "Osei", nhs_number="9434765919"))

    (question,) = questions.waiting()
    (ama,) = question.people
    assert (question.family, ama.first_names[0], ama.surnames, ama.nhs_number) == (
        family,
        "Ama",
        ("Osei",),
        "9434765919",
    )


def test_an_answer_is_kept_and_one_that_may_be_the_family_waits_for_a_word(desk: Desk):
    questions = Questions(desk)
    people = (NewPerson("Ama", "Osei"),)
    osei = Families(desk).add(NewFamily("Osei", people=people), Looked("no"))
    fenn = Families(desk).add(NewFamily("Fenn", people=people), Looked("no"))

    questions.answered(osei, "likely")
    questions.answered(fenn, "no")

    assert questions.waiting() == ()
    assert questions.open() == (Answered(osei, "Osei", "likely"),)
    questions.settle(osei, "Rang: they are cousins.")
    assert questions.open() == ()


def test_what_a_colleague_began_the_colleague_asks(desk: Desk):
    Families(desk).add(NewFamily("Osei", people=(NewPerson("Ama"),)), Looked("no"))
    colleague = Desk(desk.store, desk.clock, desk.ids, Worker("sam.peel", "Sam Peel", "Aldermoor"))

    assert Questions(colleague).waiting() == ()
