"""The search before a family is begun: on this laptop at once, at the council if it answers soon, else when there is a line (F17)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.casework.duplicates import Duplicates, Match, NewFamily
from desktop.casework.looked import Looked, here
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.words.trouble import sentence

WAIT_MS = 10_000
"""How long a worker waits for the council. What it says later is asked again, and kept."""
_ANSWERS = frozenset({"no", "possible", "likely"})


@dataclass(frozen=True)
class Council:
    """The way to the council: whether there is one now, and what it says of people, as `NewFamily.described` tells of them."""

    is_near: Callable[[], bool]
    is_known: Callable[[Any], str]


@dataclass(frozen=True)
class Searched:
    """What came of a search so far. `council` is asking, later, no, possible or likely; "" where there is nobody to ask about."""

    new: NewFamily
    matches: tuple[Match, ...]
    council: str

    @property
    def is_over(self) -> bool:
        """Whether no more is waited for."""
        return self.council != "asking"

    def looked(self, because: str) -> Looked:
        """What the family's record says of it."""
        return Looked(here(self.matches), self.council if self.council in _ANSWERS else "", because)


class SearchModel(QObject):
    """One search at a time; a new one lets the one before go.

    Signals:
        changed: `searched` says something new.
        refused: why there is no answer at all, in words.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, duplicates: Duplicates, council: Council, tasks: Tasks) -> None:
        super().__init__()
        self._duplicates, self._council, self._tasks = duplicates, council, tasks
        self.searched: Searched | None = None
        self._patience = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._patience.timeout.connect(self._wait_no_more)

    def search(self, new: NewFamily) -> None:
        """Look for a family like this."""
        self.forget()
        self._tasks.run(lambda: self._duplicates.find(new), lambda found: self._found(new, found), self._failed)

    def forget(self) -> None:
        """What was found is about something else than what is asked now."""
        self._patience.stop()
        self.searched = None

    def _found(self, new: NewFamily, matches: tuple[Match, ...]) -> None:
        people = new.described()
        asked = bool(people) and self._council.is_near()
        self.searched = Searched(new, matches, "asking" if asked else "later" if people else "")
        if asked:
            self._patience.start()
            self._tasks.run(
                lambda: self._council.is_known(people),
                lambda known: self._answered(new, known),
                lambda _error: self._answered(new, "later"),
                Lane.NETWORK,
            )
        self.changed.emit()

    def _answered(self, new: NewFamily, known: str) -> None:
        if self.searched is not None and self.searched.new is new:
            self._patience.stop()
            self.searched = replace(self.searched, council=known)
            self.changed.emit()

    def _wait_no_more(self) -> None:
        if self.searched is not None:
            self._answered(self.searched.new, "later")

    def _failed(self, error: Exception) -> None:
        self.refused.emit(sentence(error))
