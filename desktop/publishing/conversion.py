"""From workbook to XForm, by pyxform; its refusals become complaints that name sheet and row."""

import re
from pathlib import Path

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from desktop.publishing.complaints import Complaint, WorkbookRefused

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet,?\s*")
_COLUMN = re.compile(r"the '([\w: ]+)' value")


def xform_of(xlsx: Path) -> bytes:
    """Raises WorkbookRefused with what pyxform found."""
    try:
        converted = convert(xlsx, validate=False)
    except PyXFormError as refusal:
        raise WorkbookRefused([_complaint(line) for line in str(refusal).split("\n") if line.strip()]) from None
    except KeyError as missing:  # pyxform's way of refusing select_multiple from a repeat (its issue 773)
        raise WorkbookRefused([Complaint("survey", 0, "", f"pyxform stumbled over {missing}.")]) from None
    return bytes(converted.xform, "utf-8")


def _complaint(words: str) -> Complaint:
    row, sheet, column = _ROW.search(words), _SHEET.search(words), _COLUMN.search(words)
    plain = _SHEET.sub("", _ROW.sub("", words)).strip()
    return Complaint(
        sheet=sheet[1] if sheet else "survey" if row else "",
        row=int(row[1]) if row else 0,
        column=column[1] if column else "",
        words=plain[:1].upper() + plain[1:],
    )
