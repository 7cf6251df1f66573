"""The workbook as its author sees it: rows of the three sheets, and where each question, list and setting stands."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from desktop.publishing.complaints import Complaint, WorkbookRefused


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number as the spreadsheet counts, and its cells by the heading of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Workbook:
    """`digest` is the SHA-256 of the file."""

    digest: str
    survey: tuple[Row, ...] = field(default=())
    choices: tuple[Row, ...] = field(default=())
    settings: tuple[Row, ...] = field(default=())

    @classmethod
    def read(cls, path: Path) -> Workbook:
        """Raises WorkbookRefused when it is no Excel workbook."""
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError):
            raise WorkbookRefused([Complaint("", 0, "", "This is not an Excel workbook (.xlsx).")]) from None
        sheets = {
            name: tuple(_rows(book[name])) for name in ("survey", "choices", "settings") if name in book.sheetnames
        }
        book.close()
        return cls(hashlib.sha256(path.read_bytes()).hexdigest(), **sheets)

    def row_of(self, name: str) -> int:
        """The survey row that names a question, or 0."""
        return next((row.number for row in self.survey if row["name"] == name), 0)


def _rows(sheet: object) -> Iterator[Row]:
    rows = iter(sheet.iter_rows(values_only=True))  # type: ignore[attr-defined]  # openpyxl has no types
    headings = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
    for number, cells in enumerate(rows, 2):
        named = {heading: _text(cell) for heading, cell in zip(headings, cells, strict=False) if heading}
        if any(named.values()):
            yield Row(number, named)


def _text(cell: object) -> str:
    """A cell as the author sees it: whole numbers without `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
