"""What became of two changes to one field."""

from dataclasses import dataclass

from sync.records.types import Wire


@dataclass(frozen=True)
class Merged:
    """One value that nobody needs to look at: only one side changed it, both agree, or both changed different members."""

    value: Wire


@dataclass(frozen=True)
class Joined:
    """Both people's sentences in one text, to be marked *joined, please read*."""

    value: str


@dataclass(frozen=True)
class Clash:
    """A conflict for a person to settle.

    `together` is a text with both people's words, to be offered and never kept by itself: word merging can state what nobody wrote.
    """

    together: str | None = None


Outcome = Merged | Joined | Clash
