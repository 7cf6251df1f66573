"""A CSV file from anywhere is read within bounds or refused, and one that is written runs nothing in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.casework.tables import (
    BYTES,
    COLUMNS,
    ROWS,
    TableEmpty,
    TableRefused,
    TableRow,
    TableTooLarge,
    TableUnreadable,
    read_table,
    write_table,
)

PEOPLE = "First name,Surname\nZoë,O’Neill\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_each_encoding_that_spreadsheets_write(encoding):
    table = read_table(PEOPLE.encode(encoding))

    assert table.headings == ("First name", "Surname")
    assert table.rows == (TableRow(2, ("Zoë", "O’Neill")),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_stands_between_its_cells(delimiter):
    assert read_table(PEOPLE.replace(",", delimiter).encode()).rows[0].cells == ("Zoë", "O’Neill")


def test_quoted_cells_blank_rows_and_lines_are_as_they_stand():
    table = read_table(b'Name,Street\r\n\r\n"Hartley, Maya","4 Mill Lane\nFlat 2"\r\n , \r\nLeo\r\n')

    assert table.rows == (TableRow(4, ("Hartley, Maya", "4 Mill Lane\nFlat 2")), TableRow(6, ("Leo",)))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", TableEmpty),
        (b"\xef\xbb\xbf", TableEmpty),
        (b"Name,Surname\n", TableEmpty),
        (b"\n\n,,\n", TableEmpty),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), TableUnreadable),
        (PEOPLE.encode("utf-16-le"), TableUnreadable),
        (b"Name\n\x81\x8d\x8f", TableUnreadable),
        (b'Name,Street\nMaya,"4 Mill Lane\n', TableUnreadable),
        (b"Name\n" + b"x" * (10 * 2**20), TableTooLarge),
        (b"Name\n" + b"x" * 2_000, TableTooLarge),
        (b"Name\n" + b"x" * (4 * 2**20), TableUnreadable),
        (b"Name\n" + b"Maya\n" * (ROWS + 1), TableTooLarge),
        (b"," * COLUMNS + b"Name\nMaya\n", TableTooLarge),
    ],
)
def test_what_is_no_table_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_table(data)


def test_as_much_as_is_allowed_is_read():
    assert len(read_table(b"Name\n" + b"Maya\n" * ROWS).rows) == ROWS
    assert BYTES > ROWS * 1_000


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data):
    try:
        table = read_table(data)
    except TableRefused:
        return
    assert all(len(row.cells) <= COLUMNS for row in table.rows)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=5))
def test_no_cell_that_is_written_begins_like_a_formula(cells):
    (row,) = csv.reader(io.StringIO(write_table(cells, ()).decode("utf-8-sig"), newline=""))

    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
