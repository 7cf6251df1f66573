"""The list of screens. A page, dialog or cover that is missing here fails a test of the house (tests/house/test_screens.py)."""

from tests.screens import family, gate, office, telling, visit
from tests.screens.room import Screen

SCREENS: tuple[Screen, ...] = (*gate.SCREENS, *office.SCREENS, *family.SCREENS, *telling.SCREENS, *visit.SCREENS)
