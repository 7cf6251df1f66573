"""What is wrong with a workbook, said to the person who wrote it: sheet, row, column and a plain sentence.

PublishingError
├── WorkbookRefused    nothing was written; `complaints` says why
└── (nothing else: what cannot be read is a complaint too)
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """`row` counts as the spreadsheet does, from 1; 0 where no row is to blame."""

    sheet: str
    row: int
    column: str
    words: str

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row else ""
        where = ", ".join(part for part in (self.sheet, row, self.column) if part)
        return f"{where}: {self.words}" if where else self.words


class PublishingError(Exception):
    """The root."""


class WorkbookRefused(PublishingError):
    """The workbook is not published until every complaint is settled."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(sorted(complaints))
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))
