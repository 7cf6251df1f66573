"""Every interface test runs offscreen in the light theme at text scale 1, and leaves the theme so."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from desktop.ui.theme import ARGUMENTS, Theme, current, dress
from tests.ui.shells import PaperShell, close_shells

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As the program makes its application."""
    return ["doorstep", *ARGUMENTS]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a window behind fails: the next one would dress it, and hang on what Python has let go of."""
    if not qapp.styleSheet() or current() != Theme():
        dress(qapp, Theme())
    yield
    close_shells()
    left = [window for window in qapp.topLevelWidgets() if isValid(window)]
    said = [f"{type(window).__name__} {window.accessibleName() or window.objectName()}" for window in left]
    for window in filter(isValid, left):
        delete(window)
    assert not said, f"left behind: {said}"


@pytest.fixture
def shell(qapp: QApplication) -> PaperShell:
    """A window made of paper."""
    return PaperShell()
