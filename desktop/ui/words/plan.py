"""Words of the family plan."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words.family import names
from desktop.ui.words.times import date, day, due, short_date

TITLE = "Plan"
AIM = "What we want"
AIM_HINT = "In the family’s own words."
AIM_EXAMPLE = "Maya in school by 9:15 four days a week, and the rent worry under control."
WORSE = "If things get worse"
WORSE_HINT = "What everybody does then, and whom the family rings."
REVIEW = "When do we look at this again?"
NEVER_AGREED = "Not agreed with the family yet."
NOTHING_YET = "Nothing is planned yet."
OTHER_ACTIONS = "Other actions"
NO_ACTIONS = "No actions here yet."
ADD_ACTION = "Add an action"
ADD_HERE = "Add an action here"
ADD_OUTCOME = "Add an outcome"
KEYS = "Change how far an action is: press M on its row, or use its button."
CHANGE = "Change"
CLOSE = "Close"
NO_WORDS = "No words yet"
SOMEBODY = "Somebody no longer listed"
START_SCORE = "How is it at the start?"
TARGET_SCORE = "Which score is good enough?"
LOWEST = "as bad as it could be"
HIGHEST = "just as we want it"

TAKE_OUT = "Take it out"
TAKE_OUT_ACTION = "Take this action out?"
TAKE_OUT_OUTCOME = "Take this outcome out?"
TAKE_OUT_IT = "Take it out"
WHY = "Why is it taken out?"
WHY_HINT = "It stays in the history, with this reason."
WHY_OUTCOME_HINT = "It stays in the history, with this reason. Its actions stay in the plan."
MISSING_WHY = "Say why"

WHAT = "What will happen?"
WHAT_HINT = "Begin with a verb: ring, ask, go, try."
WHO = "Who will do it?"
WHEN = "By when?"
KNOW = "How will we know?"
KNOW_HINT = "Something that anybody could see."
UNDER = "What does it work towards?"
UNDER_NOTHING = "Nothing in particular"
ADD = "Add"
ADD_ANYWAY = "Add it anyway"
MISSING_WHAT = "Say what will happen"
MISSING_WHO = "Say who will do this"
MISSING_WHEN = "Give a date, for example 13 10 2026"
MISSING_MEASURE = "How will you know it has happened?"
OUTCOME = "What should be true?"
OUTCOME_HINT = "A whole sentence, in the family’s words."
MISSING_OUTCOME = "Say what should be true"

BARRIER_TITLE = "What is in the way?"
BARRIER_TEXT = "It helps the next talk. You can leave it empty."
SAVE = "Save"
PROGRESS = {
    "not_started": "To do",
    "started": "Doing",
    "done": "Done",
    "partly": "Partly done",
    "blocked": "Stuck",
    "no_longer_needed": "No longer needed",
}
NOBODY = "Nobody yet"
NO_DATE = "No date yet"


def agreed(on: dt.date | None) -> str:
    return f"Agreed with the family on {date(on)}." if on else NEVER_AGREED


def owned_by(owners: Sequence[str]) -> str:
    return names(owners) if owners else NOBODY


def by_when(due_on: dt.date | None, done_on: dt.date | None, today: dt.date, *, finished: bool) -> str:
    """2 days overdue, Due Thursday, By Tuesday 27 October, Done 30 Sep"""
    if finished:
        return f"Done {short_date(done_on)}" if done_on else "Finished"
    if due_on is None:
        return NO_DATE
    return due(due_on, today) if (due_on - today).days < 7 else f"By {day(due_on)}"


def how_far(progress: str) -> str:
    return PROGRESS.get(progress, PROGRESS["not_started"])


def finished(done: int, whole: int) -> str:
    """2 of 5 actions finished"""
    return f"{done} of {whole} actions finished" if whole else NOTHING_YET


def known_by(measure: str) -> str:
    """How we will know: the register says so"""
    return f"How we will know: {measure}" if measure else ""


def scores(start: int | None, target: int | None) -> str:
    """Score at the start: 3. Good enough: 7"""
    parts = (
        f"Score at the start: {start}" if start is not None else "",
        f"Good enough: {target}" if target is not None else "",
    )
    return ". ".join(filter(None, parts))


def in_the_way(barrier: str) -> str:
    return f"In the way: {barrier}"


def change(action: str) -> str:
    """Describes the progress button of a row to a screen reader."""
    return f"How far is this action? {action}"
