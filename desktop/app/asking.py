"""Asks the council, whenever a sync went well, about families that were begun without its answer (F17)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.app.post import Post
from desktop.casework.looked import Questions
from desktop.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from sync.rules.duplicates import Described


class Asking(QObject):
    """One question after another; those that got no answer wait for the next sync.

    Signals:
        answered: something that the council said is in the record.
    """

    answered = Signal()

    def __init__(
        self, post: Post, questions: Questions, is_known: "Callable[[Sequence[Described]], str]", tasks: Tasks
    ) -> None:
        super().__init__()
        self._post, self._questions, self._is_known, self._tasks = post, questions, is_known, tasks
        post.finished.connect(self._ask)

    def _ask(self) -> None:
        if self._post.way.online:
            self._tasks.run(self._all, self._told, self._not_told, Lane.NETWORK)

    def _all(self) -> int:
        asked = self._questions.waiting()
        for question in asked:
            self._questions.answered(question.family, self._is_known(question.people))
        return len(asked)

    def _told(self, answers: int) -> None:
        if answers:
            self.answered.emit()

    def _not_told(self, _error: Exception) -> None:
        """The line broke, or twenty were asked within the hour: what has no answer is asked again."""
        self.answered.emit()
