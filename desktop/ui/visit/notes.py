"""What is caught while somebody talks: the line under way, and those that are complete, newest first."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.visit_lines import EntryLine
from desktop.casework.visits import VisitNote
from desktop.ui.visit.capture import Capture
from desktop.ui.visit.entry_row import EntryRow
from desktop.ui.visit.model import VisitModel
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.words import visit as words


class Notes(ScrollColumn):
    """`above` stands over the capture: an alarm, a problem, what to do before going in. `colleague` names a user."""

    def __init__(self, model: VisitModel, colleague: Callable[[str], str], *above: QWidget) -> None:
        super().__init__((28, 16, 28, 28), 16)
        self._model, self._colleague = model, colleague
        self._drawn: object = None
        self.capture = Capture()
        self._entries = QVBoxLayout()
        self._entries.setSpacing(2)
        self.add(*above, self.capture)
        self.column.addLayout(self._entries)
        self.add_stretch()
        self.capture.typed.connect(model.type)
        self.capture.caught.connect(model.catch)
        self.capture.tagged.connect(model.tag)
        self.capture.said_by.connect(model.said_by)
        self.capture.hidden.connect(model.hide)
        model.returned.connect(self.capture.put_back)

    def show_note(self, note: VisitNote) -> None:
        """Draw it; rows only where they are others than before."""
        state = self._model.state
        self.capture.show_line(state.line, note.people)
        if (lines := (state.entries, state.unfolded, note.people, note.others)) != self._drawn:
            self._drawn = lines
            with kept_focus(self):
                self._draw(state.entries, note)

    def forget(self) -> None:
        """Show no line at all, until a visit is read."""
        self._drawn = None
        self._clear()

    def _clear(self) -> None:
        while (item := self._entries.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _draw(self, entries: Sequence[EntryLine], note: VisitNote) -> None:
        self._clear()
        names = {person.person: person.name for person in note.people}
        for entry in entries:
            folded = entry.hidden and entry.entry not in self._model.state.unfolded
            by = self._colleague(entry.worker) if entry.worker in note.others else ""
            row = EntryRow(entry, names.get(entry.said_by, ""), folded=folded, by=by)
            if row.show_it is not None:
                row.show_it.clicked.connect(partial(self._model.unfold, entry.entry))
            if row.for_story is not None:
                row.for_story.clicked.connect(partial(self._model.put_into_story, entry.entry))
            self._entries.addWidget(row)
        if not entries:
            self._entries.addWidget(PlainLabel(words.NOTHING_YET, "body", "text2"))
