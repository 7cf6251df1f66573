"""Where the keyboard is in a page or dialog, as values that outlive the widgets: what a lock keeps and an unlock comes back to."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QTextEdit, QWidget

Kept = dict[str, Any]
"""JSON that a page or dialog gives away at a lock, and gets back after the unlock."""


def caret_in(room: QWidget) -> Kept:
    """Which editor of `room` had the focus last, where its caret stood, and how far each column was scrolled."""
    kept: Kept = {"scrolled": [area.verticalScrollBar().value() for area in _columns(room)]}
    at = room.focusWidget()
    if at is not None and at is not room and at.isVisibleTo(room):
        kept |= {"name": at.accessibleName(), "place": _named(room, at.accessibleName()).index(at)}
    if isinstance(at, QTextEdit):
        kept["caret"] = at.textCursor().position()
    elif isinstance(at, QLineEdit):
        kept["caret"] = at.cursorPosition()
    return kept


def put_caret(room: QWidget, kept: Kept) -> None:
    """Put the keyboard back there, as far as the same widgets are shown again."""
    alike = _named(room, kept["name"])[kept["place"] :] if "name" in kept else []
    if alike:
        alike[0].setFocus(Qt.FocusReason.OtherFocusReason)
        _move_caret(alike[0], kept.get("caret", 0))
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # before it is laid out, nothing scrolls
    for area, scrolled in zip(_columns(room), kept["scrolled"], strict=False):
        area.verticalScrollBar().setValue(scrolled)


def _move_caret(editor: QWidget, caret: int) -> None:
    if isinstance(editor, QTextEdit):
        cursor = editor.textCursor()
        cursor.setPosition(min(caret, len(editor.toPlainText())))
        editor.setTextCursor(cursor)
    elif isinstance(editor, QLineEdit):
        editor.setCursorPosition(caret)


def _named(room: QWidget, name: str) -> list[QWidget]:
    """What is shown and called so. Names repeat, where a form asks the same about each child."""
    found = room.findChildren(QWidget)
    return [widget for widget in found if widget.accessibleName() == name and widget.isVisibleTo(room)]


def _columns(room: QWidget) -> list[QScrollArea]:
    return [area for area in room.findChildren(QScrollArea) if area.isVisibleTo(room)]
