"""Keys that work wherever the caret is in the window."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(window: QWidget, acts: Mapping[str, Callable[[], object]], unless: Callable[[], bool] = lambda: False) -> None:
    """Have keys do these things, `unless` something stands in their way when they are pressed."""
    for keys, act in acts.items():
        QShortcut(QKeySequence(keys), window).activated.connect(partial(_do, act, unless))


def _do(act: Callable[[], object], unless: Callable[[], bool]) -> None:
    if not unless():
        act()
