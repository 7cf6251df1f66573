"""A laptop of the demonstration whose every moment is measured: packaging/demo/laptop.py under a hand that waits as a person does.

At its end the moments lie beside the pictures, in a JSON list of milliseconds.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from desktop import process

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging" / "demo"))

import laptop  # type: ignore[import-not-found]  # (found by the path above)
from hand import PATIENCE_S, Hand, NotThere  # type: ignore[import-not-found]  # (likewise)

from tests.bench.at_the_laptop import focused
from tests.bench.lateness import Lateness

Found = TypeVar("Found")

LATE = "late.json"
_A_KEY_MS, _SETTLE_MS, _LOOK_MS = 40, 150, 100


class WatchedHand(Hand):  # type: ignore[misc]  # (likewise)
    """Types key by key, and leaves the thread to the application while it waits; what it looks for itself is not counted."""

    def __init__(self, pictures: Path, prefix: str) -> None:
        super().__init__(pictures, prefix)
        self.lateness = Lateness()

    def type(self, text: str) -> None:
        """Type where the caret is."""
        for letter in text:
            QTest.keyClicks(focused(), letter)
            _wait(_A_KEY_MS)
        _wait(_SETTLE_MS)

    def picture(self, title: str) -> Path:
        """Keep what is on the screen as a numbered PNG."""
        _wait(_SETTLE_MS)
        with self.lateness.not_counted():
            kept: Path = super().picture(title)
            return kept

    def keep(self) -> None:
        """Write down what was measured."""
        (self._pictures / f"{self._prefix}{LATE}").write_text(json.dumps(self.lateness.late))

    def _await(self, look: Callable[[], Found | None], name: str) -> Found:
        until = time.monotonic() + 3 * PATIENCE_S
        while time.monotonic() < until:
            with self.lateness.not_counted():
                found = look()
            if found is not None:
                return found
            _wait(_LOOK_MS)
        raise NotThere(name)

    @staticmethod
    def _settle() -> None:
        _wait(_SETTLE_MS)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    """Run until standard input ends; the exit status."""
    hands: list[WatchedHand] = []

    def watched(pictures: Path, prefix: str) -> WatchedHand:
        hands.append(WatchedHand(pictures, prefix))
        return hands[0]

    status: int = laptop.main(watched)
    hands[0].keep()
    return status


if __name__ == "__main__":
    process.end(main())
