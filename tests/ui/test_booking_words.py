"""Reading a time as people type it."""

import pytest

from desktop.ui.words import booking


@pytest.mark.parametrize(
    ("typed", "read"),
    [("14:30", "14:30"), ("1430", "14:30"), ("9", "09:00"), ("9.15", "09:15"), ("2pm", "14:00"), ("12am", "00:00")],
)
def test_a_time_is_read_as_people_type_it(typed, read):
    assert f"{booking.read_time(typed):%H:%M}" == read


@pytest.mark.parametrize("typed", ["", "25:00", "14:60", "soon", "13pm", "0am"])
def test_what_is_no_time_is_not_read(typed):
    assert booking.read_time(typed) is None
