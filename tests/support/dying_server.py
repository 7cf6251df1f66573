"""`python -m tests.support.dying_server FILE …`: the council's server, killed before one of its statements or commits.

Counting begins when FILE is there, which says the how manyeth it is.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from sync.server.cli import main


def die_when_told(told: Path) -> None:
    """Watch every statement of this process."""
    counted = count(1)

    def look(*_arguments: object) -> None:
        if told.exists() and next(counted) == int(told.read_text()):
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, look)


if __name__ == "__main__":
    die_when_told(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
