"""A drawing that leaves the laptop: as a picture or a PDF with a neutral name, noted in the log of reads first (F10, F13)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.reads import EXPORT, Reads
from desktop.reports.drawing import Drawing
from desktop.ui.genogram.painting import png
from desktop.ui.ports import Printer
from desktop.ui.shell.dialog import Dialog
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.choices import TickBox
from desktop.ui.words import genogram as words
from desktop.ui.words import shell as shell_words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class Leaving:
    """What is saved: the drawing, what it is, whose, everything in it in words, and what was left out."""

    family: str
    title: str
    name: str
    drawing: Drawing
    said: Sequence[str]
    note: str


class DrawingSaves(QObject):
    """Makes the file in the store's lane and hands it to the printer.

    Signals:
        saved: where it is.
        refused: why there is none.
    """

    saved = Signal(str)
    refused = Signal(str)

    def __init__(
        self, printer: Printer, reads: Reads, council: str, today: Callable[[], date], tasks: Tasks, *, invented: bool
    ) -> None:
        super().__init__()
        self._printer, self._reads, self._council, self._today = printer, reads, council, today
        self._tasks, self._invented = tasks, invented

    def save(self, leaving: Leaving, kind: str) -> None:
        """`kind` is png or pdf."""
        self._tasks.run(partial(self._saved_as, leaving, kind), self._done, self._failed)

    def _saved_as(self, leaving: Leaving, kind: str) -> str:
        data = png(leaving.drawing) if kind == "png" else self._pdf(leaving)
        self._reads.note(EXPORT, "family", leaving.family, leaving.family)
        return self._printer.save_pdf(words.FILES[kind], data)

    def _pdf(self, leaving: Leaving) -> bytes:
        from desktop.reports.drawing_pdf import DrawingDocument, drawing_pdf

        document = DrawingDocument(
            title=leaving.title,
            family=leaving.name,
            council=self._council,
            drawing=leaving.drawing,
            said=leaving.said,
            note=leaving.note,
            invented=self._invented,
        )
        return drawing_pdf(document, self._today())

    def _done(self, where: str) -> None:
        self.saved.emit(words.saved(where))

    def _failed(self, error: Exception) -> None:
        self.refused.emit(sentence(error))


class SaveDrawing(Dialog):
    """Asks as what, and for the drawn family whether how people get on is in it.

    Signals:
        chosen: png or pdf, and whether it is.
    """

    chosen = Signal(str, bool)

    def __init__(self, *, asks_for_qualities: bool) -> None:
        super().__init__(words.SAVE_TITLE, words.SAVE_TEXT)
        self.qualities = TickBox(words.SAVE_QUALITIES)
        self.body.addWidget(self.qualities)
        self.qualities.setVisible(asks_for_qualities)
        self.add_button(Button(shell_words.CANCEL))
        for kind, said in (("png", words.AS_PICTURE), ("pdf", words.AS_PDF)):
            self.add_button(Button(said, icon="file-text")).clicked.connect(partial(self._choose, kind))

    def _choose(self, kind: str) -> None:
        self.chosen.emit(kind, self.qualities.isChecked())
