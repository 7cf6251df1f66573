"""Due dates of two councils, and the calendar they are counted on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rules.due_dates import DueDates, months_after
from sync.rules.frameworks import FrameworkRefused, read_framework
from sync.rules.working_days import WorkingDays

PUBLISHED = Path(__file__).parents[2] / "resources" / "frameworks"
ROTHERHAM, RUTLAND = (read_framework((PUBLISHED / f"{name}.json").read_bytes()) for name in ("rotherham", "rutland"))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDAR = WorkingDays()


def test_two_councils_have_their_own_thresholds():
    assert [level.code for level in ROTHERHAM.levels] == ["R1", "R2", "R3"]
    assert [level.code for level in RUTLAND.levels] == ["U", "E", "S"]
    assert ROTHERHAM.level("E") is None


@pytest.mark.parametrize("framework", [ROTHERHAM, RUTLAND], ids=lambda framework: framework.id)
def test_levels_cover_every_national_band_once(framework):
    bands = [band for level in framework.levels for band in level.bands]

    assert bands == ["universal", "early_help_single", "early_help_multi", "child_in_need", "child_protection"]


def test_what_is_not_a_framework_is_refused():
    with pytest.raises(FrameworkRefused):
        read_framework(b'{"id": "x"}')


def test_due_dates_of_rotherham():
    due = DueDates(ROTHERHAM.timescales, CALENDAR)

    assert due.first_contact(date(2026, 4, 2)) == date(2026, 4, 9)  # over Easter
    assert due.assessment(date(2026, 10, 6)) == date(2026, 11, 24)
    assert due.assessment_amber(date(2026, 10, 6)) == date(2026, 11, 10)
    assert due.first_meeting(date(2026, 10, 6)) == date(2026, 10, 27)
    assert due.review(date(2026, 10, 6)) == date(2026, 11, 17)
    assert due.review_red(date(2026, 10, 6)) == date(2026, 12, 29)
    assert due.child_seen(date(2026, 10, 6)) == date(2026, 11, 3)
    assert due.visit_note(datetime(2026, 10, 6, 11, tzinfo=UTC)) == datetime(2026, 10, 8, 11, tzinfo=UTC)
    assert due.drift(date(2024, 2, 29)) == date(2025, 2, 28)
    assert due.sustain_check(date(2026, 8, 31)) == date(2027, 2, 28)


def test_rutland_expects_an_assessment_sooner():
    assert DueDates(RUTLAND.timescales, CALENDAR).assessment(date(2026, 10, 6)) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 10, 6), True, id="Tuesday"),
        pytest.param(date(2026, 10, 10), False, id="Saturday"),
        pytest.param(date(2026, 8, 31), False, id="August bank holiday, England's"),
        pytest.param(date(2026, 8, 3), True, id="Scotland's is not England's"),
        pytest.param(date(2026, 12, 28), False, id="Boxing Day instead"),
        pytest.param(date(2026, 12, 29), False, id="the council's own"),
    ],
)
def test_working_days(day, works):
    assert WorkingDays(closed=[date(2026, 12, 29)]).works(day) is works


@given(days, st.integers(1, 60))
def test_counting_forward_and_between_agree(day, count):
    due = CALENDAR.after(day, count)

    assert CALENDAR.works(due)
    assert CALENDAR.between(day, due) == count


@given(days, days)
def test_there_is_nothing_between_a_day_and_an_earlier_one(day, other):
    assert CALENDAR.between(max(day, other), min(day, other)) == 0


@given(days, st.integers(0, 48), st.integers(0, 48))
def test_months_later_is_never_in_a_month_after_that(day, months, more):
    later = months_after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert months_after(day, months + more) >= later
