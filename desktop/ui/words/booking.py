"""Words of booking visits and of one's own time, and reading a time as people type it."""

import datetime as dt
import re
from collections.abc import Sequence

from desktop.ui.words.family import PLACES, family
from desktop.ui.words.times import clock, count, day, length

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

WITH = "Who comes along?"
NOBODY = "Nobody"
REPEAT = "How often?"
EVERY = [("", "Just once"), ("1", "Every week"), ("2", "Every 2 weeks"), ("3", "Every 3 weeks"), ("4", "Every 4 weeks")]
HOW_OFTEN = "How many visits?"
TIMES = [(str(times), f"{times} visits") for times in (2, 3, 4, 6, 8, 12)]
CLASH = "You have something on then"
USUAL_MINUTES = 60

MOVE = "Move"
MOVE_TITLE = "Move this visit"
MOVE_SAVE = "Move"
MOVED = "Visit moved"
OFF = "Call off"
OFF_TITLE = "Call this visit off"
OFF_SAVE = "Call off"
OFF_WHO = "Who called it off?"
OFF_BY = [("family", "The family"), ("worker", "I did")]
OFF_MISSING = "Choose who called it off"
OFF_WHY = "Why?"
OFF_FOLLOWING = "The visits that follow in this row too"

OWN_TIME = "Time of your own"
OWN_TITLE = "Keep some time free"
OWN_TEXT = "For a meeting, a course or leave. Only you can see it."
OWN_SAVE = "Keep it free"
OWN_WHAT = "What is it for?"
OWN_HINT = "Leave families’ names out of it."
OWN_MISSING = "Say what it is for"
OWN_ADDED = "Time kept free"
OWN_REMOVED = "Time of your own taken out"
REMOVE = "Take out"
UNDO = "Undo"
BROUGHT_BACK = "Brought back"
OWN_LENGTHS = [(str(minutes), length(minutes)) for minutes in (30, 60, 90, 120, 180, 240)] + [
    ("480", "8 hours"), ("1440", "A whole day"), ("10080", "7 days"),
]  # fmt: skip

CALENDAR = "Save these days as a calendar file"
CALENDAR_FILE = "Doorstep-visits.ics"
CALENDAR_FILTER = "Calendar (*.ics)"

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


def with_length(lengths: Sequence[tuple[str, str]], minutes: int) -> list[tuple[str, str]]:
    """The lengths that are offered, among them the one there is."""
    there_is = {int(value): said for value, said in lengths} | {minutes: length(minutes)}
    return [(str(value), there_is[value]) for value in sorted(there_is)]


def clashes(found: Sequence[tuple[str, dt.datetime, bool]]) -> str:
    """Nowak family at 11:00; Team meeting at 11:30. You can book it all the same."""
    named = "; ".join(f"{name if own else family(name)} at {clock(at)}" for name, at, own in found)
    return f"{named}. You can keep both." if found else ""


def now_at(name: str, at: dt.datetime) -> str:
    """Nowak family, Tuesday 6 October at 11:00"""
    return f"{family(name)}, {day(at.date())} at {clock(at)}"


def booked(times: int) -> str:
    return "Visit booked" if times < 2 else f"{count(times, 'visit')} booked"


def off(visits: int) -> str:
    return "Visit called off" if visits < 2 else f"{count(visits, 'visit')} called off"


def calendar_saved(where: str) -> str:
    """`where` is a folder and a file, for people."""
    return f"Saved without names: {where}"
