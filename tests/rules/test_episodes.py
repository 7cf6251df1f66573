"""The states of an episode, and what each step asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records.episode import ENDED, OPEN
from sync.rules.episodes import STEPS, WRONG_STATE, Fact, Transition, follows, may

states = st.none() | st.sampled_from([*OPEN, *ENDED])
facts = st.frozensets(st.sampled_from(Fact))


@given(st.sampled_from(Transition), states, facts)
def test_a_step_says_all_that_it_lacks_and_nothing_else(transition, state, known):
    problems = may(transition, state, known)

    step = STEPS[transition]
    assert (WRONG_STATE in problems) == (state not in step.before if step.before else state is not None)
    assert set(problems) - {WRONG_STATE} == set(step.needs) - known


@given(st.sampled_from(Transition), states)
def test_a_step_that_may_be_taken_is_accepted_by_the_server(transition, state):
    if not may(transition, state, set(Fact)):
        assert follows(state, STEPS[transition].after)


@given(st.sampled_from(ENDED), st.sampled_from([*OPEN, *ENDED]))
def test_what_has_ended_stays_ended(ended, state):
    assert follows(ended, state) == (ended == state)


@pytest.mark.parametrize("state", [*OPEN, *ENDED])
def test_every_state_can_be_reached(state):
    assert follows(None, state)


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [
        pytest.param("engaging", "assessing", True, id="one step"),
        pytest.param("allocated", "planning", True, id="three steps in one change"),
        pytest.param("active", "active", True, id="a review"),
        pytest.param("active", "assessing", False, id="backwards"),
        pytest.param("contact", "paused", True, id="far ahead"),
        pytest.param("contact", "nonsense", False, id="no such state"),
    ],
)
def test_a_change_of_state(before, after, fine):
    assert follows(before, after) is fine


def test_no_consent_no_assessment():
    assert may(Transition.ASSESS, "engaging", ()) == (Fact.CONSENT_GIVEN,)
    assert may(Transition.ASSESS, "engaging", {Fact.CONSENT_GIVEN}) == ()
