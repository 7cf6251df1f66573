"""The page for a child who may not be safe. It covers whatever is open, a dialog too, and gives it back as it was."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.concerns import Account, ConcernView
from desktop.clock import LONDON
from desktop.ui import theme
from desktop.ui.concern.calls import Calls
from desktop.ui.concern.form import Form
from desktop.ui.concern.model import ConcernModel
from desktop.ui.concern.phones import Phones
from desktop.ui.shell.cover import Cover
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import MARGIN, NARROW, Columns, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.states import SaveState, announce
from desktop.ui.words import concern as words
from desktop.ui.words import saving

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ConcernSheet(Cover):
    """`phones` are the council's own numbers, pairs of name and number."""

    def __init__(self, model: ConcernModel, phones: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._model = model
        self._numbers = [words.DANGER_NOW, *phones]
        self.setAccessibleName(words.TITLE)
        self._saved = SaveState()
        self._back = Button(words.BACK, icon="arrow-left")
        self._status = Notice("warning", "phone", "")
        self._received = Notice("success", "circle-check", "")
        self._problem = Notice("danger", "triangle-alert", "")
        self._phones, self.form, self._calls = Phones(phones), Form(), Calls()
        self._begun = RowCard(words.BEGUN)
        self._before = RowCard(words.BEFORE)
        self._foot_words = PlainLabel("", "body", "text2")
        self._another = Button(words.RAISE_ANOTHER, icon="plus")
        self._pdf = Button(words.SAVE_PDF, icon="printer")
        self._raise = Button(words.RAISE, "primary", "shield-alert")
        self._drawn: object = None
        self._lay_out()
        self._connect()

    def appear(self) -> None:
        super().appear()
        announce(self, words.phones_said(self._numbers))

    def flush(self) -> None:
        self.form.flush()
        self._calls.flush()

    # -- drawing

    def _lay_out(self) -> None:
        header = PageHeader(words.TITLE, words.TEXT, lined=True)
        header.add_action(self._saved, self._back)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        for card in (self._calls, self._before, self._begun):
            beside.addWidget(card)
        beside.addStretch(1)
        scroll = ScrollColumn((MARGIN, 16, MARGIN, MARGIN), 16)
        scroll.add(self._status, self._received, self._problem, self._phones, Columns(self.form, side, 396))
        scroll.add_stretch()
        self._foot = _Foot(self._foot_words, self._another, self._pdf, self._raise)
        self.column.addWidget(header)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self._foot)

    def _fill(self) -> None:
        """Another concern is shown."""
        view = self._model.state.view
        self.form.fill(view.account if view is not None else Account())
        self._calls.show_calls(view.account.calls if view is not None else ())
        self._draw()
        if view is not None and view.raised_at is None:
            self.form.first.setFocus()

    def _draw(self) -> None:
        state = self._model.state
        view = state.view
        self._draw_saving()
        self.form.setEnabled(view is not None)
        is_raised = view is not None and view.raised_at is not None
        self._status.setVisible(view is not None and is_raised and not view.received)
        self._received.setVisible(view is not None and is_raised and view.received)
        self._status.title.say(words.NOT_RECEIVED)
        self._status.text.say(words.NOT_RECEIVED_TEXT)
        self._received.text.say(words.RECEIVED_TEXT)
        for button in (self._another, self._pdf):
            button.setVisible(is_raised)
        self._raise.setVisible(view is not None and not is_raised)
        if view is None:
            return
        at = view.received_at.astimezone(LONDON) if view.received_at else None
        self._received.title.say(words.received(at))
        self._foot_words.say(_standing(view))
        self.form.show_around(state)
        self._calls.show_calls(view.account.calls)
        if (shown := (state.before, state.begun)) != self._drawn:
            self._drawn = shown
            self._draw_others(state.before, state.begun)

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

    def _draw_others(self, before: Sequence[ConcernView], begun: Sequence[ConcernView]) -> None:
        """Without a word of what is in them: somebody may be looking."""
        self._before.set_rows([self._row(view, words.OPEN) for view in before])
        self._begun.set_rows([self._row(view, words.GO_ON) for view in begun])
        self._before.setVisible(bool(before))
        self._begun.setVisible(bool(begun))

    def _row(self, view: ConcernView, act: str) -> Row:
        families = dict(self._model.state.families)
        at = (view.raised_at or view.began_at or _NEVER).astimezone(LONDON)
        said = words.raised(at) if view.raised_at else words.begun(at)
        received = view.received_at.astimezone(LONDON) if view.received_at else None
        told = words.received(received) if view.received else words.NOT_RECEIVED
        text = told if view.raised_at else families.get(view.family, words.NOT_NAMED)
        row = Row(said, text, Picture("shield", "text2"), dense=True)
        button = Button(act, dense=True)
        button.setAccessibleDescription(said)
        button.clicked.connect(partial(self._open, view))
        row.add(button)
        return row

    # -- doing

    def _connect(self) -> None:
        model = self._model
        self._back.clicked.connect(self.close_cover)
        self._phones.rang.connect(self._rang)
        self.form.said.connect(self._say)
        self.form.about_family.connect(model.choose_family)
        self._calls.changed.connect(partial(self._say, "calls"))
        self._raise.clicked.connect(self._raise_it)
        self._another.clicked.connect(model.another)
        self._pdf.clicked.connect(self._save_pdf)
        model.changed.connect(self._draw)
        model.shown.connect(self._fill)
        model.raised.connect(self._has_raised)
        model.saved.connect(lambda where: self._foot_words.say(words.saved_to(where)))
        model.refused.connect(self._foot_words.say)

    def _say(self, name: str, value: object) -> None:
        self._model.say(**{name: value})

    def _rang(self, name: str, number: str) -> None:
        self.flush()
        self._model.rang(name, number)

    def _open(self, view: ConcernView) -> None:
        self.flush()
        self._model.go_on(view)

    def _raise_it(self) -> None:
        self.flush()
        self._model.raise_()

    def _has_raised(self) -> None:
        announce(self, f"{words.NOT_RECEIVED}. {words.NOT_RECEIVED_TEXT}")
        self._pdf.setFocus()

    def _save_pdf(self) -> None:
        self.flush()
        self._model.save_pdf()


def _standing(view: ConcernView) -> str:
    if view.raised_at is not None:
        return words.raised(view.raised_at.astimezone(LONDON))
    return words.EMPTY if view.account.is_empty else words.DRAFT


class _Foot(Panel):
    """Words and buttons beside one another, or above one another where there is no room."""

    def __init__(self, said: PlainLabel, *buttons: Button) -> None:
        super().__init__("foot", (MARGIN, 12, MARGIN, 12), 0)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(12)
        self._box.addWidget(said, 1)
        across = QHBoxLayout()
        across.setSpacing(12)
        for button in buttons:
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addLayout(across)
        self.column.addLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        stacked = theme.current().effective(self.width()) < NARROW
        self._box.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
