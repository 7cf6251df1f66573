"""Prepare: what to know before a visit, one click from Today, and on paper for who goes in without the laptop."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.casework.flags import FlagCard
from desktop.casework.known import Known
from desktop.casework.people import PersonCard
from desktop.casework.plan_view import ActionCard
from desktop.casework.preparing import Place, Preparation
from desktop.ui import tokens
from desktop.ui.booking.asking import Asking
from desktop.ui.booking.model import BookingModel
from desktop.ui.booking.move_visit import CallOff, MoveVisit
from desktop.ui.family.badges import action_status, consent_badge
from desktop.ui.family.pieces import stack
from desktop.ui.ports import Shell
from desktop.ui.prepare.dialogs import PrintSheet, WriteRoute
from desktop.ui.prepare.model import PrepareModel
from desktop.ui.prepare.take_card import TakeCard
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.presence import present
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import booking as booking_words
from desktop.ui.words import family as family_words
from desktop.ui.words import flags as flag_words
from desktop.ui.words import prepare as words
from desktop.ui.words import shell as shell_words
from desktop.ui.words import today as today_words


class PreparePage(Page):
    """Arrives with `family` and `visit`, ids."""

    def __init__(self, model: PrepareModel, booking: BookingModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._booking, self._shell = model, booking, shell
        self._asking = Asking(booking, shell, self)
        self._route_dialog: WriteRoute | None = None
        self._undoing: Callable[[], None] = booking.undo
        self._header = PageHeader(with_back=True, lined=True)
        self._move, self._off = Button(booking_words.MOVE, icon="calendar"), Button(booking_words.OFF, icon="ban")
        self._print = Button(words.PRINT, icon="printer")
        self._start = Button(today_words.START, "primary", "footprints")
        self._problem = Notice("danger", "triangle-alert", "")
        self._undo = Notice("neutral", "info", "")
        self._over = Notice("neutral", "info", words.OVER)
        self._flags = Stack(gap=10)
        self._news = RowCard(words.SINCE, empty=words.NOTHING_NEW)
        self._actions = RowCard(words.ACTIONS, empty=words.NO_ACTIONS)
        self._consent = Card(words.CONSENT)
        self._agreed = Stack(gap=6)
        self._people = RowCard(words.LIVES, empty=words.NOBODY)
        self._route = Card(words.ROUTE)
        self._places = Stack(gap=12)
        self._take = TakeCard()
        self._drawn: object = None
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.arrive(args["family"], args["visit"])

    def ask_again(self, dialog: str, about: str) -> None:
        page = self._model.state.page
        if page is None:
            return
        match dialog:
            case MoveVisit.name:
                self._asking.move(page.card, page.name)
            case CallOff.name:
                self._asking.call_off(page.card, page.name)
            case WriteRoute.name:
                self._ask_route(next(place for place in page.places if place.address == about))

    # -- drawing

    def _lay_out(self) -> None:
        self._header.add_action(self._move, self._off, self._print, self._start)
        self._consent.add(self._agreed)
        self._route.add(self._places)
        undo = Button(booking_words.UNDO, dense=True)
        undo.clicked.connect(self._bring_back)
        self._undo.across.addWidget(undo)
        for notice in (self._problem, self._undo, self._over):
            notice.hide()
        main = stack(self._problem, self._undo, self._over, self._flags, self._news, self._actions)
        body = ScrollColumn(margins=(28, 14, 28, 28))
        body.add(Columns(main, stack(self._take, self._route, self._people, self._consent)))
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _connect(self) -> None:
        model = self._model
        self._header.back.connect(self._shell.back)
        self._start.clicked.connect(model.start)
        self._print.clicked.connect(self._ask_print)
        self._move.clicked.connect(partial(self._with_page, lambda page: self._asking.move(page.card, page.name)))
        self._off.clicked.connect(partial(self._with_page, lambda page: self._asking.call_off(page.card, page.name)))
        self._take.ticked.connect(lambda what, on: model.tick(what, packed=on))
        self._take.added.connect(model.take)
        self._take.left_out.connect(model.leave_out)
        model.changed.connect(self._draw)
        model.started.connect(self._started)
        model.saved.connect(self._route_saved)
        model.refused.connect(self._refused)
        model.printed.connect(lambda where: self._tell(words.saved_to(where), "file-text"))
        self._booking.saved.connect(model.reload)
        self._booking.undoable.connect(partial(self._offer_undo, self._booking.undo))
        model.left.connect(partial(self._offer_undo, model.undo))

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        page = state.page
        for card in (self._news, self._actions, self._consent, self._people, self._route, self._take):
            present(card, wanted=page is not None)
        if page is None:
            self._header.say("" if state.problem else shell_words.OPENING)
            return
        if page != self._drawn:
            self._drawn = page
            with kept_focus(self):
                self._draw_page(page)

    def _draw_page(self, page: Preparation) -> None:
        card, today = page.card, self._model.state.now.date()
        to_come = card.state == "planned"
        self._header.say(words.title(page.name), words.when(card.at, card.minutes, card.place, page.along))
        self._over.setVisible(not to_come)
        for button in (self._move, self._off):
            button.setVisible(to_come and card.arrived_at is None)
        self._start.setVisible(to_come)
        self._start.set_words(today_words.CARRY_ON if card.under_way else today_words.START)
        self._flags.fill([_flag(flag) for flag in page.flags])
        self._news.heading.setText(words.since(page.last_on))
        self._news.set_rows([_news_row(one) for one in page.news])
        self._actions.set_rows([_action_row(action, today) for action in page.actions])
        self._people.set_rows([_person_row(person) for person in page.at_home])
        self._agreed.fill(_agreed(page))
        self._places.fill(self._place_widgets(page))
        self._take.show_list(page.to_take, readable_only=not to_come)

    def _place_widgets(self, page: Preparation) -> list[QWidget]:
        if not page.places:
            return [PlainLabel(words.NO_ADDRESS, "body", "text2")]
        return [widget for place in page.places for widget in self._place(place)]

    def _place(self, place: Place) -> list[QWidget]:
        shown: list[QWidget] = [PlainLabel(place.lines, "bodyStrong")]
        if place.hidden:
            shown.append(_hidden_badge())
        shown.append(PlainLabel(place.route or words.NO_ROUTE, "body", "text" if place.route else "text2"))
        if said := words.written(place.written_by):
            shown.append(PlainLabel(said, "meta", "text3"))
        change = LinkButton(words.CHANGE_ROUTE if place.route else words.WRITE_ROUTE)
        change.setAccessibleDescription(place.lines)
        change.clicked.connect(partial(self._ask_route, place))
        return [*shown, change]

    # -- doing

    def _with_page(self, act: Callable[[Preparation], None]) -> None:
        if self._model.state.page is not None:
            act(self._model.state.page)

    def _ask_route(self, place: Place) -> None:
        dialog = self._route_dialog = WriteRoute(place)
        dialog.said.connect(lambda text: self._model.write_route(place.address, text, dialog.shown))
        dialog.closed.connect(self._route_closed)
        self._shell.ask(dialog)

    def _route_closed(self) -> None:
        self._route_dialog = None

    def _route_saved(self) -> None:
        if self._route_dialog is not None:
            self._route_dialog.done()
        self._tell(words.ROUTE_SAVED)

    def _ask_print(self) -> None:
        dialog = PrintSheet()
        dialog.chosen.connect(lambda hidden: self._model.print(hidden=hidden))
        self._shell.ask(dialog)

    def _started(self, family: str, visit: str) -> None:
        self._shell.begin_visit(family=family, visit=visit)

    def _bring_back(self) -> None:
        self._undoing()

    def _offer_undo(self, undo: Callable[[], None], done: str) -> None:
        self._undoing = undo
        self._undo.title.say(done)
        self._undo.setVisible(bool(done))

    def _refused(self, why: str) -> None:
        if self._route_dialog is not None:
            self._route_dialog.fail(why)
        elif self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")

    def _tell(self, said: str, icon: str = "circle-check") -> None:
        if self.isVisible():
            self._shell.tell(said, icon)


def _hidden_badge() -> Badge:
    return Badge(words.HIDDEN, *tokens.status("privacy", "private"))


def _flag(flag: FlagCard) -> Notice:
    first, _line, rest = flag.said.text.partition("\n")
    source = flag_words.source(flag.said.source, flag.checked_on, None)
    past = f"{flag_words.past(flag.said.review_on)}." if flag.is_past and flag.said.review_on else ""
    notice = Notice("danger", "shield-alert", first, " ".join(part for part in (rest, source, past) if part))
    badges = [_hidden_badge(), *([Badge(flag_words.NAMED, "lock-keyhole", "private")] if flag.named else [])]
    for badge in badges:
        notice.across.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    return notice


def _news_row(one: Known) -> Row:
    row = Row(
        words.news_line(one.what, one.who, one.on),
        "",
        Picture("message-square-quote" if one.what == "words" else "history"),
    )
    row.words.addWidget(PlainLabel(one.text, "body", "text2"))
    if one.private:
        row.add_below(_hidden_badge())
    return row


def _action_row(action: ActionCard, today: date) -> Row:
    status = action_status(action.progress, action.due_on, today)
    row = Row(action.text, family_words.action_line(action.owners, action.due_on, today), Picture(*status))
    row.text.set_tone(status.tone if status.tone in {"danger", "warning"} else "text2")
    return row


def _person_row(person: PersonCard) -> Row:
    said = family_words.person(person.full_name or person.name, person.age, person.due_on)
    about = family_words.who(person.role, person.relation, person.sex, person.detail, child=person.is_child)
    return Row(said, about, Avatar(person.initials), dense=True)


def _agreed(page: Preparation) -> list[QWidget]:
    agreed = page.agreed
    said = [
        words.agencies([family_words.agency(agency) for agency in agreed.agencies]),
        words.limits(agreed.limits),
        page.communication,
    ]
    labels: list[QWidget] = [PlainLabel(line, "body", "text2") for line in said if line]
    if agreed.not_to_see:
        labels.append(PlainLabel(words.not_to_see(agreed.not_to_see), "bodyStrong", "danger"))
    return [consent_badge(agreed.state), *labels]
