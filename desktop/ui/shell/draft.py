"""What is filled into the fields of a dialog, whatever they are, as JSON: so a lock keeps it and no dialog has to know how."""

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer

Editor = LineEdit | TextAnswer | Select | ChoiceChips | TickBox
Value = str | list[str] | bool


def editors(room: QWidget) -> list[Editor]:
    """In the order in which they were put into `room`; also those that are not asked for now."""
    return [found for found in room.findChildren(QWidget) if isinstance(found, Editor)]


def value_of(editor: Editor) -> Value:
    """What is typed or chosen, even where it cannot stand as an answer."""
    match editor:
        case LineEdit() | TextAnswer():
            return editor.text()
        case Select():
            return editor.value()
        case ChoiceChips():
            return list(editor.values())
        case _:
            return editor.isChecked()


def fill(editor: Editor, value: Value) -> None:
    """Put it back, so that fields which depend on it follow. A value of another kind is left out."""
    match editor, value:
        case LineEdit(), str():
            editor.setText(value)
        case TextAnswer(), str():
            editor.set_text(value)
        case Select(), str():
            editor.set_value(value)
        case ChoiceChips(), list():
            editor.set_values(value)
            editor.chosen.emit(editor.values())
        case TickBox(), bool():
            editor.setChecked(value)
