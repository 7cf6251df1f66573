"""The plan page of the mockups' family."""

import pytest

from desktop.casework.desk import Desk
from tests.ui.plan.planned import Planned


@pytest.fixture
def planned(qtbot, desk: Desk) -> Planned:
    return Planned(qtbot, desk)
