"""How an action of the plan stands: how late it is, its lane on the board, and whether it says enough to be done (domain.md 4.3)."""

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum

OVER = ("done", "no_longer_needed")
_LANES = {"started": "doing", "partly": "doing", "blocked": "doing", "done": "done", "no_longer_needed": "done"}
_VAGUE = re.compile(r"\s*(monitor|support|liaise|continue|ensure|encourage|consider|discuss|address)\b", re.IGNORECASE)


class Lateness(StrEnum):
    """Where today is against the day an action is due."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    LATER = "later"
    UNDATED = "undated"
    OVER = "over"


def lateness(progress: str | None, due_on: date | None, today: date, soon_days: int = 7) -> Lateness:
    """How late an action is. What is over is never late."""
    if progress in OVER:
        return Lateness.OVER
    if due_on is None:
        return Lateness.UNDATED
    days = (due_on - today).days
    if days < 0:
        return Lateness.OVERDUE
    if days == 0:
        return Lateness.DUE_TODAY
    return Lateness.DUE_SOON if days <= soon_days else Lateness.LATER


def lane(progress: str | None) -> str:
    """The lane of the board: to_do, doing or done."""
    return _LANES.get(progress or "", "to_do")


def shortcomings(text: str | None, owners: Collection[str], due_on: date | None) -> tuple[str, ...]:
    """What a SMART action would say and this one does not: no_text, vague_verb, no_owner, no_date. Warnings, never blocks."""
    found = []
    if not (text or "").strip():
        found.append("no_text")
    elif _VAGUE.match(text or ""):
        found.append("vague_verb")
    if not owners:
        found.append("no_owner")
    if due_on is None:
        found.append("no_date")
    return tuple(found)
