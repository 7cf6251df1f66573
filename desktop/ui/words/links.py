"""Words of people who are one human in two families."""

import datetime as dt

from desktop.ui.words.family import family
from desktop.ui.words.family import person as aged
from desktop.ui.words.times import day

ASK = "Same person as in another family?"
ASK_TITLE = "Ask whether they are the same person"
ASK_TEXT = (
    "Your manager decides, online. Nothing moves, and nobody sees a family who could not before. It can be undone."
)
OTHER = "Who are they in the other family?"
WHY = "How do you know?"
WHY_HINT = "For example: same birth certificate. Write no names: this stays for good"
WHY_MISSING = "Say in a few words how you know"
ASK_SAVE = "Ask your manager"
ASKED = "Asked. Your manager decides"
SPLIT = "Two people after all?"
SPLIT_TITLE = "Ask whether they are two people after all"
OPEN = "Open"
WAITS = "Waits for a manager"
DECIDE = "Decide"
DECIDE_SAVE = "Save decision"
DECISION = "What do you decide?"
DECISIONS = (("agree", "Agree"), ("refuse", "Do not agree"))
DECISION_MISSING = "Choose one"
COMMENT = "Why?"
DECIDED = "Decided. Whoever has both families will see it"
TITLE = "The same person in two families"
UNNAMED = "Somebody without a name"


def also_in(name: str, other_family: str) -> str:
    """Leo is also in the Nowak family"""
    return f"{name or UNNAMED} is also in the {family(other_family)}"


def there_as(full_name: str, age: int | None) -> str:
    """There: Leo Nowak, 12"""
    return f"There: {aged(full_name or UNNAMED, age, None)}"


def choice(full_name: str, age: int | None, other_family: str) -> str:
    """Leo Nowak, 12. Nowak family"""
    return f"{aged(full_name or UNNAMED, age, None)}. {family(other_family)}"


def question(asked: str, name: str, own: str, other: str, other_family: str) -> str:
    """Is Leo of the Novak family the same person as Leo of the Nowak family?"""
    here, there = f"{name or UNNAMED} of the {family(own)}", f"{other or UNNAMED} of the {family(other_family)}"
    if asked == "ask_join":
        return f"Is {here} the same person as {there}?"
    return f"Are {here} and {there} two people after all?"


def why(said: str, by: str, at: dt.date | None) -> str:
    """Same birth certificate. Jo Ellery, Tuesday 6 October"""
    who = ", ".join(part for part in (by, day(at) if at else "") if part)
    return f"{said.rstrip('.')}. {who}" if said else who
