"""Sending and receiving: what needs a person first, then what waits, then facts with their times (mockup 13)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.conflicts import OpenConflict
from desktop.casework.sending import SendingState
from desktop.clock import LONDON
from desktop.ui import tokens
from desktop.ui.ports import Shell
from desktop.ui.sending.model import SendingModel
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.states import ProgressBar
from desktop.ui.words import conflicts as conflict_words
from desktop.ui.words import sending as words
from desktop.ui.words.refused import LOOK


class SendingPage(Page):
    """`label` says in words what a field asks."""

    def __init__(self, model: SendingModel, shell: Shell, label: Callable[[str], str]) -> None:
        super().__init__()
        self._model, self._shell, self._label = model, shell, label
        self._header = PageHeader(words.TITLE, words.ALL_SAFE)
        self._said = PlainLabel("", "meta", "text2", wrap=False)
        self._try = Button(words.TRY_NOW, icon="refresh-cw")
        self._bar = ProgressBar(words.SENDING)
        self._problem = Notice("danger", "triangle-alert", "")
        self._doubted = Notice("danger", "triangle-alert", "")
        self._gone = Notice("well", "info", "")
        self._clock = Notice("warning", "clock", "")
        self._overdue = Notice("warning", "cloud-upload", "")
        self._aside = Notice("well", "key-round", "")
        self._needs = QVBoxLayout()
        self._refused = RowCard()
        self._waiting = QVBoxLayout()
        self._stands = RowCard(words.HOW_THINGS_STAND)
        self._change = LinkButton(words.CHANGE)
        self._hotspot = PlainLabel(words.HOTSPOT_NOTES, "body", "text2")
        self._drawn: object = None
        self._lay_out()
        self._try.clicked.connect(self._ask)
        self._change.clicked.connect(model.change_hotspot)
        model.changed.connect(self._draw)
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.load()

    def _ask(self) -> None:
        """Once until it is over. The button stays enabled: disabled, it would hand the keyboard on to "Hide screen"."""
        if not self._model.state.line.step:
            self._model.try_now.emit()

    def _lay_out(self) -> None:
        self._header.add_action(self._said, self._try)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._needs.setSpacing(12)
        column.addWidget(self._problem)
        column.addWidget(self._doubted)
        column.addWidget(self._gone)
        column.addWidget(self._clock)
        column.addWidget(self._overdue)
        column.addWidget(self._aside)
        column.addLayout(self._needs)
        column.addWidget(self._refused)
        column.addLayout(self._waiting)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        hotspot = Card(words.HOTSPOT, self._change)
        hotspot.add(self._hotspot)
        beside.addWidget(self._stands)
        beside.addWidget(hotspot)
        beside.addStretch()
        body = ScrollColumn()
        body.add(self._bar, Columns(main, side, 360))
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _draw(self) -> None:
        state = self._model.state
        _say(self._problem, state.problem or state.line.trouble)
        _say(self._clock, state.line.clock)
        self._draw_line()
        if state.sending is None:
            for widget in (self._doubted, self._overdue, self._aside, self._refused):
                widget.hide()
            return
        self._draw_standing(state.sending)
        if state.sending != self._drawn:
            self._drawn = state.sending
            with kept_focus(self):
                self._draw_lists(state.sending)
        settle_layouts()

    def _draw_line(self) -> None:
        line = self._model.state.line
        self._gone.title.say("\n".join(words.gone(one.name, unsent=one.unsent) for one in line.gone))
        self._gone.setVisible(bool(line.gone))
        self._bar.setVisible(bool(line.step) and line.whole > 0)
        self._bar.set_progress(line.done, line.whole)
        said = words.CONNECTED if line.online else words.WORKING_OFFLINE
        if line.step:
            said = words.on_the_way(line.step, line.done, line.whole)
        self._said.setText(said)
        self._said.updateGeometry()

    def _draw_standing(self, sending: SendingState) -> None:
        state, today = self._model.state, self._model.state.now.date()
        _say(self._overdue, words.overdue(sending.days_waiting(state.now)))
        self._hotspot.setText(words.HOTSPOT_ALL if sending.files_on_hotspot else words.HOTSPOT_NOTES)
        self._change.setAccessibleDescription(self._hotspot.text())
        sent, received = _local(sending.last_sent), _local(sending.last_received)
        backed_up = _local(state.backed_up_at)
        line = (
            Row(words.CONNECTED, words.CONNECTED_MEANS, Picture("cloud", "success"))
            if state.line.online
            else Row(words.offline_since(state.line.since, today), words.OFFLINE_MEANS, Picture("cloud-off"))
        )
        self._stands.set_rows(
            [
                line,
                Row(words.last_sent(sent, today), "", Picture("cloud-upload", _tone(sent))),
                Row(words.last_received(received, today), "", Picture("cloud-download", _tone(received))),
                Row(
                    words.backed_up(backed_up, today),
                    words.LOCKED_COPY if backed_up else "",
                    Picture("hard-drive", _tone(backed_up)),
                ),
            ]
        )

    def _draw_lists(self, sending: SendingState) -> None:
        _empty(self._needs)
        for place, conflict in enumerate(sending.conflicts):
            self._needs.addWidget(self._needs_you(conflict, is_first=place == 0))
        _say(self._doubted, words.doubted(sending.doubted) if sending.doubted else "")
        _say(self._aside, words.aside(sending.aside) if sending.aside else "")
        self._refused.setVisible(bool(sending.refused))
        self._refused.set_rows(self._refused_rows(sending))
        _empty(self._waiting)
        self._waiting.addWidget(self._waiting_card(sending))

    def _needs_you(self, conflict: OpenConflict, *, is_first: bool) -> Notice:
        joined = conflict.nature == "joined"
        title = conflict_words.TITLE_JOINED if joined else words.changed_by_two(1)
        told = words.needs_you(self._label(conflict.field), conflict.family_name, joined=joined)
        notice = Notice("warning", "git-compare-arrows", title, told)
        check = Button(words.CHECK_NOW, "primary" if is_first else "secondary")
        check.setAccessibleDescription(self._label(conflict.field))
        check.clicked.connect(partial(self._shell.open, "conflict", conflict=conflict.id))
        notice.across.addWidget(check)
        return notice

    def _waiting_card(self, sending: SendingState) -> RowCard:
        waiting, today = sending.waiting, self._model.state.now.date()
        by_itself = PlainLabel(words.BY_ITSELF if waiting else "", "meta", "text2")
        card = RowCard(words.waiting_title(len(waiting) + sending.files), by_itself, _nothing_waits(sending))
        rows: list[QWidget] = []
        for record in waiting[: words.LONGEST_LIST]:
            _said, icon = words.kind(record.kind)
            telling, at = record.telling, record.changed_at.astimezone(LONDON)
            said = words.titled(record.kind, _local(telling) if isinstance(telling, datetime) else telling)
            row = Row(said, words.changed(record.family_name, at, today), Picture(icon))
            row.add(Badge(words.WAITING_TO_SEND, "clock", "neutral"))
            rows.append(row)
        if len(waiting) > words.LONGEST_LIST:
            rows.append(Row(words.more(len(waiting) - words.LONGEST_LIST), dense=True))
        if sending.files:
            row = Row(words.files_title(sending.files), words.FILES_GO_LAST, Picture("file-text"))
            row.add(Badge(words.WAITING_TO_SEND, "clock", "neutral"))
            rows.append(row)
        card.set_rows(rows)
        return card

    def _refused_rows(self, sending: SendingState) -> list[Row]:
        rows, today = [], self._model.state.now.date()
        for record in sending.refused:
            said, _icon = words.kind(record.kind)
            at = record.changed_at.astimezone(LONDON)
            row = Row(said, words.changed(record.family_name, at, today), Picture("circle-alert", "danger"))
            row.words.addWidget(PlainLabel(f"{words.why_refused(record.reason)} {words.STAYS_HERE}", "meta"))
            look = Button(LOOK)
            look.setAccessibleDescription(said)
            look.clicked.connect(partial(self._shell.open, "refused", kind=record.kind, record=record.record))
            row.add(Badge(words.NOT_ACCEPTED, *tokens.status("sync", "failed")), look)
            rows.append(row)
        return rows


def _nothing_waits(sending: SendingState) -> str:
    """Everything is received only where receipts say so."""
    if sending.all_received:
        return words.ALL_RECEIVED
    return words.NOT_ALL_RECEIVED if sending.kept_back else words.NOTHING_WAITING


def _say(notice: Notice, said: str) -> None:
    notice.title.say(said)
    notice.setVisible(bool(said))


def _empty(room: QVBoxLayout) -> None:
    while (item := room.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(LONDON) if at else None


def _tone(at: datetime | None) -> str:
    return "success" if at else "text2"
