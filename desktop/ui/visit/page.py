"""The visit note (mockup 09): lines caught with their own time while somebody talks, and the write-up behind its second tab."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from desktop.casework.visit_endings import Attempts
from desktop.casework.visit_lines import Line
from desktop.casework.visit_safety import Watch
from desktop.casework.visits import VisitNote
from desktop.ui.ports import Shell
from desktop.ui.visit.alarm import Alarm
from desktop.ui.visit.before_you_go import BeforeYouGo, UrgentHelp
from desktop.ui.visit.failed import NotHappened
from desktop.ui.visit.finish import FinishVisit
from desktop.ui.visit.going_in import GoingIn
from desktop.ui.visit.model import VisitModel
from desktop.ui.visit.notes import Notes
from desktop.ui.visit.pictures import Pictures
from desktop.ui.visit.timer import Running, draw_saving
from desktop.ui.visit.write_up import WriteUpView
from desktop.ui.visit.write_up_model import WriteUpModel
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.page import MARGIN, Page, PageHeader
from desktop.ui.widgets.side_panel import WithSidePanel
from desktop.ui.widgets.states import SaveState, announce
from desktop.ui.widgets.tabs import Tabs
from desktop.ui.words import visit as words
from desktop.ui.words import write_up as write_up_words

_MINUTE_MS = 60_000
NOTES, WRITE_UP = "notes", "write_up"


class VisitPage(Page):
    """Opened with `family` and `visit`. `phones` are the council's numbers: pairs of name and number; `colleague` names a user."""

    def __init__(
        self,
        model: VisitModel,
        write_up: WriteUpModel,
        shell: Shell,
        colleague: Callable[[str], str],
        phones: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self._model, self._write_up, self._shell = model, write_up, shell
        self._header = PageHeader()
        self._saved, self._timer = SaveState(), Running()
        self._failed, self._finish = Button(write_up_words.NOT_HAPPENED), Button(words.FINISH, "primary")
        self._tabs = Tabs(
            ((NOTES, write_up_words.AS_IT_HAPPENS), (WRITE_UP, write_up_words.WRITE_UP)), write_up_words.PARTS
        )
        self._problem = Notice("danger", "triangle-alert", "")
        self._alarm, self._going_in = Alarm(), GoingIn(shell.hold)
        self._visit, self._put_off = "", False
        self._notes = Notes(model, colleague, self._problem, self._alarm, self._going_in)
        self._fields = WriteUpView(write_up, visiting=True)
        self._pictures = Pictures(self._fields, write_up, shell)
        self._side, self._urgent = BeforeYouGo(), UrgentHelp(phones)
        self._parts = QStackedWidget()
        self._dialog: FinishVisit | NotHappened | None = None
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        if args["visit"] != self._visit:
            self._visit, self._put_off = args["visit"], False
            self._going_in.clear()
        self._model.open(args["family"], args["visit"])
        self._write_up.open(args["family"], args["visit"])
        self._notes.capture.editor.setFocus()

    def leave(self) -> None:
        self._notes.capture.finish_line()
        self._flush()
        self.fold()

    def keep(self) -> Kept:
        """The line is still being written: it goes on after the unlock."""
        self._notes.capture.editor.flush()
        self._flush()
        tab = NOTES if self._parts.currentIndex() == 0 else WRITE_UP
        return {"line": asdict(self._model.state.line), "tab": tab}

    def resume(self, kept: Kept) -> None:
        self._model.go_on_with(Line(**kept["line"]))
        self._tabs.set_current(kept["tab"])
        self._turn_to(kept["tab"])

    def ask_again(self, dialog: str, about: str) -> None:
        if dialog == NotHappened.name:
            self._ask_why()
        else:
            self._ask_to_finish()

    def fold(self) -> None:
        """Hide what is private: the page is left, or the screen covered."""
        self._model.fold()
        self._write_up.fold()
        self._going_in.fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    # -- drawing

    def _lay_out(self) -> None:
        self._header.add_action(self._saved, self._timer, self._failed, self._finish)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(MARGIN - 12, 0, MARGIN, 0)
        tabs.addWidget(self._tabs, 1)
        self._parts.addWidget(WithSidePanel(self._notes, self._side, self._urgent))
        self._parts.addWidget(self._fields)
        self.column.addWidget(self._header)
        self.column.addLayout(tabs)
        self.column.addWidget(self._parts, 1)

    def _draw(self) -> None:
        state, fields = self._model.state, self._write_up.state
        draw_saving(self._saved, self._problem, state, fields)
        self._alarm.show_state(fields)
        self._going_in.show_state(fields)
        self._side.setVisible(state.note is not None)
        if state.note is None:  # no word of the visit before stays
            self._header.say(words.TITLE)
            self._notes.forget()
            return
        note = state.note
        self._going_in.setVisible(not (self._put_off or self._shell.hold.has_pin or note.part.left_at))
        self._notes.show_note(note)
        names = {person.person: person.name for person in note.people}
        present = [names[person] for person in note.present]
        self._header.say(words.title(note.card.place, note.family_name), words.subtitle(note.card.at.date(), present))
        self._timer.show_part(note.part, state.now)
        self._failed.setVisible(not note.entries)
        self._side.show_note(note)
        self._side.show_check(fields.check)

    # -- doing

    def _connect(self) -> None:
        model, write_up = self._model, self._write_up
        self._tabs.chosen.connect(self._turn_to)
        self._minute.timeout.connect(model.tick)
        for told in (self._minute.timeout, self._alarm.asked):
            told.connect(write_up.tick)
        self._side.saw.connect(self._saw)
        self._side.covered.connect(self._covered)
        self._finish.clicked.connect(self._notes.capture.finish_line)
        self._finish.clicked.connect(self._ask_to_finish)
        self._failed.clicked.connect(self._ask_why)
        self._alarm.safe.connect(write_up.check_in)
        self._alarm.rang.connect(self._rang)
        self._alarm.longer.connect(self._stay_longer)
        self._going_in.ready.connect(self._went_in)
        self._going_in.put_off.connect(self._later)
        for changed in (model.changed, write_up.changed):
            changed.connect(self._draw)
        model.planned.connect(self._planned)
        model.finished.connect(self._finished)
        model.not_finished.connect(self._not_done)
        write_up.failed.connect(self._not_happened)
        write_up.refused.connect(self._not_done)

    def _turn_to(self, part: str) -> None:
        self._flush()
        self._parts.setCurrentIndex((NOTES, WRITE_UP).index(part))

    def _flush(self) -> None:
        self._fields.flush()
        self._pictures.flush()

    def _went_in(self, watch: Watch) -> None:
        self._write_up.watch(watch)
        if self._shell.hold.has_pin:
            self._shell.tell(write_up_words.PIN_SET)
        self._later()

    def _later(self) -> None:
        self._put_off = True
        self._draw()
        self._notes.capture.editor.setFocus()

    def _rang(self) -> None:
        """Somebody who looks something up elsewhere is told there."""
        if not self.isVisible():
            self._shell.tell(write_up_words.CHECK_IN, "timer", "warning")

    def _stay_longer(self) -> None:
        until = self._write_up.state.now + timedelta(minutes=write_up_words.LONGER_MINUTES)
        self._write_up.check_in(until)

    def _planned(self) -> None:
        announce(self, words.ACTION_TOO)

    def _saw(self, child: str, seen: str) -> None:
        self._write_up.met(child, "seen", seen)

    def _covered(self, item: str, ticked: bool) -> None:
        self._model.cover(item, covered=ticked)

    def _ask_to_finish(self) -> None:
        note: VisitNote | None = self._model.state.note
        if note is None:
            return
        self._flush()
        dialog = FinishVisit(note, self._write_up.state.check, self._model.state.now)
        dialog.said.connect(self._model.finish)
        self._ask(dialog)

    def _ask_why(self) -> None:
        dialog = NotHappened()
        dialog.said.connect(self._write_up.fail)
        self._ask(dialog)

    def _ask(self, dialog: FinishVisit | NotHappened) -> None:
        self._dialog = dialog
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _finished(self, next_at: datetime | None) -> None:
        self._close_and_go(words.finished(next_at))

    def _not_happened(self, attempts: Attempts) -> None:
        self._close_and_go(write_up_words.tried_so_far(attempts.missed, attempts.most))

    def _close_and_go(self, said: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._shell.end_visit()
        self._shell.tell(said)

    def _not_done(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
