"""The visit note: lines caught with their own time while somebody talks (mockup 09)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.casework.visit_lines import EntryLine, Line
from desktop.casework.visits import VisitNote
from desktop.ui.ports import Shell
from desktop.ui.visit.before_you_go import BeforeYouGo, UrgentHelp
from desktop.ui.visit.capture import Capture
from desktop.ui.visit.entry_row import EntryRow
from desktop.ui.visit.finish import FinishVisit
from desktop.ui.visit.model import VisitModel
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Page, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.side_panel import WithSidePanel
from desktop.ui.widgets.states import SaveState, announce
from desktop.ui.words import saving
from desktop.ui.words import visit as words

_MINUTE_MS = 60_000


class VisitPage(Page):
    """Opened with `family` and `visit`. `phones` are the council's numbers: pairs of name and number."""

    def __init__(self, model: VisitModel, shell: Shell, phones: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._model, self._shell = model, shell
        self._header = PageHeader(lined=True)
        self._saved = SaveState()
        self._timer = _Timer()
        self._finish = Button(words.FINISH, "primary")
        self._problem = Notice("danger", "triangle-alert", "")
        self._capture = Capture()
        self._entries = QVBoxLayout()
        self._side, self._urgent = BeforeYouGo(), UrgentHelp(phones)
        self._dialog: FinishVisit | None = None
        self._drawn: object = None
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.open(args["family"], args["visit"])
        self._capture.editor.setFocus()

    def leave(self) -> None:
        self._capture.finish_line()
        if self._dialog is not None:
            self._dialog.flush()
        self._model.fold()

    def keep(self) -> Kept:
        """The line is still being written: it goes on after the unlock."""
        self._capture.editor.flush()
        if self._dialog is not None:
            self._dialog.flush()
        return {"line": asdict(self._model.state.line)}

    def resume(self, kept: Kept) -> None:
        self._model.go_on_with(Line(**kept["line"]))

    def ask_again(self, dialog: str, about: str) -> None:
        self._ask_to_finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    # -- drawing

    def _lay_out(self) -> None:
        self._header.add_action(self._saved, self._timer, self._finish)
        self._entries.setSpacing(2)
        main = ScrollColumn((28, 16, 28, 28), 16)
        main.add(self._problem, self._capture)
        main.column.addLayout(self._entries)
        main.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(WithSidePanel(main, self._side, self._urgent), 1)

    def _draw(self) -> None:
        state = self._model.state
        self._draw_saving()
        if state.note is None:
            return
        note = state.note
        self._capture.show_line(state.line, note.people)
        names = {person.person: person.name for person in note.people}
        present = [names[person] for person in note.present]
        self._header.say(words.title(note.card.place, note.family_name), words.subtitle(note.card.at.date(), present))
        arrived = note.card.arrived_at
        self._timer.say(words.running(arrived, note.card.left_at or state.now) if arrived else "")
        self._side.show_note(note)
        if (lines := (state.entries, state.unfolded, note.people)) != self._drawn:
            self._drawn = lines
            with kept_focus(self):
                self._draw_entries(state.entries, note)

    def _draw_saving(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        if state.problem:
            self._saved.failed(state.problem)
        elif state.saving:
            self._saved.saving()
        elif state.saved_at:
            self._saved.saved(saving.saved_at(state.saved_at))
        else:
            self._saved.clear()

    def _draw_entries(self, entries: Sequence[EntryLine], note: VisitNote) -> None:
        while (item := self._entries.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        names = {person.person: person.name for person in note.people}
        for entry in entries:
            folded = entry.hidden and entry.entry not in self._model.state.unfolded
            row = EntryRow(entry, names.get(entry.said_by, ""), folded=folded)
            if row.show_it is not None:
                row.show_it.clicked.connect(partial(self._model.unfold, entry.entry))
            self._entries.addWidget(row)
        if not entries:
            self._entries.addWidget(PlainLabel(words.NOTHING_YET, "body", "text2"))

    # -- doing

    def _connect(self) -> None:
        model = self._model
        self._minute.timeout.connect(model.tick)
        self._capture.typed.connect(model.type)
        self._capture.caught.connect(model.catch)
        self._capture.tagged.connect(model.tag)
        self._capture.said_by.connect(model.said_by)
        self._capture.hidden.connect(model.hide)
        self._side.saw.connect(model.saw)
        self._side.covered.connect(self._covered)
        self._finish.clicked.connect(self._capture.finish_line)
        self._finish.clicked.connect(self._ask_to_finish)
        model.changed.connect(self._draw)
        model.planned.connect(self._planned)
        model.returned.connect(self._capture.put_back)
        model.finished.connect(self._finished)
        model.not_finished.connect(self._not_finished)

    def _planned(self) -> None:
        announce(self, words.ACTION_TOO)

    def _covered(self, item: str, ticked: bool) -> None:
        self._model.cover(item, covered=ticked)

    def _ask_to_finish(self) -> None:
        note = self._model.state.note
        if note is None:
            return
        self._model.showed("observation", note.observation)
        self._model.showed("analysis", note.analysis)
        self._dialog = FinishVisit(note, self._model.state.now)
        self._dialog.wrote.connect(self._model.write)
        self._dialog.said.connect(self._model.finish)
        self._dialog.closed.connect(self._closed)
        self._shell.ask(self._dialog)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.flush()
            self._dialog = None

    def _finished(self, next_at: datetime | None) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._shell.end_visit()
        self._shell.tell(words.finished(next_at))

    def _not_finished(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)


class _Timer(Panel):
    """How long the visit has lasted."""

    def __init__(self) -> None:
        super().__init__("chip", (12, 6, 12, 6))
        self._said = PlainLabel("", "bodyStrong", "onprimarysoft", wrap=False)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Picture("timer", "onprimarysoft"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self._said)
        self.column.addLayout(across)

    def say(self, lasted: str) -> None:
        self._said.setText(lasted)
        self._said.updateGeometry()
        self.setAccessibleName(words.running_said(lasted) if lasted else "")
        self.setVisible(bool(lasted))
