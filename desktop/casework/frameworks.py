"""The council's framework on this laptop: its timescales and its calendar, and so when things fall due (domain.md 2.3)."""

from functools import cached_property
from pathlib import Path

from msgspec import DecodeError, ValidationError

from sync.rules.due_dates import DueDates
from sync.rules.frameworks import Framework, read_framework
from sync.rules.working_days import WorkingDays

RECOMMENDED = "rotherham"
"""Whose timescales are the recommended ones (domain.md 2.3), for a council that has published none of its own."""


class Frameworks:
    """What lies in a folder as `<council>.json`."""

    def __init__(self, folder: Path, council: str) -> None:
        self._files = tuple(folder / f"{name}.json" for name in (council, RECOMMENDED))

    @cached_property
    def framework(self) -> Framework | None:
        """The council's own, else the recommended one; None where neither can be read."""
        for file in self._files:
            try:
                return read_framework(file.read_bytes())
            except (OSError, DecodeError, ValidationError):
                continue
        return None

    @cached_property
    def due_dates(self) -> DueDates | None:
        """When things fall due; None while there is no framework."""
        found = self.framework
        return DueDates(found.timescales, WorkingDays(found.closed_days)) if found else None
