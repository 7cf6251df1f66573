"""Today: it answers "what now?" without a click (mockup 03)."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.day import Draft, Due
from desktop.ui import theme, tokens
from desktop.ui.family.badges import action_status
from desktop.ui.family.book_visit import BookVisit
from desktop.ui.ports import Shell
from desktop.ui.shell.dialog import Dialog
from desktop.ui.today.model import TodayModel
from desktop.ui.today.visit_row import VisitRow
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import SearchEdit
from desktop.ui.widgets.page import NARROW, Columns, EmptyState, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import family, times
from desktop.ui.words import shell as shell_words
from desktop.ui.words import today as words

_FIND_WIDE = 290
_MINUTE_MS = 60_000
_DUE_SHOWN = 8


class TodayPage(Page):
    """Typing in its search goes on in the one over everything."""

    def __init__(self, model: TodayModel, shell: Shell, first_name: str) -> None:
        super().__init__()
        self._model, self._shell, self._first_name = model, shell, first_name
        self._header = PageHeader()
        self._find = SearchEdit(words.FIND, "Ctrl K")
        self._find_small = IconButton(words.FIND, "search", "secondary")
        self._new = Button(words.NEW, icon="plus")
        self._problem = Notice("danger", "triangle-alert", "")
        self._visits = RowCard()
        self._due_count = PlainLabel("", "meta", "text2", wrap=False)
        self._due = RowCard(words.DUE_SOON, self._due_count, words.NOTHING_DUE)
        self._drafts = RowCard(words.TO_FINISH, empty=words.NOTHING_TO_FINISH)
        self._standing = Panel("card")
        self._rows: list[VisitRow] = []
        self._drawn: object = None
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(model.tick)
        self._lay_out()
        self._find.textEdited.connect(self._seek)
        self._find.returnPressed.connect(partial(self._seek, ""))
        self._find_small.clicked.connect(partial(self._seek, ""))
        self._new.clicked.connect(self._ask_what)
        model.changed.connect(self._draw)
        model.started.connect(self._started)
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.reload()

    def ask_again(self, dialog: str, about: str) -> None:
        self._ask_when()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        worn = theme.current()
        narrow = worn.effective(self.width()) < NARROW
        self._find.setVisible(not narrow)
        self._find.setFixedWidth(worn.px(_FIND_WIDE))
        self._find_small.setVisible(narrow)

    # -- drawing

    def _lay_out(self) -> None:
        self._header.add_action(self._find, self._find_small, self._new)
        body = ScrollColumn()
        body.add(self._problem, Columns(_column(self._visits, self._drafts), _column(self._due, self._standing)))
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _draw(self) -> None:
        state = self._model.state
        visits = state.day.visits
        first = min((visit.card.at for visit in visits), default=None)
        self._header.say(words.hello(state.now, self._first_name), words.day_line(state.now.date(), len(visits), first))
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        for row in self._rows:
            row.say_when(state.now)
        if state.day is not self._drawn:
            self._drawn = state.day
            with kept_focus(self):
                self._draw_day()
        self._draw_standing()

    def _draw_day(self) -> None:
        state = self._model.state
        coming = state.day.next_visit
        self._rows = [VisitRow(visit, state.now, is_next=visit is coming) for visit in state.day.visits]
        for row, visit in zip(self._rows, state.day.visits, strict=True):
            row.start.clicked.connect(partial(self._model.start, visit))
            row.note.clicked.connect(
                partial(self._shell.open, "after-visit", family=visit.card.family, visit=visit.card.visit)
            )
            row.prepare.clicked.connect(partial(self._shell.open, "family", family=visit.card.family))
        self._visits.set_rows(self._rows or [self._no_visits()])
        shown = state.day.due[:_DUE_SHOWN]
        self._due_count.say(words.actions(len(shown), len(state.day.due)) if shown else "")
        self._due.set_rows([self._due_row(due) for due in shown])
        self._drafts.set_rows([self._draft_row(draft) for draft in state.day.drafts])

    def _no_visits(self) -> QWidget:
        book = Button(words.BOOK_VISIT, icon="calendar")
        book.clicked.connect(self._ask_when)
        return EmptyState("calendar", words.NO_VISITS, words.NO_VISITS_TEXT, book)

    def _due_row(self, due: Due) -> Row:
        today = self._model.state.now.date()
        status = action_status(due.progress, due.due_on, today)
        row = Row(due.text, f"{due.name}. {times.due(due.due_on, today)}", Picture(*status))
        row.text.set_tone(status.tone if status.tone in {"danger", "warning"} else "text2")
        go = IconButton(words.OPEN_PLAN, "arrow-right")
        go.setAccessibleDescription(f"{due.text}. {family.family(due.name)}")
        go.clicked.connect(partial(self._shell.open, "plan", family=due.family))
        row.add(go)
        return row

    def _draft_row(self, draft: Draft) -> Row:
        said, icon = words.draft(draft.kind, draft.name), "users-round" if draft.kind == "known" else "file-pen-line"
        row = Row(said, words.begun(draft.begun_on), Picture(icon, "text"))
        button = Button(words.LOOK if draft.kind == "known" else words.CARRY_ON, dense=True)
        button.setAccessibleDescription(said)
        button.clicked.connect(partial(self._carry_on, draft))
        row.add(button)
        return row

    def _draw_standing(self) -> None:
        standing = self._model.state.standing
        self._standing.setVisible(standing is not None)
        if standing is not None:
            while (item := self._standing.column.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.deleteLater()
            row = Row(standing.title, standing.text, Picture(*tokens.status("sync", standing.state)))
            row.across.setContentsMargins(0, 0, 0, 0)
            self._standing.add(row)

    # -- doing

    def _seek(self, text: str) -> None:
        with QSignalBlocker(self._find):
            self._find.clear()
        self._shell.seek(text)

    def _ask_what(self) -> None:
        dialog = Dialog(words.NEW_TITLE)
        for said, icon, act in (
            (words.ADD_FAMILY, "users-round", partial(self._shell.open, "families", new="family")),
            (words.BOOK_VISIT, "calendar", self._ask_when),
        ):
            button = Button(said, icon=icon)
            button.clicked.connect(dialog.closed)
            button.clicked.connect(act)
            dialog.body.addWidget(button)
        dialog.add_button(Button(shell_words.CANCEL))
        self._shell.ask(dialog)

    def _ask_when(self) -> None:
        dialog = BookVisit(self._model.state.now, self._model.state.day.families)
        dialog.said.connect(self._model.book)
        self._model.booked.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)

    def _carry_on(self, draft: Draft) -> None:
        if draft.kind == "visit":
            self._shell.open("after-visit", family=draft.family, visit=draft.record)
        elif draft.kind == "known":
            self._shell.open("families")
        else:
            self._shell.open("assessment", family=draft.family, assessment=draft.record)

    def _started(self, of: str, visit: str) -> None:
        self._shell.begin_visit(family=of, visit=visit)


def _column(*widgets: QWidget) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for widget in widgets:
        column.addWidget(widget)
    return room
