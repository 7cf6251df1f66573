"""Words of Today."""

import datetime as dt

from desktop.ui.words.duplicates import may_be_known
from desktop.ui.words.family import PLACES
from desktop.ui.words.times import clock, count, day, greeting, length, until

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
LOOK = "Look"
DUE_SOON = "Due soon"
NOTHING_DUE = "Nothing is due this week."
OPEN_PLAN = "Open the plan"
TO_FINISH = "To finish"
NOTHING_TO_FINISH = "Nothing is waiting to be finished."
UNDER_WAY = "under way"
STATES = {"done": "Visit done", "failed": "Visit did not happen"}

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


def visit_line(purpose: str, place: str) -> str:
    return purpose or f"{PLACES.get(place, 'Visit')}."


def actions(shown: int, whole: int) -> str:
    """4 actions, or 8 of 18 actions."""
    return count(whole, "action") if shown == whole else f"{shown} of {count(whole, 'action')}"


def draft(kind: str, family: str) -> str:
    """Visit note, Fenwick family; or that it may be known to the council."""
    if kind == "known":
        return may_be_known(family)
    return f"{'Assessment' if kind == 'assessment' else 'Visit note'}, {family} family"


def begun(on: dt.date | None) -> str:
    return f"Started {day(on)}" if on else ""
