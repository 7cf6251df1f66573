"""What a printed chronology is made of: lines already worded for people and already chosen for their reader."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry, worded for people."""

    day: str
    text: str
    source: str
    not_for_family: bool


@dataclass(frozen=True, kw_only=True)
class ChronologyDocument:
    """`columns` head the table, `note` says what was left out."""

    title: str
    family: str
    council: str
    columns: Sequence[str]
    lines: tuple[Line, ...]
    note: str = ""
    invented: bool = False
