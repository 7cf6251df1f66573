"""A council's framework: its levels of need, its timescales, its words and its lists (domain.md 1.5, 2.3). All of it is data.

Records name the framework's id with the code, so that history survives when a council publishes new thresholds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

Band = Literal["universal", "early_help_single", "early_help_multi", "child_in_need", "child_protection"]
"""What a level is nationally, for comparing councils."""


@dataclass(frozen=True)
class Level:
    """One level of need."""

    code: str
    label: str
    description: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Timescales:
    """How long things may take. `_wd` counts working days."""

    check_existing_hours: int
    first_engagement_wd: int
    assessment_wd: int
    assessment_amber_wd: int
    assessment_reuse_weeks: int
    first_meeting_wd: int
    review_weeks: int
    review_red_weeks: int
    child_seen_wd: int
    visit_note_hours: int
    referral_after_phone_hours: int
    drift_months: int
    drift_reviews: int
    reassess_months: int
    sustain_check_months: int
    no_return_months: int
    failed_attempts: int
    ask_from_age: int
    """From this age a young person is asked for their own agreement (C9)."""


@dataclass(frozen=True)
class Framework:
    """What one council published, from one day on."""

    id: str
    council: str
    version: str
    valid_from: date
    levels: tuple[Level, ...]
    timescales: Timescales
    words: Mapping[str, str]
    """What this council calls things, e.g. early_help: Family Help."""
    lists: Mapping[str, Mapping[str, str]]
    """Code to label, by list: closure_reasons, event_categories, agencies ..."""
    closed_days: tuple[date, ...] = ()

    def level(self, code: str) -> Level | None:
        """The level of a code; None for a code of another framework."""
        return next((level for level in self.levels if level.code == code), None)


def read_framework(published: bytes) -> Framework:
    """Read a published framework. Raises msgspec.ValidationError or msgspec.DecodeError when it is not one."""
    return msgspec.json.decode(published, type=Framework)
