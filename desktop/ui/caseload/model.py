"""A list on its way to families: chosen, its columns named, looked through, added some at a time, and what stayed out kept in a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.casework.caseload import CheckedFamily, CheckedRow, Chosen, guess, is_enough
from desktop.casework.importing import Importing, Preview, report
from desktop.casework.looked import Looked
from desktop.casework.reads import EXPORT, Reads
from desktop.casework.tables import Table, read_table
from desktop.ui.ports import ListFiles
from desktop.ui.tasks import Tasks
from desktop.ui.words import caseload as words
from desktop.ui.words.trouble import sentence

CHOOSE, COLUMNS, LOOK, ADDING, DONE = "choose", "columns", "look", "adding", "done"


@dataclass(frozen=True)
class CaseloadState:
    """`step` is choose, columns, look, adding or done. `added` of `whole` families are in."""

    step: str = CHOOSE
    table: Table | None = None
    chosen: Chosen = ()
    preview: Preview | None = None
    because: str = ""
    added: int = 0
    whole: int = 0
    stopped: bool = False
    problem: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether the columns tell of people."""
        return is_enough(self.chosen)

    @property
    def not_added(self) -> tuple[CheckedRow, ...]:
        """The rows that stay out."""
        return () if self.preview is None else self.preview.not_added(self.because)

    def samples(self) -> tuple[str, ...]:
        """What stands first in each column."""
        if self.table is None:
            return ()
        return tuple(
            next((row.cells[at] for row in self.table.rows if at < len(row.cells) and row.cells[at]), "")
            for at in range(len(self.table.headings))
        )


class CaseloadModel(QObject):
    """One list at a time.

    Signals:
        changed: a new `CaseloadState` is in place.
        saved: where the rows that were not added are, for people.
        refused: why they could not be saved, in words.
    """

    changed = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, importing: Importing, files: ListFiles, reads: Reads, tasks: Tasks) -> None:
        super().__init__()
        self._importing, self._files, self._reads, self._tasks = importing, files, reads, tasks
        self._chunks: list[list[tuple[CheckedFamily, Looked]]] = []
        self.state = CaseloadState()

    def reload(self) -> None:
        """Nothing of a list changes when records come in; what is added is compared again as it is written."""

    def choose(self) -> None:
        """Have the worker point at a file, and read it."""
        path = self._files.choose()
        if path:
            self._tasks.run(lambda: read_table(self._files.read(path)), self._read, self._failed)

    def set_column(self, at: int, name: str) -> None:
        """What a column is; "" leaves it out."""
        chosen = (*self.state.chosen[:at], name, *self.state.chosen[at + 1 :])
        self._become(replace(self.state, chosen=chosen))

    def look(self) -> None:
        """Look through every row."""
        table, chosen = self.state.table, self.state.chosen
        if table is not None and self.state.is_enough:
            self._tasks.run(lambda: self._importing.look(table, chosen), self._looked, self._failed)

    def back(self) -> None:
        """To the columns."""
        self._become(replace(self.state, step=COLUMNS, preview=None, problem=""))

    def again(self) -> None:
        """Another list."""
        self._become(CaseloadState())

    def set_because(self, because: str) -> None:
        """Why those that are alike are others; "" leaves them out."""
        self._become(replace(self.state, because=because))

    def add(self) -> None:
        """Add what can be added."""
        if self.state.preview is None:
            return
        self._chunks = self.state.preview.chunks(self.state.because)
        whole = sum(map(len, self._chunks))
        self._become(replace(self.state, step=ADDING, added=0, whole=whole, stopped=False, problem=""))
        self._add_next()

    def stop(self) -> None:
        """Add no more. What was added stays."""
        if self._chunks:
            self._chunks = []
            self._become(replace(self.state, stopped=True))

    def save_report(self) -> None:
        """Keep the rows that were not added in a file outside Doorstep."""
        table, rows = self.state.table, self.state.not_added
        if table is None:
            return
        told = [
            (row, words.problems((found.code, found.column) for found in row.problems if found.blocks)) for row in rows
        ]
        self._tasks.run(lambda: self._report(table, told), self.saved.emit, self._refused)

    def _report(self, table: Table, told: Sequence[tuple[CheckedRow, str]]) -> str:
        made = report(table, told, words.LINE, words.WHY)
        self._reads.note(EXPORT, "caseload")  # first: what is not noted is not handed out
        return self._files.save(words.REPORT_NAME, made)

    def _add_next(self) -> None:
        """One save after another, so that whatever else is to be read or written has its turn between two."""
        if not self._chunks:
            self._become(replace(self.state, step=DONE))
            return
        chunk = self._chunks.pop(0)
        self._tasks.run(lambda: self._importing.add(chunk), self._some_added, self._adding_failed)

    def _some_added(self, families: int) -> None:
        self._become(replace(self.state, added=self.state.added + families))
        self._add_next()

    def _adding_failed(self, error: Exception) -> None:
        """A full disk, say. What was added before is in; the list is looked through again before more is added."""
        self._chunks = []
        self._become(replace(self.state, step=LOOK, problem=sentence(error)))

    def _read(self, table: Table) -> None:
        self._become(CaseloadState(COLUMNS, table, guess(table.headings)))

    def _looked(self, preview: Preview) -> None:
        self._become(replace(self.state, step=LOOK, preview=preview, because="", problem=""))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _become(self, state: CaseloadState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
