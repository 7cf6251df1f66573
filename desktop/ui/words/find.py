"""Words of the search over everything on this laptop."""

from desktop.ui.words.family import family
from desktop.ui.words.times import count

TITLE = "Find"
TEXT = "Families, people, actions and notes on this laptop."
TEXT_VISIT = "Only this family is searched during a visit."
FIELD = "What are you looking for?"
RESULTS = "What was found"
CLOSE = "Close"
BEGIN = "Type a name, or words of a note."
HINT = "Press down arrow to move, Enter to open."
NOTHING_TEXT = "Check the spelling, or type fewer letters."

GROUPS = {"family": "Families", "person": "People", "action": "Actions", "text": "Written down"}
KINDS = {
    "note": "Case note", "visit": "Visit", "visit_entry": "Visit note", "child_seen": "Child seen", "event": "Story",
    "assessment": "Assessment", "action": "Action", "outcome": "Plan", "plan": "Plan", "person": "Person",
    "family": "Family", "flag": "Flag", "conflict": "Two versions",
}  # fmt: skip
_OTHER = "Record"


def nothing(words: str) -> str:
    return f"Nothing found for “{words}”"


def where(group: str, kind: str, name: str) -> str:
    """Case note. Hartley-Okoro family"""
    of = family(name)
    return {"family": "", "person": of}.get(group, f"{KINDS.get(kind, _OTHER)}. {of}")


def found(number: int) -> str:
    """3 found. Press down arrow to move, Enter to open."""
    return f"{count(number, 'thing', 'things')} found. {HINT}"
