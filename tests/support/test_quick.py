"""What the quick run leaves out, and that it keeps some of everything."""

import pytest

from tests.support.measure import slow
from tests.support.quick import CASES, spread


@pytest.mark.parametrize("cases", [1, 3, CASES, CASES + 1, 20, 330])
def test_some_cases_stand_for_all_of_them(cases):
    kept = spread(cases)

    assert len(kept) == min(cases, CASES)
    assert {0, cases - 1} <= kept <= set(range(cases))


def test_a_module_of_nothing_but_slow_tests_keeps_its_two_quickest():
    took = {"a.py::first": 9.0, "a.py::second": 8.0, "a.py::third": 7.0, "b.py::quick": 0.1, "b.py::slow": 3.0}

    assert slow(took) == ["a.py::first"]
