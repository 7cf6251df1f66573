"""Words of the list of families."""

import datetime as dt
from collections.abc import Iterable

from desktop.ui.words.times import clock, count, short_date, short_day

TITLE = "Families"
FIND = "Type a name, street or school"
ADD = "Add a family"
FROM_LIST = "Add from a list"
SHOW = "Which families to show"
OPEN_HINT = "Press down arrow to move, Enter to open."
ALLOWED = "You only see families you are allowed to see. Search works offline."
NONE_YET = "No families yet"
NONE_YET_TEXT = "Families that you work with come with the next news from the council."
NONE_HERE = "No families here"
COLUMN_NAMES = "Columns"
COLUMNS = ("Family and children", "Area", "Stage", "Where things are", "Next visit", "Not sent")
FILTERS = {
    "mine": "Mine", "week": "Visit this week", "review": "Review due", "unsent": "Not sent", "closed": "Closed",
}  # fmt: skip
STAGES = {
    "new": "New", "assessment": "Assessment", "plan": "Plan", "closing": "Closing", "closed": "Closed",
    "merged": "Merged",
}  # fmt: skip

NEW_TITLE = "Add a family"
NEW_TEXT = "First we check whether the family is known already."
NEW_SAVE = "Add family"
NEW_NAME = "Family name"
NEW_NAME_HINT = "For example Hartley-Okoro"
NEW_AREA = "Area"
NEW_PEOPLE = "The first people"
NEW_PEOPLE_HINT = "One or two are enough to begin. Add the others later."
FIRST_NAME = "First name"
SURNAME = "Surname"
ROLE = "Who are they?"
BORN = "Date of birth"
ONE_MORE = "One more person"
NAME_MISSING = "Give the family a name"
STREET = "Street"
STREET_HINT = "For example 14 Fern Close"
POSTCODE = "Postcode"


def hint(families: int) -> str:
    """14 families you work with. All are on this laptop."""
    there = "It is" if families == 1 else "All are"
    return f"{count(families, 'family', 'families')} you work with. {there} on this laptop."


def filter_words(key: str, families: int) -> str:
    return f"{FILTERS[key]} {families}"


def showing(shown: int, whole: int) -> str:
    return f"Showing {shown} of {whole}. {OPEN_HINT}"


def nobody(search: str) -> str:
    return f"Nobody called “{search}”"


NOBODY_TEXT = "Check the spelling, or search by street or school."


def children(named: Iterable[tuple[str, int | None]]) -> str:
    """Maya 14, Leo 8, Ruby 2"""
    return ", ".join(name if age is None else f"{name} {age}" for name, age in named)


def standing(code: str, overdue: int, review_on: dt.date | None, consent: str) -> str:
    """Where things are, as a badge says it."""
    match code:
        case "overdue":
            return f"{count(overdue, 'action')} overdue"
        case "consent":
            return {"refused": "Consent refused", "withdrawn": "Consent taken back", "ended": "Consent ran out"}.get(
                consent, "Consent not given"
            )
        case "review" if review_on:
            return f"Review due {short_date(review_on)}"
        case "draft":
            return "Assessment begun"
        case _:
            return "On track"


def next_visit(at: dt.datetime | None, today: dt.date) -> str:
    """Today 11:00, Thu 8 Oct"""
    if at is None:
        return ""
    return f"Today {clock(at)}" if at.date() == today else short_day(at.date())


def not_sent(number: int) -> str:
    return f"{count(number, 'change')} not sent" if number else ""


def spoken(*parts: str) -> str:
    """A whole row, for a screen reader."""
    return ". ".join(part for part in parts if part)
