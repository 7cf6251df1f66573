"""The table of sync.md, section 4, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge.choices import merge_choices
from sync.merge.outcome import Clash, Joined, Merged
from sync.merge.values import merge
from sync.records.fields import Merge

wires = st.none() | st.text(max_size=5) | st.integers() | st.lists(st.text(max_size=2), max_size=3)
members = st.frozensets(st.sampled_from("abcdef"))


@given(st.sampled_from(Merge), wires, wires)
def test_a_side_that_changed_nothing_gives_way(rule, base, theirs):
    assert merge(rule, base, base, theirs) == Merged(theirs)
    assert merge(rule, base, theirs, base) == Merged(theirs)


@given(st.sampled_from(Merge), wires, wires)
def test_the_same_value_twice_is_nothing_to_do(rule, base, value):
    assert merge(rule, base, value, value) == Merged(value)


@pytest.mark.parametrize(
    ("rule", "base", "mine", "theirs", "outcome"),
    [
        pytest.param(Merge.VALUE, "a", "b", "c", Clash(), id="value"),
        pytest.param(Merge.VALUE, "Leo.", "Leo. Mine.", "Leo. Theirs.", Clash(), id="a value is not prose"),
        pytest.param(Merge.VALUE, None, 3, 4, Clash(), id="number"),
        pytest.param(Merge.DECISION, {"answer": "given"}, {"answer": "refused"}, None, Clash(), id="decision"),
        pytest.param(Merge.DECISION, ["a"], ["a", "b"], ["a", "c"], Clash(), id="a decision's set"),
        pytest.param(Merge.NARRATIVE, None, "Mine.", "Theirs.", Joined("Theirs. Mine."), id="prose from nothing"),
        pytest.param(Merge.NARRATIVE, "One.", None, "One. Two.", Clash(), id="prose cleared"),
        pytest.param(Merge.NARRATIVE, "One.", 3, "One. Two.", Clash(), id="not prose at all"),
        pytest.param(Merge.CHOICES, None, ["b"], ["a"], Merged(["a", "b"]), id="both added"),
        pytest.param(Merge.CHOICES, ["a", "b"], ["a"], ["a", "b", "c"], Merged(["a", "c"]), id="took away and added"),
        pytest.param(Merge.CHOICES, ["a"], None, ["a", "b"], Merged(["b"]), id="cleared and added"),
    ],
)
def test_both_changed_it(rule, base, mine, theirs, outcome):
    assert merge(rule, base, mine, theirs) == outcome


@given(members, members, members)
def test_what_either_added_is_in_and_what_either_took_away_is_out(base, mine, theirs):
    merged = merge_choices(base, mine, theirs)

    assert merged == merge_choices(base, theirs, mine) == sorted(set(merged))
    assert (mine | theirs) - base <= set(merged)
    assert not ((base - mine) | (base - theirs)) & set(merged)
    assert base & mine & theirs <= set(merged)
