"""Words of families that are one, or two after all."""

import datetime as dt

from desktop.ui.words.family import family
from desktop.ui.words.times import day

TITLE = "To decide"
SUBTITLE = "What colleagues ask a manager to decide."
NOTHING = "Nothing to decide"
NOTHING_TEXT = "When a colleague proposes that two families are one, it is here."
DECIDE = "Decide"
PROPOSE = "Same as another family?"
PROPOSE_TITLE = "Propose that two families are one"
PROPOSE_TEXT = "Your manager decides. Nothing is lost: both families keep their records, and it can be undone."
OTHER = "Which family is it the same as?"
WHY = "How do you know?"
WHY_HINT = "For example: same mother, checked with the school"
WHY_MISSING = "Say in a few words how you know"
PROPOSE_SAVE = "Propose it"
PROPOSED = "Proposed. Your manager decides"
SPLIT = "Two families after all?"
SPLIT_TITLE = "Propose that they are two families"
OPEN = "Open"
DECIDE_SAVE = "Save decision"
DECISION = "What do you decide?"
DECISIONS = (("agree", "Agree"), ("refuse", "Do not agree"))
DECISION_MISSING = "Choose one"
COMMENT = "Why?"
DECIDED = "Decided. Your colleagues will see it"
OWN = "You proposed this yourself. Another manager decides."
WAITS = "Waits for a manager"


def to_decide(number: int) -> str:
    return f"{TITLE} {number}"


def proposal(act: str, name: str, other: str) -> str:
    """Is Novak family the same as Nowak family?"""
    other = family(other) if other else "a family that is not on this laptop"
    if act == "merge":
        return f"Is {family(name)} the same as {other}?"
    return f"Are {family(name)} and {other} two families after all?"


def why(said: str, by: str, at: dt.date | None) -> str:
    """The school says so. Jo Ellery, Tuesday 6 October"""
    who = ", ".join(part for part in (by, day(at) if at else "") if part)
    return f"{said.rstrip('.')}. {who}" if said else who


def is_one_with(name: str) -> str:
    return f"This family is one with {family(name) if name else 'another family'}"


IS_ONE_TEXT = "Its records stay here to be read. New work belongs there."


def has_merged(name: str) -> str:
    return f"{family(name)} is one with this family"


HAS_MERGED_TEXT = "Its records are kept there."
