"""How long the interface's thread is blocked during the demonstration day, on both laptops of it.

At every five milliseconds of the day it is asked how long a key pressed then would have waited.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.figure import Figure, Goal, percentile
from tests.bench.lateness import Lateness
from tests.bench.own_process import called

_DEMO = "packaging/demo"
_WATCHED = Path(__file__).with_name("watched_laptop.py")
_BARE_SECONDS = 10


def measured() -> Iterator[Figure]:
    """The slowest per cent of moments and the longest, beside an empty window's, which are the machine's own."""
    late, bare = _of_the_day(), called(_of_an_empty_window)
    n = {"moments": len(late), "laptops": 2}
    name, against = "interface blocked in the demonstration day", "an empty window"
    yield Figure(f"{name}: p99", percentile(late, 99), "ms", n, against, percentile(bare, 99), Goal(value=16))
    yield Figure(f"{name}: longest", max(late), "ms", n, against, max(bare), Goal(value=50))


def _of_the_day() -> list[float]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out = Path(folder) / "day"
        command = [sys.executable, _DEMO, "--program", str(_WATCHED), "--out", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return [moment for kept in out.glob("*late.json") for moment in json.loads(kept.read_text())]


def _of_an_empty_window() -> list[float]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    window = QWidget()
    window.show()
    app.processEvents()
    lateness, loop = Lateness(), QEventLoop()
    QTimer.singleShot(_BARE_SECONDS * 1000, loop.quit)
    loop.exec()
    return lateness.late
