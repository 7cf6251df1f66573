"""How an action of the plan stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records.plan import PROGRESS
from sync.rules.actions import Lateness, lane, lateness, shortcomings

TODAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    ("progress", "days", "expected"),
    [
        pytest.param("not_started", -1, Lateness.OVERDUE, id="yesterday"),
        pytest.param("blocked", 0, Lateness.DUE_TODAY, id="today"),
        pytest.param("started", 7, Lateness.DUE_SOON, id="in a week"),
        pytest.param(None, 8, Lateness.LATER, id="after that"),
        pytest.param("partly", None, Lateness.UNDATED, id="some day"),
        pytest.param("done", -30, Lateness.OVER, id="done is never late"),
        pytest.param("no_longer_needed", None, Lateness.OVER, id="nor is what nobody needs"),
    ],
)
def test_lateness(progress, days, expected):
    due_on = None if days is None else TODAY + timedelta(days=days)

    assert lateness(progress, due_on, TODAY) is expected


@given(st.sampled_from(PROGRESS))
def test_every_state_has_a_lane(progress):
    assert lane(progress) in ("to_do", "doing", "done")
    assert (lane(progress) == "done") == (lateness(progress, None, TODAY) is Lateness.OVER)


def test_a_new_action_is_to_do():
    assert lane(None) == "to_do"


@pytest.mark.parametrize(
    ("text", "owners", "due_on", "found"),
    [
        pytest.param("Ring the landlord", ["p"], TODAY, (), id="SMART"),
        pytest.param("Monitor attendance", ["p"], TODAY, ("vague_verb",), id="nobody can monitor"),
        pytest.param("Monitors are bought", ["p"], TODAY, (), id="another word"),
        pytest.param(None, [], None, ("no_text", "no_owner", "no_date"), id="nothing said"),
    ],
)
def test_what_an_action_does_not_say(text, owners, due_on, found):
    assert shortcomings(text, owners, due_on) == found
