"""Every interface test runs offscreen in the light theme at text scale 1, and leaves the theme so."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from desktop.ui.theme import Theme, current, dress
from tests.ui.shells import PaperShell

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light(qapp: QApplication):
    _clear(qapp)
    if not qapp.styleSheet() or current() != Theme():
        dress(qapp, Theme())


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[PaperShell]:
    """A window made of paper, whose dialogs are gone when the test is over."""
    made = PaperShell()
    yield made
    made.close_dialog()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _clear(app: QApplication) -> None:
    """Windows that an earlier test has left go before this one: a new style would reach into what Python has let go of."""
    for window in app.topLevelWidgets():
        if isValid(window):
            delete(window)
