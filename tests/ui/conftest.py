"""Every interface test runs offscreen in the light theme at text scale 1, and leaves the theme so."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Theme, current, dress

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light(qapp: QApplication):
    if not qapp.styleSheet() or current() != Theme():
        dress(qapp, Theme())
