"""Hears from the council which people are one human, and says what a worker asks or a manager answers.

Asked after syncs: whenever records came or went, and else each ten minutes, since what is said there moves no stream.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.app.line import Line
from desktop.app.post import Post
from desktop.casework.person_links import PersonLinks, Saying
from desktop.ui.tasks import Lane, Tasks

EVERY = timedelta(minutes=10)


class Linking(QObject):
    """Between the line and what the laptop keeps of it.

    Signals:
        heard: something else is known of links now.
    """

    heard = Signal()

    def __init__(self, post: Post, links: PersonLinks, line: Line, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._post, self._links, self._line, self._now, self._tasks = post, links, line, now, tasks
        self._asked_at: datetime | None = None
        post.arrived.connect(self.ask)
        post.finished.connect(self._ask_if_due)

    def ask(self) -> None:
        """Ask now, if there is a line."""
        if self._post.way.online:
            self._asked_at = self._now()
            self._tasks.run(self._ask, self._told, self._not_told, Lane.NETWORK)

    def say(self, said: Saying) -> None:
        """To be called in the network's lane.

        Raises:
            SyncError: it is not said.
        """
        self._links.keep_one(self._line.say_link(said))

    def _ask_if_due(self) -> None:
        if self._asked_at is None or self._now() - self._asked_at >= EVERY:
            self.ask()

    def _ask(self) -> bool:
        return self._links.keep(self._line.links())

    def _told(self, anything_new: bool) -> None:
        if anything_new:
            self.heard.emit()

    def _not_told(self, _error: Exception) -> None:
        """The line broke: what is known stays, and it is asked again after the next sync."""
        self._asked_at = None
