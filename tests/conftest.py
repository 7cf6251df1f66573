"""What tests of several parts are handed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.casework.desk import Desk
from tests.support.desks import a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Jo Ellery's empty desk on a real store, at 10:42 on 6 October 2026."""
    laid = a_desk(tmp_path)
    yield laid
    laid.store.close()
