"""Ages, identifiers and relationships of people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rules.ages import months, weeks_to_go, years
from sync.rules.identifiers import nhs_number_shown, nhs_number_warning, upn_warning
from sync.rules.relationships import RELATIONS, inverse

days = st.dates(date(1920, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        pytest.param(date(2012, 10, 6), date(2026, 10, 5), 13, id="the day before"),
        pytest.param(date(2012, 10, 6), date(2026, 10, 6), 14, id="the birthday"),
        pytest.param(date(2012, 2, 29), date(2026, 2, 28), 13, id="leap day, common year"),
        pytest.param(date(2012, 2, 29), date(2026, 3, 1), 14, id="leap day, the day after"),
        pytest.param(date(2012, 2, 29), date(2028, 2, 29), 16, id="leap day, leap year"),
        pytest.param(date(2026, 10, 6), date(2026, 10, 6), 0, id="born today"),
    ],
)
def test_an_age(born, on, age):
    assert years(born, on) == age


@given(days, days)
def test_months_and_years_agree(born, on):
    assert months(born, on) // 12 == years(born, on)


@pytest.mark.parametrize(
    ("expected", "weeks"),
    [
        pytest.param(date(2026, 12, 1), 8, id="eight weeks"),
        pytest.param(date(2026, 10, 12), 0, id="this week"),
        pytest.param(date(2026, 10, 5), -1, id="overdue"),
    ],
)
def test_an_unborn_child_has_weeks_to_go(expected, weeks):
    assert weeks_to_go(expected, date(2026, 10, 6)) == weeks


@pytest.mark.parametrize(
    ("number", "warning"),
    [
        pytest.param("", None, id="none"),
        pytest.param("999 000 0018", None, id="right, with spaces"),
        pytest.param("9990000019", "wrong_check", id="one digit off"),
        pytest.param("999000001", "wrong_length", id="too short"),
        pytest.param("99900000AB", "wrong_form", id="letters"),
    ],
)
def test_an_nhs_number_warns_and_never_blocks(number, warning):
    assert nhs_number_warning(number) == warning


@pytest.mark.parametrize(
    ("number", "warning"),
    [
        pytest.param(" ", None, id="none"),
        pytest.param("b801200005001", None, id="right, in small letters"),
        pytest.param("A801200005001", "wrong_check", id="another check letter"),
        pytest.param("B80120000500", "wrong_length", id="too short"),
        pytest.param("B80120000A001", "wrong_form", id="letter in the middle"),
        pytest.param("E000200005001", "unknown_authority", id="no such authority"),
    ],
)
def test_a_pupil_number_warns_and_never_blocks(number, warning):
    assert upn_warning(number) == warning


def test_an_nhs_number_is_shown_in_groups_when_it_is_one():
    assert nhs_number_shown("9990000018") == "999 000 0018"
    assert nhs_number_shown("asked, not known") == "asked, not known"
    assert nhs_number_shown("") == ""


@given(st.sampled_from(RELATIONS))
def test_the_other_direction_of_the_other_direction(relation):
    assert inverse(relation) in RELATIONS
    assert inverse(inverse(inverse(relation))) == inverse(relation)


def test_an_unknown_relation_is_read_as_other():
    assert inverse("godparent") == "other"
    assert inverse("mother") == "child"
