"""A family's files as a state: listing, adding and opening them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.casework.attachments import Attachments, FileLine, KindNotTaken, NewAttachment, PagesMixed, media_type
from desktop.casework.people import People, PersonCard
from desktop.casework.reads import EXPORT, VIEW, Reads
from desktop.ui.documents.pictures import decoded, is_picture, repainted
from desktop.ui.ports import PagesChooser, Printer
from desktop.ui.tasks import Tasks
from desktop.ui.words import documents as words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class Way:
    """How files can go now: whether there is a line, and whether what goes over it is paid for."""

    online: bool = False
    metered: bool = False


@dataclass(frozen=True)
class DocumentsState:
    """`now` is local time; `held_back` says that files wait for a better line than this one."""

    now: datetime
    family: str = ""
    files: tuple[FileLine, ...] = ()
    people: tuple[PersonCard, ...] = ()
    online: bool = False
    held_back: bool = False
    loaded: bool = False
    problem: str = ""


class DocumentsModel(QObject):
    """Reads, adds, opens.

    Signals:
        changed: a new `DocumentsState` is in place.
        added: a file is kept.
        not_added: why it is not, in words.
        opened: a `FileLine`, the number of a page of it, from 0, and its picture, a QImage.
        taken_out: a `FileLine` that is no longer there.
        put_back: one is there again.
        saved: where a copy lies.
        refused: why it cannot be opened, in words.
    """

    changed = Signal()
    added = Signal()
    not_added = Signal(str)
    opened = Signal(object, int, object)
    taken_out = Signal(object)
    put_back = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        attachments: Attachments,
        people: People,
        chooser: PagesChooser,
        printer: Printer,
        reads: Reads,
        way: Callable[[], Way],
        now: Callable[[], datetime],
        tasks: Tasks,
    ) -> None:
        """`now` is local time."""
        super().__init__()
        self._attachments, self._people, self._chooser, self._printer = attachments, people, chooser, printer
        self._reads, self._way, self._now, self._tasks = reads, way, now, tasks
        self.state = DocumentsState(now())

    def arrive(self, family: str) -> None:
        """Show this family's."""
        if family != self.state.family:
            self._become(DocumentsState(self._now(), family))
        self.reload()

    def reload(self) -> None:
        family, way = self.state.family, self._way()
        if family:
            self._tasks.run(lambda: self._read(family, way), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._become(DocumentsState(self._now()))

    def choose(self) -> Sequence[str]:
        """Have the worker point at a PDF or at photographed pages; their paths, or none."""
        return self._chooser.choose_many()

    def add(self, paths: Sequence[str], new: NewAttachment) -> None:
        """Keep what lies there as one document: pictures painted anew, a PDF as it is."""
        family = self.state.family
        self._tasks.run(lambda: self._add(family, paths, new), self._added, self._not_added)

    def open(self, line: FileLine, page: int = 0) -> None:
        """Show a page of a picture."""
        self._tasks.run(
            lambda: decoded(self._bytes(line.pages[page], VIEW)),
            lambda image: self._opened(line, page, image),
            self._refused,
        )

    def take_out(self, line: FileLine, why: str) -> None:
        """Take a document out, and say why."""
        self._tasks.run(lambda: self._attachments.take_out(line, why), lambda _none: self._gone(line), self._not_added)

    def bring_back(self, line: FileLine) -> None:
        """Undo that."""
        self._tasks.run(lambda: self._attachments.put_back(line), self._back, self._refused)

    def save_copy(self, line: FileLine) -> None:
        """Put a copy where the worker keeps such files, under a neutral name (F13)."""
        self._tasks.run(
            lambda: self._printer.save_pdf(words.FILE_NAME, self._bytes(line.attachment, EXPORT)),
            self.saved.emit,
            self._refused,
        )

    def _read(self, family: str, way: Way) -> DocumentsState:
        held_back = way.metered and not self._attachments.goes_on_hotspot()
        files, people = self._attachments.of(family), self._people.of(family)
        return DocumentsState(self._now(), family, files, people, way.online, held_back, loaded=True)

    def _add(self, family: str, paths: Sequence[str], new: NewAttachment) -> str:
        pages = [self._taken(path, alone=len(paths) == 1) for path in paths]
        return self._attachments.add_pages(family, new, [[page] for page in pages])

    def _taken(self, path: str, *, alone: bool) -> bytes:
        data = self._chooser.read(path)
        kind = media_type(data[:16])
        if is_picture(kind):
            return repainted(data)
        if not alone:
            raise PagesMixed
        if kind != "application/pdf" and data:
            raise KindNotTaken
        return data

    def _bytes(self, page: str, act: str) -> bytes:
        """Noted first (F10): what is not noted is not handed out."""
        found = b"".join(self._attachments.open(page))
        self._reads.note(act, "attachment", page)
        return found

    def _loaded(self, state: DocumentsState) -> None:
        if state.family == self.state.family:
            self._become(state)

    def _added(self, _attachment: str) -> None:
        self.added.emit()
        self.reload()

    def _not_added(self, error: Exception) -> None:
        self.not_added.emit(sentence(error))

    def _opened(self, line: FileLine, page: int, image: QImage) -> None:
        self.opened.emit(line, page, image)

    def _gone(self, line: FileLine) -> None:
        self.taken_out.emit(line)
        self.reload()

    def _back(self, _none: object) -> None:
        self.put_back.emit()
        self.reload()

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: DocumentsState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
