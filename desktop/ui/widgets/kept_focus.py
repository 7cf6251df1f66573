"""Rows that are drawn anew keep the keyboard where it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QAbstractButton, QWidget


@contextmanager
def kept_focus(room: QWidget) -> Iterator[None]:
    """If a button in `room` has the focus, the one that stands in its place afterwards, saying the same, gets it."""
    place, said = next(
        ((at, button.accessibleName()) for at, button in enumerate(_buttons(room)) if button.hasFocus()), (-1, "")
    )
    yield
    if place >= 0:
        after = _buttons(room)
        same = [button for button in after if button.accessibleName() == said]
        wanted = after[place] if place < len(after) and after[place] in same else next(iter(same), None)
        if wanted is not None:
            wanted.setFocus()


def _buttons(room: QWidget) -> list[QAbstractButton]:
    return [button for button in room.findChildren(QAbstractButton) if not button.isHidden()]
