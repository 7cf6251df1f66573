"""What tests of several parts are handed, and how Hypothesis chooses its examples.

The same examples each time, so that a red test is red again; `--hypothesis-profile=search` looks for new ones.
"""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desktop.casework.desk import Desk
from tests.support.desks import a_desk
from tests.support.quick import mark_slow

settings.register_profile("search", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_slow(items)


def pytest_collection_finish() -> None:
    """What collecting made stays to the end: no collection of garbage need look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Jo Ellery's empty desk on a real store, at 10:42 on 6 October 2026."""
    laid = a_desk(tmp_path)
    yield laid
    laid.store.close()
