"""After the visit: the whole note on one page of the office, quick to fill in by keyboard, for whoever came home with it in their head."""

from datetime import datetime

from desktop.casework.visit_endings import Attempts
from desktop.casework.visits import Ending
from desktop.ui.ports import Shell
from desktop.ui.visit.failed import NotHappened
from desktop.ui.visit.finish import FinishVisit
from desktop.ui.visit.model import VisitModel
from desktop.ui.visit.pictures import Pictures
from desktop.ui.visit.timer import draw_saving
from desktop.ui.visit.write_up import WriteUpView
from desktop.ui.visit.write_up_model import WriteUpModel
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.page import Page, PageHeader
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import visit as visit_words
from desktop.ui.words import write_up as words


class AfterVisitPage(Page):
    """Opened with `family` and `visit`. In the office nobody looks over a shoulder: nothing is folded."""

    def __init__(self, model: VisitModel, write_up: WriteUpModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._write_up, self._shell = model, write_up, shell
        self._header = PageHeader(with_back=True, lined=True)
        self._late = Badge(words.LATE, "clock", "warning")
        self._saved, self._problem = SaveState(), Notice("danger", "triangle-alert", "")
        self._failed, self._finish = Button(words.NOT_HAPPENED), Button(visit_words.FINISH, "primary")
        self._fields = WriteUpView(write_up, visiting=False)
        self._pictures = Pictures(self._fields, write_up, shell)
        self._missed = Notice("warning", "circle-alert", words.FAILED_TITLE)
        self._undo = Button(words.IT_HAPPENED)
        self._missed.across.addWidget(self._undo)
        self._dialog: FinishVisit | NotHappened | None = None
        self._header.add_badge(self._late)
        self._header.add_action(self._saved, self._failed, self._finish)
        for place, notice in enumerate((self._problem, self._missed)):
            self._fields.column.insertWidget(place, notice)
        self.column.addWidget(self._header)
        self.column.addWidget(self._fields, 1)
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.open(args["family"], args["visit"])
        self._write_up.open(args["family"], args["visit"])

    def leave(self) -> None:
        self._fields.flush()
        self._pictures.flush()

    def ask_again(self, dialog: str, about: str) -> None:
        if dialog == NotHappened.name:
            self._ask_why()
        else:
            self._ask_to_finish()

    def _connect(self) -> None:
        self._header.back.connect(self._shell.back)
        self._fields.turned.connect(self._fields.arrived.setFocus)
        self._finish.clicked.connect(self._ask_to_finish)
        self._failed.clicked.connect(self._ask_why)
        self._undo.clicked.connect(self._write_up.not_failed)
        for changed in (self._model.changed, self._write_up.changed):
            changed.connect(self._draw)
        self._model.finished.connect(self._finished)
        self._model.not_finished.connect(self._not_done)
        self._write_up.failed.connect(self._not_happened)
        self._write_up.refused.connect(self._not_done)

    def _draw(self) -> None:
        note, fields = self._model.state.note, self._write_up.state
        draw_saving(self._saved, self._problem, self._model.state, fields)
        self._late.setVisible(fields.late)
        if note is not None:
            self._header.say(words.after(note.family_name), visit_words.subtitle(note.card.at.date(), ()))
            missed = fields.doc is not None and fields.doc.state == "failed"
            self._missed.setVisible(missed)
            self._failed.setVisible(not (missed or note.part.left_at))

    def _ask_to_finish(self) -> None:
        self.leave()
        if (note := self._model.state.note) is not None:
            dialog = FinishVisit(note, self._write_up.state.check, self._model.state.now)
            dialog.said.connect(self._finish_it)
            self._ask(dialog)

    def _finish_it(self, ending: Ending) -> None:
        self._model.finish(ending)

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
        self._close(visit_words.finished(next_at))

    def _not_happened(self, attempts: Attempts) -> None:
        self._close(words.tried_so_far(attempts.missed, attempts.most))

    def _close(self, said: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._shell.back()
        self._shell.tell(said)

    def _not_done(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
