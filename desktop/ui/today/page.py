"""Today: it answers "what now?" without a click (mockup 03)."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop.casework.day import DayVisit, Draft, Due, OwnCard
from desktop.ui import theme, tokens
from desktop.ui.booking.asking import Asking
from desktop.ui.booking.book_visit import BookVisit
from desktop.ui.booking.model import BookingModel
from desktop.ui.booking.move_visit import OwnTime
from desktop.ui.ports import Shell
from desktop.ui.shell.dialog import Dialog
from desktop.ui.today.agenda_card import AgendaCard
from desktop.ui.today.due_card import DueCard
from desktop.ui.today.model import TodayModel
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.line_edit import SearchEdit
from desktop.ui.widgets.page import NARROW, Columns, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.presence import present
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.stack import Stack
from desktop.ui.widgets.toggle import Toggle
from desktop.ui.words import booking as booking_words
from desktop.ui.words import shell as shell_words
from desktop.ui.words import today as words

_FIND_WIDE = 290
_MINUTE_MS = 60_000
_SLOW_MS = 400
_PAGES = {"assessment": "assessment", "first_meeting": "plan", "review": "plan", "action": "plan"}
"""Where what is due is seen to; else on the family's own page."""


class TodayPage(Page):
    """Typing in its search goes on in the one over everything."""

    def __init__(self, model: TodayModel, booking: BookingModel, shell: Shell, first_name: str) -> None:
        super().__init__()
        self._model, self._booking, self._shell, self._first_name = model, booking, shell, first_name
        self._asking = Asking(booking, shell, self)
        self._header = PageHeader()
        self._day, self._week = Toggle(words.DAY, "sun"), Toggle(words.WEEK, "calendar-days")
        self._find = SearchEdit(words.FIND, "Ctrl K")
        self._find_small = IconButton(words.FIND, "search", "secondary")
        self._new = Button(words.NEW, icon="plus")
        self._problem = Notice("danger", "triangle-alert", "")
        self._undo = Notice("neutral", "info", "")
        self._agenda = AgendaCard()
        self._due = DueCard()
        self._drafts = RowCard(words.TO_FINISH, empty=words.NOTHING_TO_FINISH)
        self._standing, self._standing_row = Panel("card"), Stack()
        self._standing.add(self._standing_row)
        self._said: tuple[str, ...] = ()
        self._drawn: object = None
        self._agenda_drawn: object = None
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(model.tick)
        self._is_slow = False
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        if not self._model.state.loaded:
            self._slow.start()
        self._model.reload()

    def ask_again(self, dialog: str, about: str) -> None:
        {BookVisit.name: self._ask_when, OwnTime.name: self._asking.own_time}[dialog]()

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
        self._header.add_action(self._day, self._week, self._find, self._find_small, self._new)
        group = QButtonGroup(self)
        for toggle in (self._day, self._week):
            group.addButton(toggle)
        undo = Button(booking_words.UNDO, dense=True)
        undo.clicked.connect(self._booking.undo)
        self._undo.across.addWidget(undo)
        self._undo.hide()
        body = ScrollColumn()
        body.add(
            self._problem, self._undo, Columns(_column(self._agenda, self._drafts), _column(self._due, self._standing))
        )
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _connect(self) -> None:
        model = self._model
        self._day.clicked.connect(lambda: model.show_week(week=False))
        self._week.clicked.connect(lambda: model.show_week(week=True))
        self._find.textEdited.connect(self._seek)
        self._find.returnPressed.connect(partial(self._seek, ""))
        self._find_small.clicked.connect(partial(self._seek, ""))
        self._new.clicked.connect(self._ask_what)
        self._agenda.started.connect(model.start)
        self._agenda.prepared.connect(self._prepare)
        self._agenda.noted.connect(self._write_up)
        self._agenda.removed.connect(self._remove)
        self._agenda.booking.connect(self._ask_when)
        self._agenda.exporting.connect(self._export)
        self._due.chosen.connect(self._see_to)
        model.changed.connect(self._draw)
        model.started.connect(self._started)
        self._booking.saved.connect(model.reload)
        self._booking.undoable.connect(self._offer_undo)
        for said in (self._booking.refused, self._booking.failed):
            said.connect(self._not_done)
        self._booking.exported.connect(self._exported)

    def _draw(self) -> None:
        state = self._model.state
        visits = state.day.visits
        first = min((visit.at for visit in visits), default=None)
        line = words.day_line(state.now.date(), len(visits), first)
        if state.week:
            line = words.week_line(state.now.date(), sum(isinstance(one, DayVisit) for one in state.day.entries))
        waits = shell_words.OPENING if self._is_slow and not state.problem else ""
        self._header.say(words.hello(state.now, self._first_name), line if state.loaded else waits)
        (self._week if state.week else self._day).setChecked(True)
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._agenda.say_when(state.now)
        with kept_focus(self):
            if (state.day, state.loaded) != self._drawn:
                self._drawn = (state.day, state.loaded)
                self._draw_day()
            if (state.day, state.week) != self._agenda_drawn:
                self._agenda_drawn = (state.day, state.week)
                self._agenda.show_day(state.day, state.now, week=state.week)
                self._follow_header()
        self._draw_standing()

    def _say_slow(self) -> None:
        """The disk takes its time: say that something comes."""
        self._is_slow = True
        self._draw()

    def _follow_header(self) -> None:
        """Tab goes from the header into what was drawn last, which Qt puts at the end of its chain."""
        for before, after in pairwise((self._new, *self._agenda.findChildren(QAbstractButton))):
            self.setTabOrder(before, after)

    def _draw_day(self) -> None:
        state = self._model.state
        for card in (self._agenda, self._due, self._drafts):
            present(card, wanted=state.loaded)
        self._due.show_due(state.day.due, state.now.date())
        self._drafts.set_rows([self._draft_row(draft) for draft in state.day.drafts])

    def _draft_row(self, draft: Draft) -> Row:
        said = words.begun(draft.begun_on, draft.due_on, self._model.state.now.date())
        icon, doing = ("users-round", words.LOOK) if draft.kind == "known" else ("file-pen-line", words.CARRY_ON)
        row = Row(words.draft(draft.kind, draft.name), said, Picture(icon, "text"))
        button = Button(doing, dense=True)
        button.setAccessibleDescription(words.draft(draft.kind, draft.name))
        button.clicked.connect(partial(self._carry_on, draft))
        row.add(button)
        return row

    def _draw_standing(self) -> None:
        standing = self._model.state.standing
        said = (standing.state, standing.title, standing.text) if standing else ()
        self._standing.setVisible(bool(said))
        if said and said != self._said:
            self._said = said
            state, title, text = said
            row = Row(title, text, Picture(*tokens.status("sync", state)))
            row.across.setContentsMargins(0, 0, 0, 0)
            self._standing_row.fill([row])

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
            (booking_words.OWN_TIME, "clock", self._asking.own_time),
        ):
            button = Button(said, icon=icon)
            button.clicked.connect(dialog.closed)
            button.clicked.connect(act)
            dialog.body.addWidget(button)
        dialog.add_button(Button(shell_words.CANCEL))
        self._shell.ask(dialog)

    def _ask_when(self) -> None:
        day = self._model.state.day
        self._asking.visit(day.families, day.colleagues)

    def _write_up(self, visit: DayVisit) -> None:
        self._shell.open("after-visit", family=visit.card.family, visit=visit.card.visit)

    def _prepare(self, visit: DayVisit) -> None:
        self._shell.open("prepare", family=visit.card.family, visit=visit.card.visit)

    def _remove(self, own: OwnCard) -> None:
        self._booking.remove_own_time(own.record)

    def _export(self) -> None:
        self._booking.export(self._model.state.day.entries)

    def _see_to(self, due: Due) -> None:
        if due.kind == "visit_note":
            self._shell.open("after-visit", family=due.family, visit=due.record)
        elif due.kind == "assessment" and due.record:
            self._shell.open("assessment", family=due.family, assessment=due.record)
        else:
            self._shell.open(_PAGES.get(due.kind, "family"), family=due.family)

    def _carry_on(self, draft: Draft) -> None:
        if draft.kind == "visit":
            self._shell.open("after-visit", family=draft.family, visit=draft.record)
        elif draft.kind == "known":
            self._shell.open("families")
        else:
            self._shell.open("assessment", family=draft.family, assessment=draft.record)

    def _started(self, of: str, visit: str) -> None:
        self._shell.begin_visit(family=of, visit=visit)

    def _offer_undo(self, done: str) -> None:
        self._undo.title.say(done)
        self._undo.setVisible(bool(done))

    def _exported(self, where: str) -> None:
        if self.isVisible():
            self._shell.tell(booking_words.calendar_saved(where), "calendar")

    def _not_done(self, why: str) -> None:
        if self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")


def _column(*widgets: QWidget) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for widget in widgets:
        column.addWidget(widget)
    return room
