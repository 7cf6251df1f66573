"""Where a copy goes: a file with a neutral name in the worker's documents, the one thing that Doorstep writes unlocked, and only when asked."""

from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths


class FilePrinter:
    """Implements `ui.ports.Printer`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save_pdf(self, suggested_name: str, data: bytes) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = Path(suggested_name)
        for number in count(1):
            path = self._folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
            try:
                with path.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                continue
            return f"{self._folder.name}, {path.name}"
        raise AssertionError  # `count` has no end


def documents() -> str:
    """The worker's own documents folder."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
