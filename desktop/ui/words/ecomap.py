"""Words of the drawing of who and what is around a family."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.ui.words.family import names

TITLE = "Who is around them"
CANVAS = "The drawing of who is around them"
LINKS = "Around the family"
NOTHING = "Nobody and nothing is around them yet. Ask the family who is in their corner."
ADD = "Add to the drawing"
UNNAMED = "No name yet"
LABEL_MISSING = "Say who or what it is"
LABELS = {
    "label": "Who or what?", "category": "What kind?", "strength": "What is it like?", "direction": "Which way does the energy flow?",
    "about": "Whose is it?", "note": "What is worth knowing about it",
}  # fmt: skip
CATEGORIES = {
    "family": "Wider family", "friend": "Friend", "school": "School", "health": "Health", "work": "Work", "faith": "Faith",
    "service": "Service", "club": "Club", "pet": "Pet", "online": "Online", "other": "Other",
}  # fmt: skip
STRENGTHS = {"strong": "Strong", "ok": "All right", "weak": "Weak", "stressful": "Stressful", "broken": "Broken"}
DIRECTIONS = {"in": "To the family", "out": "From the family", "both": "Both ways"}
KEY_LINES = (
    "A thick green line is strong, a thin line all right, a dotted line weak.",
    "A zigzag is stressful. A red line with two bars is broken.",
    "An arrow points where the energy goes: to the family, from it, or both.",
)


def at_home(people: int) -> str:
    """5 at home"""
    return f"{people} at home" if people else ""


def category(code: str | None) -> str:
    return CATEGORIES.get(code or "", "")


def detail(values: Mapping[str, Any], whose: Sequence[str]) -> str:
    """Friend. Strong, both ways. For Maya"""
    flow = ", ".join(
        part
        for part in (STRENGTHS.get(values["strength"] or "", ""), DIRECTIONS.get(values["direction"] or "", "").lower())
        if part
    )
    parts = (category(values["category"]), flow, f"For {names(whose)}" if whose else "", values["note"])
    return ". ".join(part for part in parts if part)
