"""Reading a date as people type it, and writing it as the fields show it."""

import datetime as dt
import re

from desktop.ui.words.times import MONTHS

EXAMPLE = "13 10 2026"
NOT_A_DATE = f"Give a date, for example {EXAMPLE}"
MUST_BE_PAST = "Date of birth must be in the past"

_MONTHS = tuple(month[:3].lower() for month in MONTHS)
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\W+(\d{1,2}|[a-z]{3,})\W+(\d{4}|\d{2})")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4})")
# Two figures mean this century up to here and the last one after: nobody plans for 2041, many were born in 1941.
_LAST_SHORT_YEAR = 40


def read(text: str) -> dt.date | None:
    """The date in "27 3 2012", "27/03/12", "27.3.2012", "27th March 2012" or "27032012"; None if there is none."""
    found = _WRITTEN.fullmatch(text.strip().lower()) or _PACKED.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return dt.date(_year(year), _month(month), int(day))
    except ValueError:
        return None


def typed(day: dt.date) -> str:
    """27 3 2012"""
    return f"{day.day} {day.month} {day.year}"


def _year(text: str) -> int:
    year = int(text)
    if len(text) == len("2012"):
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def _month(text: str) -> int:
    """Raises ValueError for a word that is no month."""
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3]) + 1
