"""Words of booking a visit, and reading a time as people type it."""

import datetime as dt
import re

from desktop.ui.words.family import PLACES
from desktop.ui.words.times import length

TITLE = "Book a visit"
SAVE = "Book"
FAMILY = "Which family?"
DATE = "Date"
TIME = "Time"
TIME_EXAMPLE = "14:30"
LENGTH = "How long?"
PLACE = "Where?"
PURPOSE = "What is it for?"
PURPOSE_HINT = "In words that the family may read."
NOT_A_TIME = f"Give a time, for example {TIME_EXAMPLE}"
IN_THE_PAST = "Choose a time that is still to come"

LENGTHS = [(str(minutes), length(minutes)) for minutes in (30, 45, 60, 90, 120)]
WHERE = [(code, said) for code, said in PLACES.items()]

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?")
_NOON = 12


def read_time(text: str) -> dt.time | None:
    """The time in "14:30", "1430", "9.15", "9" or "2pm"; None if there is none."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + (_NOON if half == "pm" else 0) if half else hour
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
