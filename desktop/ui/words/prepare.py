"""Words of getting ready for a visit."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words.assessment import known_source
from desktop.ui.words.family import PLACES, family, names
from desktop.ui.words.times import clock, day, length, short_date

BEFORE = "Before you go in"
SINCE = "Since you last visited"
BEFORE_FIRST = "What is written down already"
NOTHING_NEW = "Nothing new is written down."
ACTIONS = "Open actions"
NO_ACTIONS = "No open actions."
CONSENT = "Consent in short"
NOBODY_AGREED = "No agency may be told anything yet."
NOT_TO_SEE = "Must not see the record"
LIVES = "Who lives there"
NOBODY = "Nobody is written down yet."
ROUTE = "How to get there"
NO_ROUTE = "Nothing is written down about the way in."
NO_ADDRESS = "No address is written down yet."
WRITE_ROUTE = "Write a note about the way"
CHANGE_ROUTE = "Change the note"
ROUTE_TITLE = "The way to the door"
ROUTE_TEXT = "Parking, the right bell, a dog, when not to knock. The family does not see it."
ROUTE_FIELD = "How to get in"
ROUTE_SAVE = "Save"
ROUTE_SAVED = "Note saved"
TAKE = "What to take"
TAKE_MORE = "Something else to take"
ADD = "Add"
LEAVE_OUT = "Leave out"
PRINT = "Print"
PRINT_TITLE = "Print this page"
PRINT_TEXT = "A paper can be left on a seat. What is hidden from the family stays out, unless you ask for it."
WITHOUT_HIDDEN, WITH_HIDDEN = "Without what is hidden", "With what is hidden"
FILE_NAME = "visit.pdf"
OVER = "This visit is over. You can read, not change."
HIDDEN = "Not shown to family"

USUAL = {
    "consent_form": "Consent form",
    "privacy_notice": "Privacy notice, to leave with them",
    "assessment": "The assessment, to go on with",
    "plan": "The plan, to go through together",
}


def title(name: str) -> str:
    return f"Prepare: {family(name)}"


def when(at: dt.datetime, minutes: int | None, place: str, along: Sequence[str]) -> str:
    """Tuesday 6 October at 11:00, 1 hour. Home visit, with Priya Shah."""
    lasts = f", {length(minutes)}" if minutes else ""
    who = f", with {names(along)}" if along else ""
    return f"{day(at.date())} at {clock(at)}{lasts}. {PLACES.get(place, PLACES['other'])}{who}."


def since(last_on: dt.date | None) -> str:
    """Since you last visited, 29 Sep"""
    return f"{SINCE}, {short_date(last_on)}" if last_on else BEFORE_FIRST


def news_line(what: str, who: str, on: dt.date) -> str:
    """Call, Millbrook Primary, 25 Sep"""
    return known_source(what, who, short_date(on))


def agencies(named: Sequence[str]) -> str:
    return f"You may share with: {names(named)}." if named else NOBODY_AGREED


def limits(text: str) -> str:
    return f"Not to be told: {text}" if text else ""


def not_to_see(text: str) -> str:
    return f"{NOT_TO_SEE}: {text}" if text else ""


def written(by: Sequence[str]) -> str:
    """Written by Nadia Khan and Jo Ellery"""
    return f"Written by {names(by)}" if by else ""


def to_take(what: str, *, usual: bool) -> str:
    return USUAL.get(what, what) if usual else what


def left_out(what: str) -> str:
    return f"Left out: {what}"


def saved_to(where: str) -> str:
    return f"Saved as PDF: {where}"
