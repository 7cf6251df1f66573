"""Printing an assessment: whose copy, then a PDF with a neutral name where the worker keeps such files."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.reads import PRINT, Reads
from desktop.reports.document import Copy
from desktop.reports.printing import Copies
from desktop.ui.ports import Printer
from desktop.ui.shell.dialog import Dialog
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import assessment as words
from desktop.ui.words import shell as shell_words
from desktop.ui.words.trouble import sentence


class PrintModel(QObject):
    """Makes a copy in the store's lane and hands it to the printer.

    Signals:
        printed: where the copy is.
        refused: why there is none.
    """

    printed = Signal(str)
    refused = Signal(str)

    def __init__(self, copies: Copies, printer: Printer, reads: Reads, tasks: Tasks) -> None:
        super().__init__()
        self._copies, self._printer, self._reads, self._tasks = copies, printer, reads, tasks

    def print(self, family: str, assessment: str, copy: Copy) -> None:
        self._tasks.run(partial(self._save, family, assessment, copy), self._done, self._failed)

    def _save(self, family: str, assessment: str, copy: Copy) -> str:
        made = self._copies.assessment(family, assessment, copy)
        self._reads.note(PRINT, "assessment", assessment, family)  # first: what is not noted is not handed out
        return self._printer.save_pdf(words.FILE_NAME, made)

    def _done(self, where: str) -> None:
        self.printed.emit(where)

    def _failed(self, error: Exception) -> None:
        self.refused.emit(sentence(error))


class PrintDialog(Dialog):
    """Asks whose copy.

    Signals:
        chosen: a `Copy`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(words.PRINT_TITLE, words.PRINT_TEXT)
        self.add_button(Button(shell_words.CANCEL))
        for copy, said in ((Copy.OFFICE, words.OFFICE_COPY), (Copy.FAMILY, words.FAMILY_COPY)):
            button = self.add_button(Button(said, icon="file-text"))
            button.clicked.connect(partial(self.chosen.emit, copy))
