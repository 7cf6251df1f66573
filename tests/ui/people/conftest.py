"""The mockups' family, with the pages of its people."""

import pytest

from desktop.casework.desk import Desk
from tests.ui.people.gathered import Gathered


@pytest.fixture
def gathered(qtbot, desk: Desk) -> Gathered:
    return Gathered(qtbot, desk)
