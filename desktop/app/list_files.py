"""Lists from and for other programs: the system's own dialog to choose one, the worker's documents to keep one in."""

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app.chooser import SystemChooser
from desktop.app.printer import FilePrinter, documents
from desktop.ui.words import caseload as words


class SystemListFiles:
    """Implements `ui.ports.ListFiles`."""

    def __init__(self, window: QWidget, printer: FilePrinter) -> None:
        self._window = window
        self.read = SystemChooser(window).read
        self.save = printer.save_pdf

    def choose(self) -> str:
        path, _filter = QFileDialog.getOpenFileName(self._window, words.CHOOSE, documents(), words.FILTER)
        return path
