"""What the quick run leaves out, and that it keeps some of everything."""

import pytest

from tests.support.quick import CASES, mark_slow, spread


@pytest.mark.parametrize("cases", [1, 3, CASES, CASES + 1, 20, 330])
def test_some_cases_stand_for_all_of_them(cases):
    kept = spread(cases)

    assert len(kept) == min(cases, CASES)
    assert {0, cases - 1} <= kept <= set(range(cases))


def test_only_cases_of_a_long_family_are_slow_by_their_number(request):
    here = [item for item in request.session.items if item.path == request.path]

    mark_slow(here)

    assert here
    assert not any(item.get_closest_marker("slow") for item in here)
