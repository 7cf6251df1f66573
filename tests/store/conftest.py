"""A store with one family, at 10:42 on a Tuesday, on a clock that tests move."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.clock import FixedClock
from tests.store.laptop import MORNING, Laptop, a_laptop


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture
def laptop(tmp_path: Path, clock: FixedClock) -> Iterator[Laptop]:
    laptop = a_laptop(tmp_path, clock)
    yield laptop
    laptop.store.close()
