"""One record's history: at once what this laptop knows, then what the council tells."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from desktop.casework.history import Histories, Told, Written
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.words.trouble import sentence

Ask = Callable[[str, str, str], list[Told]]
"""What the council tells of a record, by stream, kind and id. Raises Offline and the other errors of the line."""


@dataclass(frozen=True)
class HistoryState:
    """`field` narrows it to one; "@" and an answer's key to all that was written about that answer. `now` is local time."""

    now: datetime
    kind: str = ""
    record: str = ""
    field: str = ""
    written: tuple[Written, ...] = ()
    council: Literal["asking", "told", "away"] = "asking"
    loaded: bool = False
    problem: str = ""


class HistoryModel(QObject):
    """Reads, asks, and puts an earlier value back.

    Signals:
        changed: a new `HistoryState` is in place.
        restored: an earlier value is written again.
    """

    changed = Signal()
    restored = Signal()

    def __init__(self, histories: Histories, ask: Ask, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._histories, self._ask, self._now, self._tasks = histories, ask, now, tasks
        self._told: list[Told] = []
        self.state = HistoryState(now())

    def open(self, kind: str, record: str, field: str = "") -> None:
        """Show a record's history, or that of one of its fields."""
        self._told = []
        self._become(HistoryState(self._now(), kind, record, field))
        self._read()
        self._tasks.run(lambda: self._asked(kind, record), self._answered, self._away, Lane.NETWORK)

    def restore(self, written: Written) -> None:
        state = self.state
        standing = (one.after for one in state.written if one.field == written.field and one.stands)
        shown = next(standing, None)

        def work() -> None:
            self._histories.restore(state.kind, state.record, written.field, written.after, shown)

        self._tasks.run(work, self._restored, self._failed)

    def _read(self) -> None:
        kind, record, told = self.state.kind, self.state.record, list(self._told)
        self._tasks.run(lambda: (record, self._histories.of(kind, record, told)), self._loaded, self._failed)

    def _asked(self, kind: str, record: str) -> tuple[str, list[Told]]:
        stream = self._histories.stream_of(kind, record)
        return record, self._ask(stream, kind, record) if stream else []

    def _loaded(self, read: tuple[str, tuple[Written, ...]]) -> None:
        record, written = read
        if record == self.state.record:
            shown = tuple(one for one in written if _is_of(one.field, self.state.field))
            self._become(replace(self.state, now=self._now(), written=shown, loaded=True, problem=""))

    def _answered(self, answer: tuple[str, list[Told]]) -> None:
        record, told = answer
        if record == self.state.record:
            self._told = told
            self._become(replace(self.state, council="told"))
            self._read()

    def _away(self, _error: Exception) -> None:
        self._become(replace(self.state, council="away"))

    def _restored(self, _answer: Any) -> None:
        self._read()
        self.restored.emit()

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: HistoryState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def _is_of(name: str, field: str) -> bool:
    return not field or name == field or (field.startswith("@") and name.endswith(field))
