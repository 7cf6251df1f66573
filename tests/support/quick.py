"""What `make test-fast` leaves out without a mark of its own (decision 101).

A test is `slow` that takes more than about half a second of a processor: mark it where it stands. Two kinds are slow by a rule, here:

- of a test with many cases, all but some that are spread over them: one field of a type travels as the next does;
- what holds a whole page against every rule of accessibility, at two sizes of text.
"""

from collections import defaultdict
from collections.abc import Iterable

import pytest

CASES = 8
"""How many cases of a test the quick run keeps."""
_OF_WHOLE_PAGES = "check_all"


def mark_slow(items: Iterable[pytest.Item]) -> None:
    """Mark what is slow by a rule."""
    families: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("slow") or item.get_closest_marker("long"):
            continue
        if isinstance(item, pytest.Function) and _OF_WHOLE_PAGES in _called(item):
            item.add_marker(pytest.mark.slow)
        else:
            families[item.nodeid.partition("[")[0]].append(item)
    for cases in families.values():
        kept = spread(len(cases))
        for n, item in enumerate(cases):
            if n not in kept:
                item.add_marker(pytest.mark.slow)


def spread(cases: int, kept: int = CASES) -> set[int]:
    """Which of so many cases stand for all of them: the first, the last, and some between.

    >>> sorted(spread(20))
    [0, 3, 5, 8, 11, 14, 16, 19]
    >>> sorted(spread(3))
    [0, 1, 2]
    """
    if cases <= kept:
        return set(range(cases))
    return {round(n * (cases - 1) / (kept - 1)) for n in range(kept)}


def _called(item: pytest.Function) -> tuple[str, ...]:
    code = getattr(item.function, "__code__", None)
    return () if code is None else code.co_names
