"""A card of records, each a row that unfolds into its fields. Rows stay with their record, whatever comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.people.model import PeopleModel
from desktop.ui.people.record_form import Ask, RecordForm
from desktop.ui.people.unfolding import BadgeLike, Unfolding
from desktop.ui.widgets.rows import RowCard


@dataclass(frozen=True)
class Told:
    """One record as its row reads, with what is saved of it."""

    record: str
    title: str
    text: str
    values: Mapping[str, Any]
    badges: tuple[BadgeLike, ...] = ()


class RecordList(RowCard):
    """Records of one kind. What is typed in a row is saved through the model.

    Signals:
        unwanted: a kind, a record and its title: it is to be taken out.
        past: a kind and a record, whose history is wanted.
    """

    unwanted = Signal(str, str, str)
    past = Signal(str, str)

    def __init__(
        self,
        kind: str,
        asks: Sequence[Ask],
        model: PeopleModel,
        title: str = "",
        trailing: QWidget | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(title, trailing, empty)
        self._kind, self._asks, self._model = kind, asks, model
        self._rows_of: dict[str, Unfolding] = {}
        self._titles: dict[str, str] = {}

    def draw(self, records: Sequence[Told], *, settled: bool) -> None:
        """Show these. `settled`: what is saved is what was typed, so fields may show it."""
        for gone in self._rows_of.keys() - {told.record for told in records}:
            self._rows_of.pop(gone).flush()
        for told in records:
            is_new = told.record not in self._rows_of
            row = self._begin(told.record) if is_new else self._rows_of[told.record]
            self._titles[told.record] = told.title
            row.read(told.title, told.text, told.badges)
            if settled or is_new:
                row.show_values(told.values)
        rows = [self._rows_of[told.record] for told in records]
        if list(self.rows()) != rows or not rows:
            self.set_rows(rows)

    def row(self, record: str) -> Unfolding:
        return self._rows_of[record]

    def form(self, record: str) -> RecordForm:
        """A row's fields, to be asked about what depends on the rest of the family."""
        return self._rows_of[record].fields()

    def flush(self) -> None:
        for row in self._rows_of.values():
            row.flush()

    def _begin(self, record: str) -> Unfolding:
        row = Unfolding(self._asks)
        row.said.connect(partial(self._model.change, self._kind, record))
        row.showed.connect(partial(self._model.showed, self._kind, record))
        row.unwanted.connect(partial(self._not_wanted, record))
        row.past.connect(partial(self.past.emit, self._kind, record))
        self._rows_of[record] = row
        return row

    def _not_wanted(self, record: str) -> None:
        self.unwanted.emit(self._kind, record, self._titles[record])
