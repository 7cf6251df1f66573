"""The fields of a visit as a state: what this worker writes, what the colleague wrote, what is left to do before going."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.casework.attachments import FileLine, NewAttachment
from desktop.casework.plan_view import NOT_STARTED
from desktop.casework.plans import HowFar
from desktop.casework.visit_endings import Attempts, Failure, GoingCheck
from desktop.casework.visit_safety import Risk, Watch
from desktop.casework.visit_writing import ChildField, PartField, Said, SharedField, WriteUp
from desktop.ui.documents.pictures import repainted
from desktop.ui.saves import Saves
from desktop.ui.tasks import Tasks
from desktop.ui.visit.casework import Writing
from desktop.ui.words.trouble import sentence

DONE = "done"


@dataclass(frozen=True)
class WriteUpState:
    """`now` and `saved_at` are local time. `files` are those of this visit; `unfolded` says that what is private is shown for now."""

    now: datetime
    doc: WriteUp | None = None
    check: GoingCheck = field(default_factory=GoingCheck)
    risks: tuple[Risk, ...] = ()
    files: tuple[FileLine, ...] = ()
    late: bool = False
    unfolded: bool = False
    saving: bool = False
    saved_at: datetime | None = None
    problem: str = ""


class WriteUpModel(QObject):
    """Reads and writes one visit's fields.

    Signals:
        changed: a new `WriteUpState` is in place.
        kept: a drawing or a photo is kept.
        refused: why something that a dialog asked for was not done, in words.
        failed: the visit did not happen; an `Attempts`.
    """

    changed = Signal()
    kept = Signal()
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, casework: Writing, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._do, self._now, self._tasks = casework, now, tasks
        self._family = self._visit = ""
        self._shown: dict[tuple[str, str], Said] = {}
        self._saves = Saves(tasks)
        self._saves.saved.connect(self._read_back)
        self._saves.refused.connect(self._not_saved)
        self.state = WriteUpState(now())

    # -- what is shown

    def open(self, family: str, visit: str) -> None:
        """Show a visit; what is private is folded again."""
        if visit != self._visit:
            self._family, self._visit = family, visit
            self._shown.clear()
            self.state = WriteUpState(self._now())
        self.fold()
        self.reload()

    def reload(self) -> None:
        """Read it again, as when changes have come in."""
        if self._visit:
            self._tasks.run(partial(self._read, self._family, self._visit), self._loaded, self._not_read)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self._family:
            self._family = self._visit = ""
            self._become(WriteUpState(self._now()))

    def unfold(self) -> None:
        self._become(replace(self.state, unfolded=True))

    def fold(self) -> None:
        """Hide what was unfolded: the page is left, or the screen covered."""
        self._become(replace(self.state, unfolded=False))

    def tick(self) -> None:
        """Time went on."""
        self._become(replace(self.state, now=self._now()))

    # -- what is written; every value over what the page showed (S18)

    def showed(self, of: str, field: str, value: Said) -> None:
        """An editor shows this now: what it saves was typed over it. `of`: "part", "visit", a child or an adult."""
        self._shown[of, field] = value

    def write(self, field: PartField, said: Said) -> None:
        self._over(("part", field), said, partial(self._do.writing.write, self._visit, field))

    def write_shared(self, field: SharedField, said: Said) -> None:
        self._over(("visit", field), said, partial(self._do.writing.write_shared, self._visit, field))

    def met(self, child: str, field: ChildField, said: Said) -> None:
        self._over((child, field), said, partial(self._do.writing.met, self._visit, child, field))

    def heard(self, adult: str, said: str) -> None:
        self._over((adult, "said"), said, partial(self._do.writing.heard, self._visit, adult))

    def tick_action(self, action: str, *, done: bool) -> None:
        """An action of the plan is done, or is not after all."""
        said = HowFar(DONE if done else NOT_STARTED)
        self._save(partial(self._progress, action, said))

    def watch(self, watch: Watch) -> None:
        """Say who waits and until when."""
        self._save(partial(self._do.safety.watch, self._visit, watch))

    def check_in(self, until: datetime | None = None) -> None:
        """All is well."""
        self._save(partial(self._do.safety.check_in, self._visit, until))

    def fail(self, failure: Failure) -> None:
        """The visit did not happen."""
        self._tasks.run(partial(self._do.endings.fail, self._family, self._visit, failure), self._failed, self._refused)

    def not_failed(self) -> None:
        """It was marked by mistake."""
        self._save(partial(self._do.endings.not_failed, self._visit))

    # -- photos and drawings

    def choose(self) -> str:
        """Have the worker point at a picture; its path, or ""."""
        return self._do.chooser.choose()

    def add_photo(self, path: str, title: str) -> None:
        """Keep the picture that lies there, painted anew (P6)."""
        self._tasks.run(partial(self._keep_photo, path, title), self._kept, self._refused)

    def add_drawing(self, png: bytes, title: str) -> None:
        """Keep what was drawn on this screen."""
        self._tasks.run(partial(self._keep, "drawing", png, title), self._kept, self._refused)

    # -- saving

    @property
    def unsaved(self) -> str:
        """Why something typed is not on the disk yet, in words; "" when everything is."""
        return self._saves.unsaved

    def save(self) -> None:
        """Try to save what is not saved yet."""
        self._saves.try_again()

    def _progress(self, action: str, said: HowFar) -> None:
        shown = next(card for card in self._do.plans.of(self._family).actions() if card.action == action)
        self._do.plans.set_progress(action, said, HowFar(shown.progress, shown.barrier))

    def _keep_photo(self, path: str, title: str) -> str:
        data = self._do.chooser.read(path)
        return self._keep("photo", repainted(data), title)

    def _keep(self, category: str, data: bytes, title: str) -> str:
        new = NewAttachment(category, title, belongs_to=self._visit)
        return self._do.attachments.add(self._family, new, [data])

    def _over(self, place: tuple[str, str], said: Said, write: Callable[[Any, Any], object]) -> None:
        def save() -> None:
            # In the store's lane, after the save before it: that one's words are what this one was typed over.
            write(said, self._shown.get(place))
            self._shown[place] = said

        self._save(save)

    def _save(self, work: Callable[[], object]) -> None:
        self._become(replace(self.state, saving=True))
        self._saves.give(work)

    def _read(self, family: str, visit: str) -> WriteUpState:
        doc = self._do.writing.of(family, visit)
        return WriteUpState(
            now=self._now(),
            doc=doc,
            check=self._do.endings.check(family, visit),
            risks=self._do.safety.risks(family),
            files=tuple(file for file in self._do.attachments.of(family) if file.belongs_to == visit),
            late=self._do.endings.is_late(doc.mine.left_at, doc.mine.written_at),
        )

    def _read_back(self) -> None:
        """The page shows what is in the store."""
        self._become(replace(self.state, now=self._now(), saving=False, saved_at=self._now()))
        self.reload()

    def _loaded(self, read: WriteUpState) -> None:
        doc = read.doc
        if doc is None or doc.visit != self._visit:
            return
        self._become(
            replace(read, unfolded=self.state.unfolded, saving=self.state.saving, saved_at=self.state.saved_at)
        )

    def _not_read(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _not_saved(self, why: str) -> None:
        self._become(replace(self.state, saving=False, problem=why))

    def _failed(self, attempts: Attempts) -> None:
        self._visit = ""
        self.failed.emit(attempts)

    def _kept(self, _attachment: str) -> None:
        self.kept.emit()
        self.reload()

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _become(self, state: WriteUpState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
