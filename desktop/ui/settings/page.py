"""Settings: each says what it does; what the council set says so (mockup 17). A choice holds at once, there is nothing to save."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.preferences import Chosen
from desktop.casework.sending import SendingState
from desktop.clock import LONDON
from desktop.ui import tokens
from desktop.ui.ports import Shell
from desktop.ui.settings.change_passphrase import ChangePassphrase
from desktop.ui.settings.meeting import Meeting
from desktop.ui.settings.model import SettingsModel
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.page import MARGIN, Columns, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.switch import Switch
from desktop.ui.widgets.tabs import Tabs
from desktop.ui.words import practice as practice_words
from desktop.ui.words import settings as words
from desktop.ui.words import shell as shell_words
from desktop.ui.words.times import clock, day

_ASIDE = 260
"""Kept free, so that each control stands near its words."""


@dataclass(frozen=True)
class Ways:
    """Where the settings lead besides: the lock, help, and practice, None where that is practised already."""

    lock: Callable[[], object]
    help: Callable[[], object]
    practise: Callable[[], object] | None


class SettingsPage(Page):
    """`phones` are name and number, as the council's trust bundle has them."""

    def __init__(
        self,
        model: SettingsModel,
        shell: Shell,
        meeting: Meeting,
        phones: Sequence[tuple[str, str]],
        ways: Ways,
    ) -> None:
        super().__init__()
        self._model, self._shell, self._meeting, self._ways = model, shell, meeting, ways
        self._header = PageHeader(words.TITLE, words.HINT)
        help_ = Button(words.HELP, icon="circle-help")
        help_.clicked.connect(ways.help)
        self._header.add_action(help_)
        self._problem = Notice("danger", "triangle-alert", "")
        self._tabs = Tabs(words.TABS, words.PARTS)
        self._parts = QStackedWidget()
        self._size = _choice(words.SIZE)
        self._theme = _choice(words.COLOURS, words.THEMES)
        self._loose, self._font, self._still = (Switch(name) for name in (words.LOOSE, words.FONT, words.STILL))
        self._idle = _choice(words.IDLE)
        self._idle_row = Row(words.IDLE)
        self._blocked = Switch(words.CAPTURE, parent=self)
        self._blocked.hide()
        self._hand_in = Button(words.HAND_IN_BUTTON)
        self._hand_in_row = Row(words.HAND_IN, words.NOT_YET_READ)
        self._copy_row = Row(words.COPY, words.NO_COPY)
        self._lay_out(phones)
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.reload()

    # -- drawing

    def _lay_out(self, phones: Sequence[tuple[str, str]]) -> None:
        for part in (self._reading(), self._privacy(), self._laptop(phones)):
            body = ScrollColumn()
            body.add(Columns(part, QWidget(), _ASIDE))
            body.add_stretch()
            self._parts.addWidget(body)
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(MARGIN, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._problem)
        column.addWidget(self._tabs)
        self.column.addWidget(self._header)
        self.column.addWidget(room)
        self.column.addWidget(self._parts, 1)

    def _reading(self) -> QWidget:
        rows = (
            _row(words.SIZE, words.SIZE_TEXT, self._size),
            _row(words.COLOURS, words.COLOURS_TEXT, self._theme),
            _row(words.LOOSE, words.LOOSE_TEXT, self._loose),
            _row(words.FONT, words.FONT_TEXT, self._font),
            _row(words.STILL, words.STILL_TEXT, self._still),
        )
        return _cards(rows)

    def _privacy(self) -> QWidget:
        self._idle_row.add(self._idle)
        possible = self._meeting.possible
        self._blocked.setVisible(possible)
        capture = _row(
            words.CAPTURE,
            words.CAPTURE_TEXT if possible else words.CAPTURE_NOT_HERE,
            self._blocked if possible else Badge(words.NOT_HERE, *tokens.status("section", "notStarted")),
        )
        lid = _row(words.LID, words.LID_TEXT, Badge(words.ALWAYS_ON, "lock", "neutral"))
        self._change = Button(words.CHANGE)
        passphrase = _row(words.PASSPHRASE, words.PASSPHRASE_TEXT, self._change)
        protected = _row(words.PROTECTED, words.PROTECTED_TEXT, Badge(words.ALL_GOOD, "shield-check", "success"))
        return _cards((self._idle_row, lid, capture), (passphrase, protected))

    def _laptop(self, phones: Sequence[tuple[str, str]]) -> QWidget:
        self._hand_in_row.add(self._hand_in)
        numbers = [Row(name, number, dense=True) for name, number in phones]
        practice: tuple[Row, ...] = ()
        if self._ways.practise is not None:
            begin = Button(practice_words.PRACTISE_BUTTON)
            begin.clicked.connect(self._ways.practise)
            practice = (_row(practice_words.PRACTISE, practice_words.PRACTISE_TEXT, begin),)
        groups = filter(None, ((self._hand_in_row, self._copy_row), practice))
        return _cards(*groups, (Row(words.LOST, words.LOST_TEXT), *numbers))

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        if state.chosen is not None:
            self._draw_chosen(state.chosen)
        if state.sending is not None:
            self._hand_in_row.text.say(_unsent(state.sending))
        self._hand_in.setEnabled(state.sending is not None)
        self._copy_row.text.say(_copied(state.backed_up_at))

    def _draw_chosen(self, chosen: Chosen) -> None:
        own = chosen.preferences
        sizes = [
            (str(round(k * 100)), words.percent(k))
            for k in tokens.scale_steps()
            if chosen.text_percent.least <= round(k * 100) <= chosen.text_percent.most
        ]
        minutes = range(chosen.idle_minutes.least, chosen.idle_minutes.most + 1)
        _offer(self._size, sizes, str(own.text_percent))
        _offer(self._theme, words.THEMES, own.theme)
        _offer(self._idle, [(str(n), words.minutes(n)) for n in minutes], str(own.idle_minutes))
        self._idle_row.text.say(words.idle_text(chosen.idle_minutes.most))
        for switch, on in ((self._loose, own.loose), (self._font, own.system_font), (self._still, own.still)):
            with QSignalBlocker(switch):
                switch.setChecked(on)

    def _draw_meeting(self) -> None:
        with QSignalBlocker(self._blocked):
            self._blocked.setChecked(self._meeting.blocked)

    # -- doing

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._parts.setCurrentIndex)
        choose = self._model.choose
        self._size.activated.connect(lambda _at: choose(text_percent=int(self._size.value())))
        self._theme.activated.connect(lambda _at: choose(theme=self._theme.value()))
        self._idle.activated.connect(lambda _at: choose(idle_minutes=int(self._idle.value())))
        self._loose.toggled.connect(lambda on: choose(loose=on))
        self._font.toggled.connect(lambda on: choose(system_font=on))
        self._still.toggled.connect(lambda on: choose(still=on))
        self._draw_meeting()
        self._meeting.changed.connect(self._draw_meeting)
        self._blocked.toggled.connect(lambda on: self._meeting.block(blocked=on))
        self._change.clicked.connect(self._ask_passphrase)
        self._hand_in.clicked.connect(self._ask_hand_in)
        self._model.changed.connect(self._draw)
        self._model.passphrase_changed.connect(partial(self._shell.tell, words.CHANGED))

    def _ask_passphrase(self) -> None:
        self._shell.ask(ChangePassphrase(self._model))

    def _ask_hand_in(self) -> None:
        sending = self._model.state.sending
        if sending is None:
            return
        dialog = Dialog(words.HAND_IN, words.HANDED if sending.all_received else _unsent(sending))
        dialog.add_button(Button(shell_words.CANCEL))
        if sending.all_received:
            dialog.add_button(Button(words.LOCK_NOW, "primary", "lock")).clicked.connect(self._ways.lock)
        else:
            first = dialog.add_button(Button(words.SEND_FIRST, "primary", "cloud-upload"))
            first.clicked.connect(partial(self._shell.open, "sending"))
        self._shell.ask(dialog)


def _row(title: str, text: str, *controls: QWidget) -> Row:
    row = Row(title, text)
    row.add(*controls)
    return row


def _cards(*groups: Sequence[QWidget]) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for rows in groups:
        card = RowCard()
        card.set_rows(rows)
        column.addWidget(card)
    return room


def _choice(name: str, options: Sequence[tuple[str, str]] = ()) -> Select:
    made = Select(options)
    made.setAccessibleName(name)
    return made


def _offer(select: Select, options: Sequence[tuple[str, str]], value: str) -> None:
    with QSignalBlocker(select):
        if [select.itemData(at) for at in range(select.count())] != [key for key, _said in options]:
            select.offer(options)
        select.set_value(value)


def _unsent(sending: SendingState) -> str:
    if sending.all_received:
        return words.HAND_IN_READY
    return words.unsent(len(sending.waiting)) if sending.waiting else words.WAITS


def _copied(at: datetime | None) -> str:
    if at is None:
        return words.NO_COPY
    local = at.astimezone(LONDON)
    return words.copied(f"on {day(local.date())} at {clock(local)}")
