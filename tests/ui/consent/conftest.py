"""A family that was only just met, and its mother."""

import pytest

from desktop.casework.desk import Desk
from tests.support.desks import a_family, a_mother


@pytest.fixture
def family(desk: Desk) -> str:
    return a_family(desk, state="engaging")


@pytest.fixture
def mum(desk: Desk, family: str) -> str:
    return a_mother(desk, family)
