"""The council's command line in a process forked from one that has imported it already, since the imports cost more than a test (decision 100).

It is a process like any other: it has a socket and an end of its own, and may be killed. What it inherits is modules, none of which has
opened anything.
"""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
# What counts requests is imported by each server itself: it looks into the environment as it is imported.
_FORKS.set_forkserver_preload(["sync.server.cli", "sync.server.serving", "sync.server.app"])


class Forked:
    """A process that runs `doorstep-central`, to be treated as a `subprocess.Popen`. `before` is called in it at first."""

    def __init__(self, arguments: Sequence[str], log: Path, before: Callable[[], object]) -> None:
        self._process: BaseProcess = _FORKS.Process(target=_run, args=(arguments, log, before), daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def wait(self, timeout: float | None = None) -> int:
        """Its status, negative if a signal ended it.

        Raises:
            subprocess.TimeoutExpired: it still runs after so many seconds.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("doorstep-central", timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self._process.exitcode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _run(arguments: Sequence[str], log: Path, before: Callable[[], object]) -> None:
    from sync.server.cli import main

    told = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(told, 1)
    os.dup2(told, 2)
    gc.freeze()  # what was inherited need not be looked through
    warnings.simplefilter("error")
    before()
    sys.exit(main(arguments))
