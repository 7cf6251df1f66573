"""The table of families: each row in words, for the eye and for a screen reader (mockup 04)."""

from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.casework.families import FamilyRow
from desktop.clock import LONDON
from desktop.ui.words import families as words
from desktop.ui.words.family import family

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """From left to right."""

    FAMILY = 0
    AREA = 1
    STAGE = 2
    STANDING = 3
    VISIT = 4
    UNSENT = 5


class FamiliesTable(QAbstractTableModel):
    """`said` is what each cell shows; the first cell says the whole row to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[FamilyRow, ...] = ()
        self._today = date.min

    def show_rows(self, rows: tuple[FamilyRow, ...], today: date) -> None:
        self.beginResetModel()
        self._rows, self._today = rows, today
        self.endResetModel()

    def row(self, index: Index) -> FamilyRow:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(self.row(index), Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.FAMILY:
            row = self.row(index)
            shown = [self.said(row, column) for column in Column if column is not Column.UNSENT]
            return words.spoken(shown[0], self.named_children(row), *shown[1:], words.not_sent(row.unsent))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return words.COLUMNS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def said(self, row: FamilyRow, column: Column) -> str:
        match column:
            case Column.FAMILY:
                return family(row.name)
            case Column.AREA:
                return row.area
            case Column.STAGE:
                return words.STAGES[row.stage]
            case Column.STANDING:
                return words.standing(row.standing, row.overdue, row.review_on, row.consent.answer)
            case Column.VISIT:
                at = row.next_visit_at
                return words.next_visit(at.astimezone(LONDON) if at else None, self._today)
            case Column.UNSENT:
                return str(row.unsent) if row.unsent else ""

    def named_children(self, row: FamilyRow) -> str:
        return words.children((child.name, child.age) for child in row.children)

    def is_today(self, row: FamilyRow) -> bool:
        return row.next_visit_at is not None and row.next_visit_at.astimezone(LONDON).date() == self._today
