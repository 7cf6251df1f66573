"""Families that were begun offline and may be known to the council, as it answered later: whom to ring, and why they are others (F17)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop.casework.looked import Answered
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.avatar import Avatar, initials
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import duplicates as words


class SettleFamily(FormDialog):
    """Says why it is another family. `about` is its id."""

    name = "settle"

    def __init__(self, answered: Answered, phones: Sequence[tuple[str, str]]) -> None:
        _tone, _icon, title, text = words.council(answered.council, phones)
        super().__init__(title, words.SETTLE, words.to_settle(answered.name, text))
        self.about = answered.family
        self._because = LineEdit()
        self._field = Field(words.BECAUSE, self._because, words.BECAUSE_HINT)
        self.add_fields(self._field)

    def read(self) -> str | None:
        said = self._because.text().strip()
        self._field.set_error("" if said else words.BECAUSE_MISSING)
        return said or None


class ToSettle(RowCard):
    """Those families, above the list; gone while there are none.

    Signals:
        wanted: the family that somebody will say it of.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(words.TO_SETTLE)
        self.hide()

    def show_answered(self, answered: Sequence[Answered]) -> None:
        self.set_rows([self._row(one) for one in answered])
        self.setVisible(bool(answered))

    def _row(self, answered: Answered) -> Row:
        row = Row(words.may_be_known(answered.name), words.TO_SETTLE_TEXT, Avatar(initials(answered.name)))
        button = Button(words.SAY_WHY, dense=True)
        button.setAccessibleDescription(answered.name)
        button.clicked.connect(partial(self.wanted.emit, answered))
        row.add(button)
        return row
