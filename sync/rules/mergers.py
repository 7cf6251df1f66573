"""Which family a family points to: what its last proposal that a manager agreed to says (sync.md, section 2)."""

from collections.abc import Iterable
from dataclasses import dataclass

MERGE, SPLIT = "merge", "split"
AGREE, REFUSE = "agree", "refuse"


@dataclass(frozen=True)
class Act:
    """A proposal to which a manager agreed: when, as UTC text, and the family that stays."""

    act: str
    other: str
    decided_at: str


def points_to(acts: Iterable[Act]) -> str | None:
    """The family that this one is one with; None if it stands for itself. The manager who spoke last is the one who counts."""
    last = max(acts, key=lambda act: (act.decided_at, act.act, act.other), default=None)
    return last.other if last is not None and last.act == MERGE else None


def stays(family: str, pointers: dict[str, str]) -> str:
    """The family at the end: one that was merged may be merged again. In a ring, where every family points to another, it is itself."""
    at, seen = family, {family}
    while (following := pointers.get(at)) is not None:
        if following in seen:
            return family
        seen.add(following)
        at = following
    return at


def may_decide(role: str, user: str, proposed_by: object) -> bool:
    """Whether somebody may decide on a proposal: a manager, who did not make it."""
    return role == "manager" and proposed_by != user
