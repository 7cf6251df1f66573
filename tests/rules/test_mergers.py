"""Families that are one: the manager's last word counts, and undoing leaves nothing behind."""

from sync.rules.mergers import Act, may_decide, points_to, stays


def test_the_last_word_counts_whatever_the_order_it_comes_in():
    merged, split = Act("merge", "b", "2026-10-01T10:00:00Z"), Act("split", "b", "2026-10-02T10:00:00Z")

    assert points_to([]) is None
    assert points_to([merged]) == "b"
    assert points_to([split, merged]) is None
    assert points_to([split, merged, Act("merge", "c", "2026-10-03T10:00:00Z")]) == "c"


def test_a_family_that_was_merged_and_merged_again_is_found_at_the_end_and_a_ring_ends_nowhere():
    assert stays("a", {"a": "b", "b": "c"}) == "c"
    assert stays("c", {"a": "b", "b": "c"}) == "c"
    assert stays("a", {"a": "b", "b": "a"}) == "a"


def test_only_a_manager_decides_and_not_on_their_own_proposal():
    assert may_decide("manager", "nadia", "jo")
    assert not may_decide("manager", "nadia", "nadia")
    assert not may_decide("practitioner", "nadia", "jo")
