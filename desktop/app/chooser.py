"""Files that a worker points at: the system's own dialog, and a reading that ends."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app.printer import documents
from desktop.casework.attachments import FileTooLarge, FileUnreadable
from desktop.ui.words import documents as words

READ_BYTES = 40 * 2**20
"""What is read at all: a photo becomes smaller when it is painted anew."""


class SystemChooser:
    """Implements `ui.ports.FileChooser`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def choose(self) -> str:
        path, _filter = QFileDialog.getOpenFileName(self._window, words.ADD, documents(), words.FILTER)
        return path

    def choose_many(self) -> list[str]:
        paths, _filter = QFileDialog.getOpenFileNames(self._window, words.ADD, documents(), words.FILTER)
        return sorted(paths)  # a telephone numbers its photos in the order in which they were taken

    def read(self, path: str) -> bytes:
        try:
            with Path(path).open("rb") as file:
                data = file.read(READ_BYTES + 1)
        except OSError:
            raise FileUnreadable from None
        if len(data) > READ_BYTES:
            raise FileTooLarge
        return data
