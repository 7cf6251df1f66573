"""Writing notes from anywhere: the families that one may be about are known before somebody asks, so that no key is waited for."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.notes import AboutFamily, NewNote, Notes
from desktop.casework.plans import ActionDraft, Plans
from desktop.ui.tasks import Tasks
from desktop.ui.words import notes as words
from desktop.ui.words.trouble import sentence


class NotesModel(QObject):
    """Writes, takes back, puts back.

    Signals:
        loaded: the families are known.
        saved: the id of a note that is saved now, and the name of its family.
        taken_back: the id of a note that is taken back.
        planned: an action is in a plan.
        changed: a story is another than before.
        refused: why nothing was saved, in words.
    """

    loaded = Signal()
    saved = Signal(str, str)
    taken_back = Signal(str)
    planned = Signal()
    changed = Signal()
    refused = Signal(str)

    def __init__(self, notes: Notes, plans: Plans, now: Callable[[], datetime], tasks: Tasks) -> None:
        """`now` is local time."""
        super().__init__()
        self._notes, self._plans, self.now, self._tasks = notes, plans, now, tasks
        self.families: tuple[AboutFamily, ...] = ()
        self.reload()

    def reload(self) -> None:
        self._tasks.run(self._notes.families, self._loaded, self._failed)

    def about(self, family: str) -> AboutFamily | None:
        """A family of this laptop; None where it is not known here."""
        return next((one for one in self.families if one.family == family), None)

    def write(self, family: str, new: NewNote) -> None:
        known = self.about(family)
        name = known.name if known else ""
        self._tasks.run(lambda: self._notes.write(family, new), lambda note: self._saved(note, name), self._failed)

    def plan(self, family: str, draft: ActionDraft) -> None:
        """Add an action to the family's plan."""
        self._tasks.run(lambda: self._plans.add_action(family, draft), self._planned, self._failed)

    def take_back(self, note: str) -> None:
        """Take a note out with what came of it."""
        self._tasks.run(
            lambda: self._notes.take_back(note, words.WHY_TAKEN_BACK),
            lambda _done: self._taken_back(note),
            self._failed,
        )

    def put_back(self, note: str) -> None:
        """Undo that."""
        self._tasks.run(lambda: self._notes.put_back(note), lambda _done: self._saved(note, ""), self._failed)

    def _loaded(self, families: tuple[AboutFamily, ...]) -> None:
        self.families = families
        self.loaded.emit()

    def _planned(self, _action: str) -> None:
        self.planned.emit()
        self.changed.emit()

    def _saved(self, note: str, name: str) -> None:
        self.saved.emit(note, name)
        self.changed.emit()

    def _taken_back(self, note: str) -> None:
        self.taken_back.emit(note)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.refused.emit(sentence(error))
