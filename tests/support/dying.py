"""A process that is killed before one of its statements or commits.

Counting begins when a file is there, which says the how manyeth it is.
"""

import os
import signal
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event


def die_when_told(told: Path) -> None:
    """Watch every statement of this process."""
    counted = count(1)

    def look(*_arguments: object) -> None:
        if told.exists() and next(counted) == int(told.read_text()):
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, look)
