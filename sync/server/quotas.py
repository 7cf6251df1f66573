"""How much a device, a stream and an address may ask of the server (F8, P16). Whoever has had enough is told when to come again.

What devices and streams used is counted in the database, so that workers share it; what addresses tried is kept in the memory of each
worker alone, since where people are is nobody's business tomorrow.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

_MINUTE = 60.0
_ADDRESSES = 10_000
_MEBIBYTE = 2**20


@dataclass(frozen=True)
class Quotas:
    """What is enough. A worker's busiest day is a hundredth of these; a program gone wild meets them within the hour."""

    requests: int = 600
    """Of one device in a minute."""
    device_bytes: int = 512 * _MEBIBYTE
    """Of change sets that one device sends in a day, unpacked."""
    stream_bytes: int = 128 * _MEBIBYTE
    """Of change sets that are applied to one stream in a day, unpacked."""
    codes: int = 60
    """Of one-time codes tried from one address in a minute: a whole office may be behind one address."""


class Spent(Exception):
    """There was enough for now. `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def spend(row: Row[Any] | None, size: int, at: str, most: int) -> Mapping[str, str | int]:
    """The day's count of a device or a stream after `size` bytes more, for its row, if it has one. `at` is the server's time.

    Raises:
        Spent: that is more than `most`.
    """
    day = at[:10]
    total = size + (row.bytes if row is not None and row.day == day else 0)
    if total > most:
        raise Spent(_until_tomorrow(datetime.fromisoformat(at)))
    return {"day": day, "bytes": total}


def until_next_minute(now: datetime) -> int:
    """Seconds."""
    return int(_MINUTE) - now.second


@dataclass
class Addresses:
    """Who tried codes within the last minute, of those who came last."""

    most: int
    clock: Callable[[], float] = time.monotonic
    _tries: dict[str, deque[float]] = field(default_factory=dict)

    def come(self, address: str) -> None:
        """Count one try.

        Raises:
            Spent: there were `most` within the last minute.
        """
        now = self.clock()
        tries = self._tries.pop(address, deque(maxlen=self.most))
        self._tries[address] = tries  # the last to come is the last to be forgotten
        if len(self._tries) > _ADDRESSES:
            del self._tries[next(iter(self._tries))]
        if len(tries) == self.most and now - tries[0] < _MINUTE:
            raise Spent(int(_MINUTE - (now - tries[0])) + 1)
        tries.append(now)


def _until_tomorrow(now: datetime) -> int:
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((tomorrow - now).total_seconds())
