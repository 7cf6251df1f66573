"""A council's framework: its levels of need, timescales, bounds, words and lists (domain.md 1.5, 2.3). All of it is data.

Records name the framework's id with the code, so that history survives when a council publishes new thresholds. What a file says is judged
here, by the council before it publishes and by each laptop before it believes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Band = Literal["universal", "early_help_single", "early_help_multi", "child_in_need", "child_protection"]
"""What a level is nationally, for comparing councils."""

Count = Annotated[int, Meta(ge=1, le=1000)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Code = Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9_]{0,62}$")]

_WHERE = re.compile(r" - at (?:key in )?`\$\.?(.*)`$")


class FrameworkRefused(ValueError):
    """A file that cannot be a council's framework. `where` is the place in it, "" for the whole; `why` is one plain clause."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.where = where
        self.why = why


@dataclass(frozen=True)
class Level:
    """One level of need."""

    code: Code
    label: Name
    description: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Timescales:
    """How long things may take. `_wd` counts working days."""

    check_existing_hours: Count
    first_engagement_wd: Count
    assessment_wd: Count
    assessment_amber_wd: Count
    assessment_reuse_weeks: Count
    first_meeting_wd: Count
    review_weeks: Count
    review_red_weeks: Count
    child_seen_wd: Count
    visit_note_hours: Count
    referral_after_phone_hours: Count
    drift_months: Count
    drift_reviews: Count
    reassess_months: Count
    sustain_check_months: Count
    no_return_months: Count
    failed_attempts: Count
    ask_from_age: Annotated[int, Meta(ge=5, le=17)]
    """From this age a young person is asked for their own agreement (C9)."""
    flag_review_weeks: Count = 12
    """After so long a flag is to be checked again, unless its own date says otherwise."""
    concern_phoned_minutes: Count = 60
    """After so long a concern about which nobody was rung is said to be late (domain.md 4.9)."""
    due_soon_wd: Count = 5
    """So many working days before it is due, what is not done is shown in amber."""

    def __post_init__(self) -> None:
        if self.assessment_amber_wd > self.assessment_wd:
            raise ValueError("assessment_amber_wd must not be more than assessment_wd")
        if self.review_weeks > self.review_red_weeks:
            raise ValueError("review_weeks must not be more than review_red_weeks")


@dataclass(frozen=True)
class Bound:
    """What a person may choose between, both ends included, and what holds until they do."""

    least: int
    most: int
    usual: int

    def __post_init__(self) -> None:
        if not self.least <= self.usual <= self.most:
            raise ValueError("least, usual and most must be in this order")

    def within(self, chosen: int | None) -> int:
        """A choice as it holds now: one made under other bounds is brought within these; None is the usual."""
        return self.usual if chosen is None else min(max(chosen, self.least), self.most)


_SAFE = {"idle_minutes": (1, 30), "pin_digits": (4, 12), "hold_minutes": (5, 60), "text_percent": (100, 200)}
"""Beyond these no council may go: security.md (the lock, visit hold), and tokens of the interface."""
_UNSAFE = "beyond what is safe: " + ", ".join(f"{name} {least} to {most}" for name, (least, most) in _SAFE.items())


@dataclass(frozen=True)
class Bounds:
    """Between what a worker may choose how their laptop behaves."""

    idle_minutes: Bound = Bound(2, 15, 5)
    """Until the laptop locks by itself, or hides the screen in a visit."""
    pin_digits: Bound = Bound(4, 8, 4)
    """Of the PIN that shows the screen again in a visit; the least is what a new one must have."""
    hold_minutes: Bound = Bound(15, 60, 60)
    """Since the last passphrase, until a visit's hidden screen becomes the lock."""
    text_percent: Bound = Bound(100, 200, 100)
    """The size of text. The most is always 200: nobody is kept from reading."""

    def __post_init__(self) -> None:
        for name, (least, most) in _SAFE.items():
            bound: Bound = getattr(self, name)
            if bound.least < least or bound.most > most:
                raise ValueError(_UNSAFE)
        if self.text_percent.most != _SAFE["text_percent"][1]:
            raise ValueError("text_percent must go up to 200")


@dataclass(frozen=True)
class Framework:
    """What one council published, from one day on."""

    id: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{1,62}$")]
    council: Name
    version: Name
    valid_from: date
    levels: Annotated[tuple[Level, ...], Meta(min_length=1)]
    timescales: Timescales
    words: Mapping[str, Name]
    """What this council calls things, e.g. early_help: Family Help."""
    lists: Mapping[str, Mapping[Code, Name]]
    """Code to label, by list: closure_reasons, event_categories, agencies ..."""
    closed_days: tuple[date, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)

    def __post_init__(self) -> None:
        if len({level.code for level in self.levels}) < len(self.levels):
            raise ValueError("two levels have one code")

    def level(self, code: str) -> Level | None:
        """The level of a code; None for a code of another framework."""
        return next((level for level in self.levels if level.code == code), None)


def read_framework(published: bytes) -> Framework:
    """Read a published framework.

    Raises:
        FrameworkRefused: it is not one, and where and why.
    """
    try:
        return msgspec.json.decode(published, type=Framework)
    except msgspec.DecodeError as error:
        said = str(error)
    found = _WHERE.search(said)
    why = said[: found.start()] if found else said
    raise FrameworkRefused(
        found.group(1) if found else "",
        why.replace("Object missing required field", "this is missing:").replace("`", ""),
    )
