"""Words of flags: what to know before going in."""

import datetime as dt

from desktop.ui.words.times import date, short_date

HEADING = "Before you go in"
NONE = "Nothing is noted that you must know before going in."
ADD = "Add a flag"
CHANGE = "Change"
STILL_TRUE = "Still true"
TAKE_OUT = "Take out"
PUT_BACK = "Put it back"
TAKEN_OUT = "Taken out"
NAMED = "Named people only"
TITLE = "What must somebody know before going in?"
TITLE_CHANGE = "What must somebody know now?"
TEXT = "It is never shown to the family."
SAVE = "Save"
CATEGORY = "What is it about?"
WHAT = "What to know and what to do"
WHAT_HINT = "The first line is what is read first."
WHAT_MISSING = "Write what to know"
SOURCE = "Who says so?"
REVIEW = "Check again on"
UNTIL = "Holds until"
UNTIL_HINT = "Leave empty if nobody knows."
ABOUT = "Who is it about?"
WHERE = "Where else does it show?"
WHERE_HINT = "It is always here, on the overview. Choose none for both."
WHERE_CHOICES = [("prepare", "When preparing"), ("visit", "In the visit, folded away")]
ONLY_NAMED = "Only named people may know"
IN_PAST = "Choose a day from today on"
ADDED = "Flag added"
CHANGED = "Flag changed"
CHECKED = "Checked today"


def source(who: str, checked_on: dt.date | None, review_on: dt.date | None) -> str:
    """School says so. Checked 29 Sep. Check again on 22 December 2026."""
    said = [f"{who} says so."] if who else []
    said.append(f"Checked {short_date(checked_on)}." if checked_on else "Not checked yet.")
    if review_on:
        said.append(f"Check again on {date(review_on)}.")
    return " ".join(said)


def past(review_on: dt.date) -> str:
    """Check again: it was due 3 September 2026"""
    return f"Check again: it was due {date(review_on)}"


def about(names: str) -> str:
    return f"About {names}"
