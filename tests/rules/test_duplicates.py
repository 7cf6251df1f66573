"""Scoring of possible duplicates: what is alike counts, whichever way round it is asked and however it is written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rules.duplicates import Described, Likeness, compare, compare_families, keys, prepare
from sync.rules.names import plain, read_variants

VARIANTS = read_variants((Path(__file__).parents[2] / "resources" / "frameworks" / "first_names.txt").read_text())
MAYA = Described(("Maya",), ("Hartley-Okoro",), date(2012, 3, 4), ("S65 1AB",), "943 476 5919", "A801200001001")

_names = st.lists(
    st.sampled_from(
        ["Katie", "Kate", "Katarzyna", "Maya", "Mia", "Hartley", "Hartley-Okoro", "Okoro", "O’Neill", "Łukasz", "Li"]
    ),
    max_size=2,
).map(tuple)
_people = st.builds(
    Described,
    _names,
    _names,
    st.none() | st.dates(date(2009, 11, 9), date(2012, 12, 12)),
    st.sampled_from([(), ("S65 1AB",), ("s651ab", "S1 2CD")]),
    st.sampled_from(["", "9434765919", "943 476 5870"]),
    st.sampled_from(["", "A801200001001"]),
)


def alike(one: Described, other: Described) -> Likeness:
    return compare(prepare(one), prepare(other), VARIANTS)


@given(_people, _people)
def test_two_people_are_as_alike_whichever_is_asked_about(one, other):
    assert alike(one, other).points == alike(other, one).points
    assert set(alike(one, other).reasons) == set(alike(other, one).reasons)


@given(_people, _people)
def test_nobody_is_more_alike_to_somebody_than_themselves(one, other):
    assert alike(one, one).points >= alike(one, other).points


@given(_people, _people)
def test_case_and_accents_do_not_matter(one, other):
    loud = Described(
        tuple(name.upper() for name in other.first_names),
        tuple(name.upper().replace("O", "Ö") for name in other.surnames),
        other.born_on,
        tuple(code.lower() for code in other.postcodes),
        other.nhs_number,
        other.upn.lower(),
    )
    assert alike(one, loud) == alike(one, other)


@given(_people, _people)
def test_who_may_be_one_shares_a_key_unless_only_spelling_speaks_for_it(one, other):
    found = alike(one, other)
    exact = {"same_nhs_number", "same_upn", "same_born_on", "swapped_born_on", "same_postcode"} & set(found.reasons)
    named = {"same_first_name", "other_form_of_first_name"} & set(found.reasons) and {
        "same_surname",
        "part_of_surname",
    } & set(found.reasons)
    if found.is_possible and (exact or named or "swapped_names" in found.reasons):
        assert keys(prepare(one), VARIANTS) & keys(prepare(other), VARIANTS)


@pytest.mark.parametrize(
    ("first", "surname", "born_on", "postcode", "reasons", "is_possible"),
    [
        ("Maya", "Hartley", date(2012, 3, 4), "", ["same_born_on", "same_first_name", "part_of_surname"], True),
        ("Maya", "Hartley Okoro", None, "", ["same_first_name", "same_surname"], True),
        ("Maya", "Okoro", date(2012, 4, 3), "", ["swapped_born_on", "same_first_name", "part_of_surname"], True),
        ("Mya", "Hartly", date(2012, 3, 5), "", ["near_born_on", "similar_first_name", "similar_surname"], True),
        ("Okoro", "Maya", None, "", ["swapped_names"], True),
        ("Leo", "Hartley-Okoro", None, "s651ab", ["same_postcode", "same_surname"], True),
        ("Leo", "Brown", None, "S65 1AB", ["same_postcode"], False),
        ("Maya", "Brown", date(2001, 9, 17), "", ["same_first_name"], False),
        ("", "Hartley", None, "", ["part_of_surname"], False),
        ("Ben", "Brown", date(2012, 3, 4), "", ["same_born_on"], False),
    ],
)
def test_what_is_alike_is_said(first, surname, born_on, postcode, reasons, is_possible):
    bare = Described(MAYA.first_names, MAYA.surnames, MAYA.born_on, MAYA.postcodes)
    found = alike(bare, Described((first,), (surname,), born_on, (postcode,)))
    assert list(found.reasons) == reasons
    assert found.is_possible is is_possible


@pytest.mark.parametrize(
    ("one", "other"),
    [("Katie", "Katarzyna"), ("Bill", "William"), ("Muhammad", "Mohammed"), ("Sam", "Samantha"), ("Zofia", "Sophie")],
)
def test_forms_of_one_name_are_known(one, other):
    born_on = date(2012, 3, 4)
    first, second = Described((one,), ("Nowak",), born_on), Described((other,), ("Novak",), born_on)

    assert alike(first, second).reasons == ("same_born_on", "other_form_of_first_name", "similar_surname")
    assert {key for key in keys(prepare(first), VARIANTS) & keys(prepare(second), VARIANTS) if key.startswith("n:")}


def test_names_that_are_spelt_alike_are_not_enough():
    assert alike(Described(("Mya",), ("Hartly",)), Described(("Maya",), ("Hartley",))).points == 0


def test_another_nhs_number_speaks_against_a_namesake():
    named = Described(("John",), ("Smith",), nhs_number="9434765919")
    namesake = Described(("John",), ("Smith",), nhs_number="9434765870")
    assert not alike(named, namesake).is_possible
    assert alike(named, Described(("Jon",), ("Smyth",), nhs_number="943 476 5919")).is_likely


def test_a_family_is_as_alike_as_its_most_alike_people():
    known = [prepare(MAYA), prepare(Described(("Leo",), ("Hartley-Okoro",)))]
    asked = [prepare(Described(("Ann",), ("Brown",))), prepare(Described(("Maya",), ("Okoro",), date(2012, 3, 4)))]
    assert compare_families(asked, known, VARIANTS) == compare(asked[1], known[0], VARIANTS)
    assert compare_families([], known, VARIANTS).points == 0


def test_the_councils_table_takes_what_people_write_and_leaves_remarks_out():
    variants = read_variants("# a remark\nÅse, Ase-Marie , # and more\n\n,,\nKit, Christopher\nKit, Catherine\n")
    assert variants.are_one(plain("ase"), plain("Ase Marie"))
    assert variants.of("kit") == {"kit"}
    assert variants.of("catherine") == {"kit"}
    assert not variants.are_one("christopher", "catherine")
    assert variants.of("nobody") == {"nobody"}
