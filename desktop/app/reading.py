"""Tells the log of reads what is on the screen (F10): every page that is opened, whatever page it is, once it is shown.

A page says by its ids what it shows: `kind` and `record` as the history does, else its own name and the id under that name.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from desktop.casework.reads import FIND, VIEW, Reads
from desktop.ui.tasks import Tasks

_IN_A_VISIT, _AFTERWARDS = "visit-", "after-"


class Reading(QObject):
    """Notes what a worker reads, in the store's lane: behind what the page asked for itself, so that no page waits for it."""

    def __init__(self, reads: Reads, tasks: Tasks) -> None:
        super().__init__()
        self._reads, self._tasks = reads, tasks

    def began(self, act: str) -> None:
        """A sitting began: unlocked, or recovered."""
        self._note(act)

    def opened(self, page: str, args: Mapping[str, str]) -> None:
        """A page is on the screen."""
        kind = args.get("kind") or page.removeprefix(_IN_A_VISIT).removeprefix(_AFTERWARDS)
        record = args.get("record") or args.get(kind)
        self._note(VIEW, kind, record, args.get("family"))

    def searched(self, page: str) -> None:
        """Somebody searched; for what is not noted."""
        self._note(FIND, page)

    def _note(self, act: str, kind: str | None = None, record: str | None = None, family: str | None = None) -> None:
        self._tasks.run(partial(self._reads.note, act, kind, record or None, family or None), self._done, self._failed)

    def _done(self, _noted: None) -> None:
        """Nobody waits for it."""

    def _failed(self, _error: Exception) -> None:
        """A full disk: what the worker does next says so. The page that was opened stays, and is noted when it is opened again."""
