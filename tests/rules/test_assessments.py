"""An assessment's states and reference."""

import pytest

from sync.rules.assessments import follows, is_signed, may_change, reference
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
