"""An assessment's states and reference."""

import pytest

from sync.rules.assessments import (
    follows,
    is_content,
    is_signed,
    may_change,
    may_decide,
    next_version,
    overtakes,
    reference,
)
from sync.rules.episodes import WRONG_STATE


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [
        pytest.param(None, "draft", True, id="begun"),
        pytest.param(None, "completed", False, id="never a draft"),
        pytest.param("draft", "completed", True, id="signed"),
        pytest.param("draft", "agreed", False, id="agreed unsigned"),
        pytest.param("completed", "returned", True, id="returned"),
        pytest.param("completed", "completed", True, id="said twice"),
        pytest.param("returned", "draft", False, id="a return opens another version"),
        pytest.param("agreed", "returned", False, id="agreed for good"),
    ],
)
def test_a_change_of_state(before, after, fine):
    assert follows(before, after) is fine


@pytest.mark.parametrize("state", ["completed", "agreed", "returned"])
def test_signed_content_never_changes(state):
    assert is_signed(state)
    assert may_change(state, "narrative@why_now") == (WRONG_STATE,)
    assert may_change(state, "state") == ()


@pytest.mark.parametrize("state", [None, "draft"])
def test_a_draft_is_open(state):
    assert may_change(state, "narrative@why_now") == ()


def test_a_reference_is_made_of_the_record_s_own_id():
    assert reference("ROT", 2026, "AZ6r-_9x2Qbc0Tn_aB-4eA") == "ROT-2026-AB4EA"


def test_s16_the_next_version_is_the_same_one_for_everybody():
    first = "AZ6r-_9x2Qbc0Tn_aB-4eA"

    assert next_version(first) == next_version(first)
    assert len({first, next_version(first), next_version(next_version(first))}) == 3


@pytest.mark.parametrize("name", ["narrative@why_now", "level", "lead"])
def test_what_was_found_and_said_goes_on_in_the_next_version(name):
    assert is_content(name)


@pytest.mark.parametrize(
    "name", ["state", "signed_off", "signed_by", "unsigned_because", "completed_on", "previous", "deleted"]
)
def test_a_version_s_own_life_does_not_go_on_in_the_next(name):
    assert not is_content(name)


@pytest.mark.parametrize(
    ("before", "after", "so"),
    [
        ("draft", "completed", True),
        ("draft", "agreed", True),
        ("completed", "returned", True),
        ("completed", "draft", False),
        ("agreed", "returned", False),
        ("draft", None, False),
    ],
)
def test_a_state_overtakes_those_on_the_way_to_it(before, after, so):
    assert overtakes(before, after) is so


@pytest.mark.parametrize(
    ("role", "user", "so"),
    [("manager", "sam", True), ("manager", "jo", False), ("practitioner", "sam", False)],
)
def test_a_manager_decides_on_the_work_of_others(role, user, so):
    assert may_decide(role, user, {"by": "jo"}) is so
