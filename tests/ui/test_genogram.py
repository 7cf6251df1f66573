"""Where people stand in the strip of a family, and the lines between them."""

import pytest

from desktop.casework.people import PersonCard, Tie
from desktop.ui.family.genogram import drawn


@pytest.mark.parametrize("width", [120, 300, 660, 1300])
@pytest.mark.parametrize("number", [0, 1, 8, 20])
def test_no_two_people_of_a_strip_stand_in_one_place_and_all_stand_inside(width, number):
    people = [a_card(str(at), age=9 if at % 2 else 40, at_home=at % 5 != 4) for at in range(number)]
    ties = [Tie("0", "mother", "1"), Tie("4", "father", "1"), Tie("2", "mother", "0")]

    picture = drawn(people, ties, width)

    assert len({(place.x, place.y) for place in picture.places}) == number
    assert all(place.y + 18 <= picture.height for place in picture.places)
    assert all(max(line.x1, line.x2) <= width for line in picture.lines)


def test_parents_who_parted_are_joined_by_a_cut_line():
    people = [a_card("mum", age=30), a_card("dad", age=31), a_card("kid", age=5)]
    ties = [Tie("mum", "mother", "kid"), Tie("dad", "father", "kid"), Tie("dad", "former_partner", "mum")]

    lines = drawn(people, ties, 600).lines

    assert [line.cut for line in lines].count(True) == 1


def a_card(person: str, *, age: int, at_home: bool = True) -> PersonCard:
    return PersonCard(person, person, person, "adult", "not_known", age, None, at_home, "")
