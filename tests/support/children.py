"""A process of its own for what a test cannot do to itself: be killed, find no room, wear a hook to the end.

It is forked, so that it has everything at hand, and never comes back: it would go on as a second test run.
"""

import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn


def begin(work: Callable[[], object]) -> int:
    """Do it in a child; the child's process id. An error is its status 1, told on its standard error."""
    child = os.fork()
    if child == 0:
        _do(work)
    return child


def status_of(work: Callable[[], object]) -> int:
    """Do it in a child and wait: 0, 1 after an error, or less than 0 where a signal ended it."""
    return end_of(begin(work))


def end_of(child: int) -> int:
    """Wait for a child; its status likewise."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _do(work: Callable[[], object]) -> NoReturn:
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  (whatever it is, it ends here)
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)
