"""Python's garbage is collected in the interface's thread and in no other.

A page and what it is connected to often hold each other, so that only the collector frees them. Python runs it in whichever thread
happens to allocate; in a worker thread it then takes widgets apart there, which Qt forbids: the process ends with a segmentation fault.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 100


class Garbage(QObject):
    """While it is open, collects as Python would (its counts and thresholds), but from a timer of the thread that made it."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(_look)
        gc.disable()
        self._timer.start()

    def close(self) -> None:
        """Leave it to Python again. Call when no other thread runs."""
        self._timer.stop()
        gc.enable()


def _look() -> None:
    """Collect the oldest generation that is due; the younger ones are collected with it."""
    for generation, (count, most) in reversed(tuple(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if count > most:
            gc.collect(generation)
            return
