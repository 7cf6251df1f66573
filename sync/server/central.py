"""What every route is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sync.server.council import Council
from sync.server.database import Database


@dataclass(frozen=True)
class Central:
    """A council's server. `authorities` are the hosts under which it answers; `now` is the clock that judges freshness."""

    database: Database
    council: Council
    authorities: frozenset[str]
    now: Callable[[], datetime]
