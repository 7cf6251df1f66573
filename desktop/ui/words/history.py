"""Words about who wrote what, and when."""

import datetime as dt

from desktop.ui.words.sending import near
from desktop.ui.words.times import count, date

TITLE = "History"
SUBTITLE = "Everything that was written here stays here. Latest first."
HISTORY = "History"
ASKING = "Asking the council for what came before this laptop had the family."
WHOLE = "This is everything that the council has."
OFFLINE = "This is what this laptop knows. Connect to see the rest."
NOTHING = "Nothing is known of it on this laptop."
USE_AGAIN = "Use this again"
ASK_TITLE = "Use this again?"
ASK = "It is written as a new change with your name. What it says now stays in the history."
LEAVE_IT = "Leave it as it is"
USED_AGAIN = "Used again. What it said before is in the history"
REMOVED = "Taken out under authority"
GROUNDS = {
    "wrong_family": "it was written on the wrong family or person",
    "rectification": "it was not right",
    "erasure": "the person asked for it",
    "court_order": "a court ordered it",
    "retention": "it had been kept for as long as it may be",
}
HERE, ELSEWHERE = "on this laptop", "on another laptop"
STANDS = "What it says now"
FATES = {
    "applied": ("Said before", "history", "neutral"),
    "waiting": ("Waiting to send", "clock", "neutral"),
    "aside": ("With your manager", "key-round", "warning"),
    "refused": ("Not accepted", "circle-alert", "danger"),
    "superseded": ("Joined into another", "git-compare-arrows", "info"),
}
REASONS = {
    "settled": "Chosen between two versions",
    "merge": "Joined by Doorstep",
    "restored": "Used again",
    "late": "Let in late",
}
SINCE_LOOKED = "Since you last looked"
SEEN = "I have seen this"
LONGEST_NEWS = 6


def when(at: dt.datetime, today: dt.date, reason: str | None, *, here: bool) -> str:
    """Yesterday 15:30, on another laptop. Chosen between two versions"""
    said = f"{near(at, today)}, {HERE if here else ELSEWHERE}"
    return f"{said}. {REASONS[reason]}" if reason in REASONS else said


def taken_out(on: dt.date | None, by: str, ground: str, authority: str) -> str:
    """Taken out on 6 October 2026 by Nadia Khan: it was written on the wrong family or person. Dana's mother rang about it."""
    if on is None:
        return REMOVED
    why = f": {GROUNDS[ground]}" if ground in GROUNDS else ""
    said = f"Taken out on {date(on)} by {by}{why}."
    return f"{said} {authority}" if authority else said


def news(name: str, at: dt.datetime, today: dt.date) -> str:
    """Nadia Khan, yesterday 15:30"""
    return f"{name}, {near(at, today)}"


def more(records: int) -> str:
    return f"And {count(records, 'more')} before that." if records == 1 else f"And {records} more before that."
