"""`python -m tests.support.measure`: run every test that carries no mark, and write down which are slow, in `tests/slow.txt`.

Processor time is measured, set-up and clean-up included, so that it may be done on a busy machine. A module whose tests are all slow keeps
its two quickest, so that the quick run looks into every corner.
"""

import sys
from collections import defaultdict
from collections.abc import Generator
from time import process_time

import pytest

from tests.support.quick import LISTED, is_marked, name_of

SLOW = 0.1
"""Seconds of a processor."""
_KEPT = 2
_TOGETHER = "tests/house/"
"""What these read and parse is done once for all of them, by whichever comes first."""


class Measure:
    """A plugin that adds up what each test took."""

    def __init__(self) -> None:
        self.took: dict[str, float] = defaultdict(float)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not is_marked(item)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        began = process_time()
        done = yield
        self.took[name_of(item)] = max(self.took[name_of(item)], process_time() - began)
        return done


def slow(took: dict[str, float]) -> list[str]:
    """The tests that the quick run does without, in order."""
    modules: dict[str, list[str]] = defaultdict(list)
    for name in sorted(took, key=took.__getitem__):
        modules[name.partition("::")[0]].append(name)
    return sorted(name for names in modules.values() for name in names[_KEPT:] if is_slow(name, took))


def is_slow(name: str, took: dict[str, float]) -> bool:
    return took[name] > SLOW and not name.startswith(_TOGETHER)


def main() -> int:
    measure = Measure()
    LISTED.write_text("")
    status = pytest.main(["-p", "no:xdist"], plugins=[measure])
    LISTED.write_text("".join(f"{name}\n" for name in slow(measure.took)))
    return status


if __name__ == "__main__":
    sys.exit(main())
