"""A table out of a CSV file that somebody else's program wrote: whatever it holds, it is read within bounds or refused.

The other way round, a table that a spreadsheet will open runs nothing: a cell that begins like a formula is text there.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.errors import DoorstepError

BYTES = 5 * 2**20
ROWS = 5_000
COLUMNS = 60
CELL = 1_000
"""The most that a file, its rows, its columns and each cell may be, the last in letters."""
_DELIMITERS = ",;\t|"
_SPACES = frozenset("\t\r\n")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableRefused(DoorstepError):
    """The file is no table that can be read."""


class TableEmpty(TableRefused):
    """It has no row under its headings."""


class TableTooLarge(TableRefused):
    """It has more bytes, rows, columns or letters in a cell than are read."""


class TableUnreadable(TableRefused):
    """It is not text, or in no encoding that is known here, or its quotation marks do not close."""


@dataclass(frozen=True)
class TableRow:
    """A row, as it stands. `line` is where it ends in the file, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings and rows, none of them blank. A row may have fewer or more cells than there are headings."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(data: bytes) -> Table:
    """Read a CSV file: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252; between commas, semicolons, tabs or bars.

    Raises:
        TableEmpty, TableTooLarge, TableUnreadable: nothing of it is used.
    """
    if len(data) > BYTES:
        raise TableTooLarge
    text = _text(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    headings: tuple[str, ...] = ()
    rows: list[TableRow] = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if not any(stripped):
                continue
            if len(stripped) > COLUMNS or len(rows) == ROWS or any(len(cell) > CELL for cell in stripped):
                raise TableTooLarge
            if headings:
                rows.append(TableRow(reader.line_num, stripped))
            else:
                headings = stripped
    except csv.Error:
        raise TableUnreadable from None
    if not rows:
        raise TableEmpty
    return Table(headings, tuple(rows))


def write_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that spreadsheets open as text: UTF-8 with a mark."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(cell) for cell in headings])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _text(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(letter.isprintable() or letter in _SPACES or letter.isspace() for letter in text if letter < "\xa0"):
            return text
    raise TableUnreadable


def _delimiter(text: str) -> str:
    """What stands between most of the headings."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
