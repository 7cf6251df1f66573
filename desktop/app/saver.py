"""Where the worker says that something goes: the system's own dialog, and a write that says why it failed."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app.printer import documents
from desktop.errors import DoorstepError
from desktop.ui.words import shell as words


class NotWrittenThere(DoorstepError):
    """The place does not take a file, or another program holds the one that is there."""


class SystemSaver:
    """Implements `ui.ports.Saver`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def choose(self, suggested_name: str, kind: str) -> str:
        start = str(Path(documents()) / suggested_name)
        path, _filter = QFileDialog.getSaveFileName(self._window, words.SAVE_WHERE, start, kind)
        return path

    def save(self, path: str, data: bytes) -> str:
        place = Path(path)
        try:
            place.write_bytes(data)
        except OSError:
            raise NotWrittenThere from None
        return f"{place.parent.name}, {place.name}"
