"""Words of the visit note."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words.family import PLACES, names, quoted
from desktop.ui.words.times import count, date, day, length, short_day

TITLE = "Visit note"
FINISH = "Finish visit"
CAPTURE = "Quick note"
CAPTURE_EXAMPLE = "Type a quick note. It gets a time by itself. Press Enter for the next one."
CAPTURE_HINT = "Enter keeps the line. Shift and Enter begin a new line in it."
WHOSE = "Whose words?"
HIDE = "Hide from family"
NOT_SHOWN = "Not shown to family"
FOLDED = "Folded away in case the screen is turned."
SHOW_IT = "Show it"
NOTHING_YET = "Nothing is written yet. What did you see first?"
TAGS = {
    "words": "Their words",
    "going_well": "Going well",
    "worry": "Worry",
    "action": "Action",
    "later": "Ask later",
    "note": "Note",
}
ACTION_TOO = "Added to the plan too"

BEFORE_YOU_GO = "Before you go"
BEFORE_TEXT = "Tick as you cover it. You may leave some out."
SEEN = "Saw and spoke to"
HOW_SEEN = (("", "Not said"), ("alone", "Seen alone"), ("with_others", "With others"), ("not_seen", "Not seen"))
ITEMS = (
    ("actions", "Looked at last week’s actions"),
    ("next_steps", "Agreed what happens next"),
    ("booked", "Booked the next visit"),
)
LAST_TIME = "Last time you wrote"
NOTHING_LAST_TIME = "This is the first note about this family."
URGENT = "Urgent help"
URGENT_DANGER = "If somebody is in danger now, ring 999."
URGENT_THEN = "Ring first, then write it down."

FINISH_TEXT = "You may leave some of this open."
FOR_STORY = "Use in the story"
IN_STORY = "In the story"
NEXT_DAY = "Next visit, date"
NEXT_TIME = "Next visit, time"


def title(place: str, family_name: str) -> str:
    """Home visit, Hartley-Okoro family"""
    return f"{PLACES.get(place, 'Visit')}, {family_name} family"


def subtitle(on: dt.date, present: Sequence[str]) -> str:
    """Tuesday 6 October, with Dana and Maya"""
    return f"{day(on)}, with {names(present)}" if present else day(on)


def running(arrived_at: dt.datetime, now: dt.datetime) -> str:
    """24 min"""
    return length(max(0, int((now - arrived_at).total_seconds() // 60)))


def running_said(lasted: str) -> str:
    """What a screen reader says of the timer."""
    return f"This visit has lasted {lasted}"


def badge(tag: str, whose: str) -> str:
    """Maya’s words, or the tag's own word"""
    return f"{whose}’s words" if tag == "words" and whose else TAGS.get(tag, TAGS["note"])


def line(tag: str, text: str) -> str:
    return quoted(text) if tag == "words" else text


def wrote_on(on: dt.date, today: dt.date) -> str:
    """Tue 29 Sep, with the year where it is another one"""
    return short_day(on) if on.year == today.year else date(on)


def how_seen(child: str) -> str:
    """Names the choice for a screen reader."""
    return f"How was {child} seen?"


def finished(next_at: dt.datetime | None) -> str:
    if next_at is None:
        return "Visit finished"
    return f"Visit finished. The next one is booked for {day(next_at.date())} at {next_at:%H:%M}"


def written(*, written: bool) -> str:
    return "Something is written" if written else "Nothing is written yet"


def unready(number: int) -> str:
    """Actions of the plan that nobody has, or that have no day."""
    if not number:
        return "Every action has a person and a date"
    return f"{count(number, 'action')} without a person or a date"


def consent(answer: str) -> str:
    said = {
        "given": "They agreed to work with us",
        "withdrawn": "Consent was taken back",
        "refused": "They said no to consent",
    }
    return said.get(answer, "Consent not given yet")


def unmet(children: Sequence[str]) -> str:
    return f"Not said yet: did you see {names(children)}?" if children else "Each child is accounted for"
