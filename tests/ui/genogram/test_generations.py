"""Where everybody stands in the drawn family when nobody has put them anywhere, and the lines between them."""

import time
from types import MappingProxyType

import pytest

from desktop.casework.people import PersonCard
from desktop.casework.picture import FamilyPicture, PersonSheet
from desktop.casework.relations import Relation
from desktop.reports.drawing import Filled, Round, Stroke, Words
from desktop.ui.genogram.drawn import Shown, drawing
from desktop.ui.genogram.generations import set_out
from desktop.ui.genogram.layout import Couple, hundredths, laid_out
from desktop.ui.genogram.symbols import between

_NOTHING = {"quality": None, "until_on": None, "responsibility": None, "from_on": None}


def a_card(name: str, age: int | None = 30, role: str = "adult", sex: str = "female", **fields) -> PersonCard:
    return PersonCard(name, name, name, role, sex, age, None, at_home=True, detail="", **fields)


def related(a: str, relation: str, b: str, **values) -> Relation:
    return Relation(f"{a}-{b}", a, relation, b, MappingProxyType(_NOTHING | values))


def a_picture(cards, relations=(), **drawn_at) -> FamilyPicture:
    sheets = tuple(
        PersonSheet(card, MappingProxyType({"drawn_at": drawn_at.get(card.person)}), "", "") for card in cards
    )
    return FamilyPicture("family", sheets, relations=tuple(relations))


def test_three_generations_stand_in_three_rows_with_couples_side_by_side_and_children_from_the_eldest():
    cards = [a_card("kid", 5), a_card("teen", 14), a_card("mum"), a_card("dad", sex="male"), a_card("nan", 61)]
    ties = [related(p, r, c) for p, r in (("mum", "mother"), ("dad", "father")) for c in ("kid", "teen")]

    spots = set_out(cards, [*ties, related("nan", "mother", "mum"), related("dad", "spouse", "mum")])

    assert spots["nan"][1] < spots["mum"][1] == spots["dad"][1] < spots["kid"][1] == spots["teen"][1]
    assert spots["dad"][0] < spots["mum"][0]
    assert spots["teen"][0] < spots["kid"][0]


def test_it_does_not_matter_from_which_side_a_relationship_was_said():
    cards = [a_card("mum"), a_card("kid", 5)]

    assert set_out(cards, [related("kid", "child", "mum")]) == set_out(cards, [related("mum", "mother", "kid")])


def test_relationships_that_contradict_each_other_end():
    cards = [a_card(name) for name in "abc"]
    round_and_round = [related("a", "mother", "b"), related("b", "mother", "c"), related("c", "mother", "a")]

    assert len(set(set_out(cards, round_and_round).values())) == 3


def test_somebody_who_was_put_somewhere_stands_there_and_the_others_where_they_did():
    cards = [a_card("mum"), a_card("kid", 5)]
    before = laid_out(a_picture(cards)).spots

    after = laid_out(a_picture(cards, mum={"x": 250, "y": -50})).spots

    assert hundredths(after["mum"]) == {"x": 250, "y": -50}
    assert after["kid"] == before["kid"]


@pytest.mark.parametrize(
    ("relation", "until_on", "drawn"),
    [("spouse", None, "spouse"), ("spouse", "2020", "separated"), ("partner", "2020", "former_partner"), ("divorced", None, "divorced")],
)  # fmt: skip
def test_a_couple_is_drawn_as_it_is_now(relation, until_on, drawn):
    picture = a_picture([a_card("a"), a_card("b")], [related("a", relation, "b", until_on=until_on)])

    assert laid_out(picture).couples == (Couple("a", "b", drawn),)


@pytest.mark.parametrize(
    ("card", "sign"),
    [
        (a_card("w"), lambda part: isinstance(part, Round) and part.radius == part.width / 2 and part.edge),
        (a_card("m", sex="male"), lambda part: isinstance(part, Round) and part.radius == 2 and part.edge),
        (a_card("d", sex="not_known"), lambda part: isinstance(part, Filled) and len(part.points) == 4),
        (a_card("t", None, "unborn"), lambda part: isinstance(part, Filled) and len(part.points) == 3),
    ],
)
def test_each_sex_and_the_unborn_have_their_sign(card, sign):
    picture = a_picture([card])

    parts = drawing(picture, laid_out(picture), Shown()).parts

    assert sum(bool(sign(part)) for part in parts) == 1


def test_the_child_assessed_has_two_lines_around_and_who_died_is_crossed_out():
    def signs(card: PersonCard) -> tuple[int, int]:
        picture = a_picture([card])
        parts = drawing(picture, laid_out(picture), Shown()).parts
        edges = sum(isinstance(part, Round) and bool(part.edge) for part in parts)
        return edges, sum(isinstance(part, Stroke) for part in parts)

    assert signs(a_card("k", 9, "child")) == (2, 0)
    assert signs(a_card("k", 9, "sibling")) == (1, 0)
    assert signs(a_card("n", 80, died=True)) == (1, 2)


def test_every_quality_has_a_line_of_its_own_form():
    forms = {}
    for quality in ("close", "distant", "conflict", "cut_off", "controlling", "ordinary", "not_known", ""):
        parts = tuple(between((0, 0), (300, 0), quality, 0))
        forms[quality] = tuple((type(part).__name__, getattr(part, "dash", ()), len(part.points)) for part in parts)

    lines = [form for form in forms.values() if form]
    assert len(set(lines)) == len(lines) == 5


def test_how_people_get_on_is_left_out_where_it_is_not_wanted():
    picture = a_picture([a_card("a"), a_card("b")], [related("a", "full_sibling", "b", quality="conflict")])

    with_it, without = (drawing(picture, laid_out(picture), Shown(qualities=wanted)).parts for wanted in (True, False))

    assert {part.tone for part in with_it if isinstance(part, Stroke)} > {
        part.tone for part in without if isinstance(part, Stroke)
    }


def test_what_no_line_of_descent_tells_is_written_on_a_line():
    cards = [a_card("nan", 61), a_card("mum"), a_card("kid", 5), a_card("ann")]
    down = [related("nan", "mother", "mum"), related("mum", "mother", "kid"), related("nan", "grandparent", "kid")]
    picture = a_picture(cards, [*down, related("ann", "friend", "mum")])

    said = [part.text for part in drawing(picture, laid_out(picture), Shown()).parts if isinstance(part, Words)]

    assert "Friend" in said
    assert "Grandmother" not in said


def test_sixty_people_are_laid_out_and_drawn_within_a_frame_or_two():
    cards = [a_card(f"p{n}", 80 - n, sex="male" if n % 2 else "female") for n in range(60)]
    ties = [
        related(f"p{n // 4}", "father" if (n // 4) % 2 else "mother", f"p{n}", quality="close") for n in range(4, 60)
    ]
    picture = a_picture(cards, ties)
    began = time.process_time()

    layout = laid_out(picture)
    drawing(picture, layout, Shown())

    assert time.process_time() - began < 0.25
    assert len(set(layout.spots.values())) == 60
