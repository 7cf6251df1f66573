"""How much one change may cost (F18): forms are data from elsewhere and are not trusted to end by themselves."""

from desktop.forms.errors import BudgetSpent, FormInvalid, Problem

NODE_VISITS = 200_000  # nodes looked at in one change
DEPTH = 64  # brackets within brackets, groups within groups
TEXT = 64 * 1024  # characters in one value
REPEATS = 200  # instances of one repeat
FILE = 5 * 1024 * 1024  # bytes of a definition or an instance
PATTERN_INPUT = 1000  # characters a pattern is tried on


class Budget:
    """Counts node visits of the change under way."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = NODE_VISITS

    def renew(self) -> None:
        self.left = NODE_VISITS

    def spend(self, visits: int) -> None:
        self.left -= visits
        if self.left < 0:
            raise BudgetSpent([Problem("too_much_work")])


def bounded(text: str) -> str:
    """The text itself, when it is no longer than a value may be."""
    if len(text) > TEXT:
        raise BudgetSpent([Problem("value_too_long")])
    return text


def small_enough(data: bytes) -> bytes:
    """The bytes themselves, when a definition or instance may be that large."""
    if len(data) > FILE:
        raise FormInvalid([Problem("file_too_large")])
    return data
