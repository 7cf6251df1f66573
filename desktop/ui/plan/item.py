"""One outcome or action in the list: a row to read, or its fields to write in, in the same place."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.plan.fields import RecordFields
from desktop.ui.widgets.buttons import Button


class Item(QWidget):
    """The row may be drawn anew at any time; the fields stay, with the caret and what Ctrl+Z takes back."""

    def __init__(self, fields: RecordFields, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = fields
        self._row: QWidget | None = None
        self._change: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(fields)
        fields.hide()
        fields.closed.connect(self.close_fields)

    @property
    def is_open(self) -> bool:
        return not self.fields.isHidden()

    def show_row(self, row: QWidget, change: Button) -> None:
        """Read it as `row`, whose button `change` opens the fields."""
        if self._row is not None:
            self._row.hide()
            self._row.deleteLater()
        self._row, self._change = row, change
        change.clicked.connect(self.open_fields)
        self._column.insertWidget(0, row)
        if self.is_open:
            row.hide()

    def open_fields(self) -> None:
        """Write in it; the caret stands after its first words."""
        self._present(opened=True)
        first = next(iter(self.fields.texts.values()))
        first.setFocus()
        first.moveCursor(QTextCursor.MoveOperation.End)

    def close_fields(self) -> None:
        """Read it again; the keyboard is where it was before."""
        self.fields.flush()
        self._present(opened=False)
        if self._change is not None:
            self._change.setFocus()

    def _present(self, *, opened: bool) -> None:
        self.fields.setVisible(opened)
        if self._row is not None:
            self._row.setVisible(not opened)
