"""New ids and random bytes, handed to whoever needs them. Ids are UUIDv7 (RFC 9562): they sort by the time they were made.

Ids that follow from what a record is about are `sync/records/ids.py`'s.
"""

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

RandomBytes = Callable[[int], bytes]
"""So many random bytes: `os.urandom`, or a seeded source in tests and the demonstration."""


class IdSource(Protocol):
    """Where new ids come from."""

    def new(self) -> UUID:
        """An id that nobody has had before."""


class Ids:
    """UUIDv7 from a clock's `now` and a source of random bytes."""

    def __init__(self, now: Callable[[], datetime], random_bytes: RandomBytes = os.urandom) -> None:
        self._now = now
        self._random = random_bytes

    def new(self) -> UUID:
        milliseconds = int(self._now().timestamp() * 1000)
        bits = milliseconds << 80 | int.from_bytes(self._random(10), "big")
        bits = bits & ~(0xF << 76) | 0x7 << 76
        return UUID(int=bits & ~(0x3 << 62) | 0x2 << 62)


def made_at(value: UUID) -> datetime | None:
    """When an id was made, by the clock of whoever made it; None for one that follows from what its record is about."""
    return datetime.fromtimestamp((value.int >> 80) / 1000, UTC) if value.version == 7 else None


def seeded(seed: int) -> RandomBytes:
    """The same bytes for the same seed. For tests and the demonstration's records; never for keys."""
    return random.Random(seed).randbytes  # noqa: S311  (repeatable is what it is for)
