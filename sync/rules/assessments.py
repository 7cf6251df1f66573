"""An assessment's states: draft, completed (worker), then agreed or returned (manager). Completed is immutable (sync.md, section 4)."""

from collections.abc import Mapping

from sync.records.ids import natural_id
from sync.records.types import Wire
from sync.rules.episodes import WRONG_STATE

SIGNATURE = "signed_off"
HEAD = ("form_id", "form_version", "form_digest", "reference", "episode", "assessment_kind", "started_on", "lead")
"""What a next version says of itself from its first day, as the signed one does."""
_OWN = frozenset({"previous", "state", "completed_on", SIGNATURE, "signed_by", "unsigned_because", "deleted"})
DECIDED = {"agree": "agreed", "return": "returned"}
"""The state that follows a manager's decision."""

_FOLLOWING: dict[str | None, tuple[str, ...]] = {
    None: ("draft",),
    "draft": ("completed",),
    "completed": ("agreed", "returned"),
}
_AFTER_SIGNING = ("state",)


def follows(before: str | None, after: str) -> bool:
    """Whether a state may come after another. What follows a return is a new version, never this record."""
    return before == after or after in _FOLLOWING.get(before, ())


def overtakes(before: Wire, after: Wire) -> bool:
    """Whether who wrote the later state had gone through the earlier one: then the two do not contradict each other."""
    return isinstance(after, str) and (
        (before == "draft" and is_signed(after)) or (isinstance(before, str) and follows(before, after))
    )


def is_signed(state: Wire) -> bool:
    """Whether the content is fixed."""
    return state not in (None, "draft")


def next_version(signed: str) -> str:
    """The id of the version that starts from a signed one: the same on every laptop, so that two make one draft (S16)."""
    return natural_id("assessment version", signed)


def is_content(field: str) -> bool:
    """Whether a field is of what was found and said, which the next version goes on from (S16); not of one version's own life."""
    return field not in _OWN


def may_decide(role: str, user: str, signed_off: Wire) -> bool:
    """Whether somebody may agree to an assessment or return it: a manager, who did not sign it themselves."""
    return role == "manager" and not (isinstance(signed_off, Mapping) and signed_off.get("by") == user)


def may_change(state: str | None, name: str) -> tuple[str, ...]:
    """What stands in the way of changing a field or an answer of an assessment in a state."""
    return (WRONG_STATE,) if is_signed(state) and name not in _AFTER_SIGNING else ()


def reference(council: str, year: int, record_id: str) -> str:
    """A2: made on the device from the record's own id, so it is final from birth: ROT-2026-7F3KQ."""
    return f"{council}-{year}-{''.join(letter for letter in record_id if letter.isalnum())[-5:].upper()}"
