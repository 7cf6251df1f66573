"""What `make test-fast` leaves out (decision 101).

A test becomes `slow` in one of three ways, and `make test` runs it all the same:

- by a mark where it stands, if it is slow by nature: other processes, a PostgreSQL, files of megabytes;
- by its line in `tests/slow.txt`, if it took more than a tenth of a second of a processor when that was last measured
  (`python -m tests.support.measure` writes the file anew);
- as one of many cases of a test, of which some that are spread over them are kept: one field of a type travels as the next does.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

CASES = 6
"""How many cases of a test the quick run keeps."""
LISTED = Path(__file__).parents[1] / "slow.txt"


def listed() -> frozenset[str]:
    """The tests that were measured to be slow, each as `file::name`, with its class if it is in one."""
    return frozenset(LISTED.read_text().split())


def name_of(item: pytest.Item) -> str:
    """The test, whichever its case."""
    return item.nodeid.partition("[")[0]


def is_marked(item: pytest.Item) -> bool:
    """Whether it is left out of the quick run already."""
    return bool(item.get_closest_marker("slow") or item.get_closest_marker("long"))


def mark_slow(items: Iterable[pytest.Item]) -> None:
    """Mark what is slow by the list, and all but some cases of a test."""
    slow, families = listed(), defaultdict[str, list[pytest.Item]](list)
    for item in items:
        if not is_marked(item):
            families[name_of(item)].append(item)
    for name, cases in families.items():
        kept = set[int]() if name in slow else spread(len(cases))
        for n, item in enumerate(cases):
            if n not in kept:
                item.add_marker(pytest.mark.slow)


def spread(cases: int, kept: int = CASES) -> set[int]:
    """Which of so many cases stand for all of them: the first, the last, and some between."""
    if cases <= kept:
        return set(range(cases))
    return {round(n * (cases - 1) / (kept - 1)) for n in range(kept)}
