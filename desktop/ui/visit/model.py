"""What the visit note shows, as one state, and what can be done on it.

The line under way is a record from its first saved word on: a crash, a lock or an empty battery loses what was typed
in the last 600 ms and no more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.visit_lines import EntryLine, Line
from desktop.casework.visits import Ending, VisitNote, Visits
from desktop.ui.saves import Saves
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class VisitState:
    """`now` and `saved_at` are local time. `line` is being written; `unfolded` are private lines that are shown for now."""

    now: datetime
    note: VisitNote | None = None
    line: Line = field(default_factory=lambda: Line(""))
    unfolded: frozenset[str] = frozenset()
    saving: bool = False
    saved_at: datetime | None = None
    problem: str = ""

    @property
    def entries(self) -> tuple[EntryLine, ...]:
        """The lines that are complete, newest first."""
        return tuple(entry for entry in self.note.entries if entry.entry != self.line.entry) if self.note else ()


class VisitModel(QObject):
    """Reads and writes one visit.

    Signals:
        changed: a new `VisitState` is in place.
        planned: the line that was caught goes into the plan too.
        returned: a line that could not be saved, to be put back where it was typed.
        finished: the visit is over; with when the next one is, or None.
        not_finished: why not, in words.
    """

    changed = Signal()
    planned = Signal()
    returned = Signal(str)
    finished = Signal(object)
    not_finished = Signal(str)

    def __init__(self, visits: Visits, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._visits, self._now, self._tasks = visits, now, tasks
        self._family = self._visit = ""
        self._saves = Saves(tasks)
        self._saves.saved.connect(self._read_back)
        self._saves.refused.connect(self._not_saved)
        self.state = VisitState(now(), line=visits.new_line())

    # -- what is shown

    def open(self, family: str, visit: str) -> None:
        """Show a visit. Private lines are folded again."""
        if visit != self._visit:
            self._family, self._visit = family, visit
            self.state = VisitState(self._now(), line=self._visits.new_line())
        self._become(replace(self.state, now=self._now(), unfolded=frozenset()))
        self.reload()

    def reload(self) -> None:
        """Read it again, as when changes have come in."""
        if self._visit:
            self._tasks.run(self._read, self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self._family:
            self._family = self._visit = ""
            self._become(VisitState(self._now(), line=self._visits.new_line()))

    def tick(self) -> None:
        """Time went on."""
        self._become(replace(self.state, now=self._now()))

    def unfold(self, entry: str) -> None:
        self._become(replace(self.state, unfolded=self.state.unfolded | {entry}))

    def fold(self) -> None:
        """Hide what was unfolded: the page is left, or the screen covered."""
        self._become(replace(self.state, unfolded=frozenset()))

    # -- the line under way

    def tag(self, tag: str) -> None:
        """Say what the line is; the same again takes it back."""
        line = self.state.line
        chosen = "note" if line.tag == tag else tag
        self._say(replace(line, tag=chosen, said_by=line.said_by if chosen == "words" else ""))

    def said_by(self, person: str) -> None:
        self._say(replace(self.state.line, said_by=person))

    def hide(self) -> None:
        """Keep the line from the family, or no longer."""
        self._say(replace(self.state.line, hidden=not self.state.line.hidden))

    def type(self, text: str) -> None:
        """Save the line as far as it is typed."""
        self._say(replace(self.state.line, text=text))

    def catch(self, text: str) -> None:
        """The line is complete; the next one begins."""
        line = replace(self.state.line, text=text.strip())
        if line.text:
            self._become(replace(self.state, line=self._visits.new_line()))
            family, visit = self._family, self._visit
            self._become(replace(self.state, saving=True))
            self._saves.then(lambda: self._visits.catch(family, visit, line), partial(self._not_caught, line))
            if line.is_for_plan:
                self.planned.emit()

    def go_on_with(self, line: Line) -> None:
        """Go on writing a line that was under way before a lock."""
        self._become(replace(self.state, line=line))
        self.returned.emit(line.text)

    # -- before you go

    def cover(self, item: str, *, covered: bool) -> None:
        visit = self._visit
        self._save(lambda: self._visits.cover(visit, item, covered=covered))

    def put_into_story(self, entry: str) -> None:
        """Put a line into the chronology."""
        family = self._family
        self._save(lambda: self._visits.put_into_story(family, entry))

    def finish(self, ending: Ending) -> None:
        """The visit is over."""
        family, visit = self._family, self._visit

        def leave() -> datetime | None:
            self._visits.finish(family, visit, ending)
            return ending.next_at

        self._tasks.run(leave, self._ended, self._not_ended)

    # -- saving

    @property
    def unsaved(self) -> str:
        """Why something typed is not on the disk yet, in words; "" when everything is."""
        return self._saves.unsaved

    def save(self) -> None:
        """Try to save what is not saved yet."""
        self._saves.try_again()

    def _say(self, line: Line) -> None:
        """What has words is saved at once, so that a line meant to be private never lies in the store as an open one."""
        before, visit = self.state.line, self._visit
        self._become(replace(self.state, line=line))
        if line != before and (line.text or before.text):
            self._save(lambda: self._visits.write_line(visit, line))

    def _read(self) -> VisitNote:
        return self._visits.note(self._family, self._visit)

    def _save(self, work: Callable[[], None]) -> None:
        self._become(replace(self.state, saving=True))
        self._saves.give(work)

    def _read_back(self) -> None:
        """The page shows what is in the store."""
        if self._visit:
            self._tasks.run(self._read, self._saved, self._failed)

    def _loaded(self, note: VisitNote) -> None:
        if note.card.visit == self._visit:
            self._become(replace(self.state, note=note, problem=""))

    def _saved(self, note: VisitNote) -> None:
        now = self._now()
        self._become(replace(self.state, now=now, saving=False, saved_at=now))
        self._loaded(note)

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, saving=False, problem=sentence(error)))

    def _not_saved(self, why: str) -> None:
        self._become(replace(self.state, saving=False, problem=why))

    def _not_caught(self, line: Line, error: Exception) -> None:
        """What was typed since stays behind it, in the same line."""
        text = "\n".join(filter(None, (line.text, self.state.line.text)))
        self._become(replace(self.state, saving=False, problem=sentence(error)))
        self.returned.emit(text)
        self._say(replace(line, text=text))

    def _ended(self, next_at: datetime | None) -> None:
        self._visit = ""
        self.finished.emit(next_at)

    def _not_ended(self, error: Exception) -> None:
        self.not_finished.emit(sentence(error))

    def _become(self, state: VisitState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
