"""Words of Today."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words.duplicates import may_be_known
from desktop.ui.words.family import PLACES, family, names
from desktop.ui.words.sentences import ended
from desktop.ui.words.times import clock, day, due, greeting, length, until

FIND = "Find a family or person"
NEW = "New"
NEW_TITLE = "What would you like to add?"
ADD_FAMILY = "Add a family"
BOOK_VISIT = "Book a visit"
NO_VISITS = "No visits today"
NO_VISITS_TEXT = "Plan one?"
START = "Start visit"
PREPARE = "Prepare"
NOTE = "Visit note"
CARRY_ON = "Carry on"
DAY, WEEK = "Day", "Week"
WEEK_EMPTY = "Nothing is planned in the next seven days"
DUE = "What is due"
LOOK = "Look"
NOTHING_DUE = "Nothing is due this week."
OPEN_PLAN = "Open the plan"
TO_FINISH = "To finish"
NOTHING_TO_FINISH = "Nothing is waiting to be finished."
UNDER_WAY = "under way"
DONE, DID_NOT_HAPPEN = "Visit done", "Visit did not happen"
_CALLED_OFF = {"cancelled_by_family": "Called off by the family", "cancelled_by_worker": "You called it off"}

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def hello(now: dt.datetime, first_name: str) -> str:
    """Good morning, Jo. `now` is local time."""
    return f"{greeting(now)}, {first_name}" if first_name else greeting(now)


def day_line(today: dt.date, visits: int, first_at: dt.datetime | None) -> str:
    """Tuesday 6 October. Three visits today, first one at 11:00."""
    number = _NUMBERS[visits] if visits < len(_NUMBERS) else str(visits)
    said = f"{day(today)}. {number} {'visit' if visits == 1 else 'visits'} today"
    if first_at is None:
        return f"{said}."
    return f"{said}, {'at' if visits == 1 else 'first one at'} {clock(first_at)}."


def beside_time(at: dt.datetime, now: dt.datetime, minutes: int | None, *, is_next: bool) -> str:
    """in 18 min for the next visit, its length for the others"""
    if is_next:
        return until(at, now)
    return length(minutes) if minutes else ""


def visit_line(purpose: str, place: str, along: Sequence[str]) -> str:
    """Finish the assessment. With Priya Shah."""
    said = purpose or f"{PLACES.get(place, 'Visit')}."
    return f"{ended(said)} With {names(along)}." if along else said


def state(code: str, because: str) -> str:
    """What became of a visit."""
    return DONE if code == "done" else _CALLED_OFF.get(because, DID_NOT_HAPPEN)


def same_time(name: str, *, own: bool) -> str:
    return f"Same time as {name if own else family(name)}"


def own_until(ends_at: dt.datetime, today: dt.date) -> str:
    """until 13:15, until Thursday 8 October"""
    return f"until {clock(ends_at) if ends_at.date() == today else day(ends_at.date())}"


def week_line(today: dt.date, visits: int) -> str:
    """Tuesday 6 October. Five visits in the next seven days."""
    number = _NUMBERS[visits] if visits < len(_NUMBERS) else str(visits)
    return f"{day(today)}. {number} {'visit' if visits == 1 else 'visits'} in the next seven days."


def draft(kind: str, name: str) -> str:
    """Visit note, Fenwick family; or that it may be known to the council."""
    if kind == "known":
        return may_be_known(name)
    return f"{'Assessment' if kind == 'assessment' else 'Visit note'}, {family(name)}"


def begun(on: dt.date | None, due_on: dt.date | None, today: dt.date) -> str:
    """Started Friday 2 October. 2 days overdue"""
    said = f"Started {day(on)}" if on else ""
    return ". ".join(part for part in (said, due(due_on, today) if due_on else "") if part)
