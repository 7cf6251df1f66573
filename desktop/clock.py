"""Time, handed to whoever needs it: what the wall says, what day it is in England, and how long this machine has been up.

Logic never asks the system itself, so that a test can say when it is and a demonstration can choose its day.
"""

import sys
import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """This instant by the wall clock, aware, in UTC."""

    def today(self) -> date:
        """The date in England, whatever the machine's own zone."""

    def boottime(self) -> float:
        """Seconds from some fixed moment; goes on in suspend, and no one can set it back."""


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(LONDON).date()

    def boottime(self) -> float:
        # time.monotonic stands still in suspend on Linux (PEP 418) and macOS: a laptop asleep would never seem idle.
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()


class FixedClock:
    """A clock that stands where it was put until told to advance."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)
        self._up = 0.0

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return self._at.astimezone(LONDON).date()

    def boottime(self) -> float:
        return self._up

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._at += by
        self._up += by.total_seconds()

    def set_wall(self, at: datetime) -> None:
        """Somebody sets the wall clock; no time passes."""
        self._at = at.astimezone(UTC)


class StartedClock:
    """A clock that begins at a chosen instant and then ticks with the real one: the demonstration's day."""

    def __init__(self, start: datetime, real: Clock) -> None:
        self._start = start.astimezone(UTC)
        self._real = real
        self._zero = real.boottime()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._real.boottime() - self._zero)

    def today(self) -> date:
        return self.now().astimezone(LONDON).date()

    def boottime(self) -> float:
        return self._real.boottime()
