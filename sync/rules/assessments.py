"""An assessment's states: draft, completed (worker), then agreed or returned (manager). Completed is immutable (sync.md, section 4)."""

from sync.rules.episodes import WRONG_STATE

_FOLLOWING: dict[str | None, tuple[str, ...]] = {
    None: ("draft",),
    "draft": ("completed",),
    "completed": ("agreed", "returned"),
}
_AFTER_SIGNING = ("state",)


def follows(before: str | None, after: str) -> bool:
    """Whether a state may come after another. What follows a return is a new version, never this record."""
    return before == after or after in _FOLLOWING.get(before, ())


def is_signed(state: str | None) -> bool:
    """Whether the content is fixed."""
    return state not in (None, "draft")


def may_change(state: str | None, name: str) -> tuple[str, ...]:
    """What stands in the way of changing a field or an answer of an assessment in a state."""
    return (WRONG_STATE,) if is_signed(state) and name not in _AFTER_SIGNING else ()


def reference(council: str, year: int, record_id: str) -> str:
    """A2: made on the device from the record's own id, so it is final from birth: ROT-2026-7F3KQ."""
    return f"{council}-{year}-{''.join(letter for letter in record_id if letter.isalnum())[-5:].upper()}"
