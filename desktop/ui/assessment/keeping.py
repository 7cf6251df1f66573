"""Saving an open assessment: one save at a time, tried again until it is on the disk, and nothing forgotten meanwhile.

The form session holds every answer. What has to be saved is where it says something else than was last saved or shown, so a
save that failed needs no list of its own: the difference is simply still there.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.casework.answers import Edit, edits
from desktop.casework.assessments import Assessments, OpenAssessment
from desktop.ui.tasks import Tasks
from desktop.ui.words.saving import TRYING_AGAIN, saved_at
from desktop.ui.words.trouble import UNEXPECTED, sentence

_AGAIN_AFTER_MS = 5000


class Keeping(QObject):
    """Keeps one open assessment.

    Signals:
        told: "saving", "saved" or "failed", and the words for it.
        kept: everything is saved; False where a colleague's words were joined into it.
    """

    told = Signal(str, str)
    kept = Signal(bool)

    def __init__(
        self, opened: OpenAssessment, assessments: Assessments, tasks: Tasks, now: Callable[[], datetime]
    ) -> None:
        """`now` is local time."""
        super().__init__()
        self._assessments, self._tasks, self._now = assessments, tasks, now
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self._again.timeout.connect(self.keep)
        self._sent: list[Edit] = []
        self._true = True
        self._trouble = ""
        self.saves = 0
        self.watch(opened)

    def watch(self, opened: OpenAssessment) -> None:
        """From here on keep this session: the same assessment, read anew."""
        self.opened = opened
        self._shown = dict(opened.stored)

    @property
    def waits(self) -> bool:
        """Whether something is not saved yet."""
        return bool(self._sent or self._edits())

    @property
    def unsaved(self) -> str:
        """Why something is not saved yet, in words; "" when everything is."""
        return (self._trouble or TRYING_AGAIN) if self.waits else ""

    def keep(self) -> None:
        """Save what changed since the last save; while one runs, the next follows it."""
        self._again.stop()
        changed = [] if self._sent else self._edits()
        if not changed:
            return
        self._sent = changed
        self.saves += 1
        self._shown.update({edit.key: edit.answer for edit in changed if edit.answer})
        for edit in changed:
            if edit.answer is None:
                del self._shown[edit.key]
        self.told.emit("saving", "")
        head = self.opened.head
        work = partial(self._assessments.keep, head.family, head.assessment, changed)
        self._tasks.run(work, self._saved, self._failed)

    def _edits(self) -> list[Edit]:
        return edits(self.opened.session, self._shown) if self.opened.head.is_open else []

    def _saved(self, true: bool) -> None:
        self._sent = []
        self._trouble = ""
        self._true = self._true and true
        if self._edits():
            self.keep()
            return
        self.told.emit("saved", saved_at(self._now()))
        true, self._true = self._true, True
        self.kept.emit(true)

    def _failed(self, error: Exception) -> None:
        for edit in self._sent:
            if edit.shown is None:
                self._shown.pop(edit.key, None)
            else:
                self._shown[edit.key] = edit.shown
        self._sent = []
        words = sentence(error)
        self._trouble = TRYING_AGAIN if words == UNEXPECTED else words
        self.told.emit("failed", self._trouble)
        self._again.start()
