"""Keys that work wherever the caret is in a window or a part of it, each with words that say what it does."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.words.keys import SAID


def bind(
    part: QWidget,
    acts: Mapping[str, Callable[[], object]],
    unless: Callable[[], bool] = lambda: False,
    *,
    said: Mapping[str, str] = SAID,
    here: bool = False,
) -> list[QShortcut]:
    """Have keys do these things, `unless` something stands in their way when they are pressed.

    `here`: only while the caret is in `part`, else in its whole window. `said` is what the help page says of each.
    """
    return [_bound(part, keys, partial(_do, act, unless), said[keys], here=here) for keys, act in acts.items()]


def offered(part: QWidget) -> Iterator[tuple[str, str, QWidget]]:
    """The keys that are bound now in `part` and what is visible in it: the key, what it does, and where it was bound."""
    for shortcut in part.findChildren(QShortcut):
        where = shortcut.parent()
        if isinstance(where, QWidget) and (where is part or where.isVisible()) and shortcut.whatsThis():
            yield shortcut.key().toString(), shortcut.whatsThis(), where
    for action in part.findChildren(QAction):
        where = action.parent()
        if isinstance(where, QWidget) and where.isVisible() and not action.shortcut().isEmpty():
            yield action.shortcut().toString(), action.text(), where


def _bound(part: QWidget, keys: str, act: Callable[[], object], said: str, *, here: bool) -> QShortcut:
    shortcut = QShortcut(QKeySequence(keys), part)
    shortcut.setWhatsThis(said)
    if here:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut


def _do(act: Callable[[], object], unless: Callable[[], bool]) -> None:
    if not unless():
        act()
