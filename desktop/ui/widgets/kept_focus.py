"""Rows that are drawn anew keep the keyboard where it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


@contextmanager
def kept_focus(room: QWidget) -> Iterator[None]:
    """If a button in `room` has the focus, the one that stands in its place afterwards, saying the same, gets it."""
    held = next(((at, button) for at, button in enumerate(_buttons(room)) if button.hasFocus()), None)
    said = held[1].accessibleName() if held else ""
    yield
    if held is not None and not held[1].hasFocus():
        place = held[0]
        after = _buttons(room)
        same = [button for button in after if button.accessibleName() == said]
        wanted = after[place] if place < len(after) and after[place] in same else next(iter(same), None)
        if wanted is not None:
            _show_up(wanted, room)
            wanted.setFocus()


def _buttons(room: QWidget) -> list[QAbstractButton]:
    return [button for button in room.findChildren(QAbstractButton) if not _put_away(button)]


def _show_up(button: QWidget, room: QWidget) -> None:
    """Now, and not when the layout comes to it: what is not shown takes no focus."""
    at: QWidget | None = button
    while at is not None and at is not room:
        at.show()
        at = at.parentWidget()


def _put_away(button: QAbstractButton) -> bool:
    """Hidden on purpose: one that was only just made is hidden too, until its layout shows it."""
    return button.isHidden() and button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
