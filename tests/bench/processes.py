"""Whole processes: how long until the unlock window is there, then until Today is, and the most memory a morning takes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from tests.bench.figure import Figure, Goal
from tests.bench.full_vault import PASSPHRASE, FullVault

_STARTS = 11
_MORNINGS = 5


def measured(vault: FullVault) -> Iterator[Figure]:
    """Medians, the empty window's taken turn by turn with the application's. Nothing is left from one process to the next."""
    arguments = ("--root", str(vault.root), "--demo", str(vault.demo))
    _started("tests.bench.empty_window")
    _started("tests.bench.unlock_window", *arguments)  # once for the bytecode
    empty, unlock = [], []
    for _ in range(_STARTS):
        empty.append(_started("tests.bench.empty_window"))
        unlock.append(_started("tests.bench.unlock_window", *arguments))
    mornings = [_answered("tests.bench.office_morning", PASSPHRASE, *arguments) for _ in range(_MORNINGS)]
    starts, n = {"starts": _STARTS}, {**vault.n, "mornings": _MORNINGS}
    floor, floor_memory = (median(figures) for figures in zip(*empty, strict=True))
    shown, _memory = (median(figures) for figures in zip(*unlock, strict=True))
    drawn, memory = (median(figures) for figures in zip(*mornings, strict=True))
    yield Figure("start to unlock window", shown, "ms", starts, "empty PySide6 window", floor, Goal(ratio=2))
    yield Figure("passphrase accepted to Today", drawn, "ms", n, "empty PySide6 window", floor, Goal(value=300))
    yield Figure(
        "most memory, a morning", memory / 1024, "MiB", n, "empty PySide6 window", floor_memory / 1024, Goal(value=238)
    )


def _started(module: str, *arguments: str) -> tuple[float, float]:
    """Milliseconds from the start of a process to its window, and the most memory in kB."""
    begun = time.monotonic()
    shown, memory = _answered(module, *arguments)
    return (shown - begun) * 1000, memory


def _answered(module: str, *arguments: str) -> tuple[float, float]:
    """The two numbers that a process prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    command = [sys.executable, "-m", module, *arguments]
    said = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    first, second = map(float, said.split())
    return first, second
