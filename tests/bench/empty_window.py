"""A process that shows an empty PySide6 window, tells when it was on the screen, and how much memory that took at most."""

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


def main() -> None:
    """Show it and end."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.show()
    print(when_shown(app, window), peak_kilobytes(), flush=True)
    os._exit(0)


def when_shown(app: "QApplication", window: "QWidget") -> float:
    """The time by `time.monotonic` at which a window had been painted."""
    while (handle := window.windowHandle()) is None or not handle.isExposed():
        app.processEvents()
    app.processEvents()
    return time.monotonic()


def peak_kilobytes(process: int | str = "self") -> int:
    """The most memory that a process ever had. Unlike `getrusage`, the kernel does not count what its parent had before."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found.group(1))


if __name__ == "__main__":
    main()
