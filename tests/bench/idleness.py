"""What an unlocked laptop takes of a processor while nobody uses it, no visit is under way and no council can be reached."""

import os
import time
from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.at_the_laptop import at_the_laptop
from tests.bench.figure import Figure, Goal
from tests.bench.full_vault import FullVault
from tests.bench.own_process import called

_SECONDS, _BEFORE = 30, 25
"""The first snapshot is kept twenty seconds after the unlock."""


def measured(vault: FullVault) -> Iterator[Figure]:
    """Per cent of one core, beside an empty window's."""
    taken, bare = called(_at_rest, vault), called(_of_an_empty_window)
    n = {**vault.n, "seconds": _SECONDS}
    yield Figure("idle, unlocked, no visit", taken, "% of a core", n, "empty PySide6 window", bare, Goal(value=0.5))


def _at_rest(vault: FullVault) -> float:
    with at_the_laptop(vault) as laptop:
        laptop.pass_time(_BEFORE)
        laptop.all_is_done()
        return _share(_SECONDS)


def _of_an_empty_window() -> float:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    window = QWidget()
    window.show()
    app.processEvents()
    return _share(_SECONDS)


def _share(seconds: float) -> float:
    """Per cent of a core that this process takes for so long, in an event loop."""
    loop, begun = QEventLoop(), time.process_time()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    return 100 * (time.process_time() - begun) / seconds
