"""A process that starts Doorstep as its program does and tells when the unlock window was on the screen. Arguments are the program's."""

import os
import sys

from desktop import process


def main() -> None:
    """Show it and end."""
    process.harden()
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from tests.bench.empty_window import peak_kilobytes, when_shown

    doorstep = app.build(sys.argv[1:])
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = next(window for window in QApplication.topLevelWidgets() if window.isVisible())
    print(when_shown(application, window), peak_kilobytes(), flush=True)
    del doorstep
    os._exit(0)


if __name__ == "__main__":
    main()
