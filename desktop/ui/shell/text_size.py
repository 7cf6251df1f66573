"""Larger and smaller text by the keyboard, in the whole application."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import theme
from desktop.ui.shell import keys

_KEYS = {"Ctrl++": 1, "Ctrl+=": 1, "Ctrl+-": -1, "Ctrl+0": 0}


def bind(window: QWidget, resized: Callable[[float], object]) -> None:
    """Let the keys work wherever the window has the focus; `resized` is told the new text scale."""
    keys.bind(window, {key: partial(_resize, steps, resized) for key, steps in _KEYS.items()})


def _resize(steps: int, resized: Callable[[float], object]) -> None:
    """So many steps bigger or smaller; 0 goes back to the plain size."""
    app, worn = QApplication.instance(), theme.current()
    k = theme.stepped(worn.k, steps) if steps else 1.0
    if isinstance(app, QApplication):
        theme.dress(app, replace(worn, k=k))
        resized(k)
