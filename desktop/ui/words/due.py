"""Words of what is due: the council's timescales as things to do, and why each is due."""

import datetime as dt

from desktop.ui.words.times import count, short_date

OVERDUE = "Overdue"
SOON = "Today and soon"
LATER = "Further ahead"
SEE_ALL, SEE_FEWER = "See all", "See fewer"
OPEN = "Open"

_DO = {
    "engagement": "Speak with the family for the first time",
    "assessment": "Complete the assessment",
    "first_meeting": "Hold the first meeting with everybody who helps",
    "review": "Review the plan with the family",
    "visit_note": "Write up the visit",
    "drift": "Ask whether this help still helps",
}
_WHY = {
    "engagement": "Help was asked for on {day}",
    "assessment": "You were given the family on {day}",
    "first_meeting": "The assessment was completed on {day}",
    "review": "Counted from {day}",
    "child_seen": "Not seen since {day}",
    "visit_note": "The visit was on {day}",
    "consent_review": "Agreed on {day}",
    "drift": "Open since {day}",
}


def to_do(kind: str, who: str) -> str:
    """See Tom; Complete the assessment"""
    if kind == "child_seen":
        return f"See {who}" if who else "See the child"
    if kind == "consent_review":
        return f"Ask {who} about consent again" if who else "Ask about consent again"
    return _DO[kind]


def why(kind: str, since: dt.date | None) -> str:
    """Not seen since 7 Sep"""
    return _WHY[kind].format(day=short_date(since)) if kind in _WHY and since else ""


def things(number: int) -> str:
    return count(number, "thing")
