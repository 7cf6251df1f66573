"""What is due, as a card: what is overdue first, each with whose it is, how late, why, and the way there."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.day import Due
from desktop.ui import tokens
from desktop.ui.family.badges import action_status
from desktop.ui.tokens import Status
from desktop.ui.widgets.buttons import IconButton, LinkButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.presence import present
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import due as words
from desktop.ui.words import family, times
from desktop.ui.words import today as today_words

_SHOWN = 8
"""So many are shown until somebody asks for all: a list that is too long is not read at all."""
_GROUPS = (
    (words.OVERDUE, frozenset({"overdue"})),
    (words.SOON, frozenset({"due_today", "due_soon"})),
    (words.LATER, frozenset({"later"})),
)


class DueCard(RowCard):
    """Gathers things by how urgent they are.

    Signals:
        chosen: a `Due` that somebody wants to see to.
    """

    chosen = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self._all = LinkButton(words.SEE_ALL)
        super().__init__(today_words.DUE, self._all, today_words.NOTHING_DUE, parent=parent)
        self._due: Sequence[Due] = ()
        self._today = date.min
        self._unfolded = False
        self._all.clicked.connect(self._unfold)

    def show_due(self, due: Sequence[Due], today: date) -> None:
        """Show these, as many as are asked for."""
        self._due, self._today = due, today
        shown = due if self._unfolded else due[:_SHOWN]
        present(self._all, wanted=len(due) > _SHOWN)
        self._all.set_words(words.SEE_FEWER if self._unfolded else f"{words.SEE_ALL} {words.things(len(due))}")
        rows: list[QWidget] = []
        for title, urgencies in _GROUPS:
            group = [one for one in shown if one.urgency in urgencies]
            rows += [_heading(title), *(self._row(one) for one in group)] if group else []
        self.set_rows(rows)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.show_due(self._due, self._today)

    def _row(self, one: Due) -> Row:
        title = one.text if one.kind == "action" else words.to_do(one.kind, one.who)
        status = _status(one, self._today)
        row = Row(title, f"{one.name}. {times.due(one.due_on, self._today)}", Picture(*status))
        row.text.set_tone(status.tone if status.tone in {"danger", "warning"} else "text2")
        if why := words.why(one.kind, one.since):
            row.words.addWidget(PlainLabel(why, "meta", "text3"))
        go = IconButton(words.OPEN, "arrow-right")
        go.setAccessibleDescription(f"{title}. {family.family(one.name)}")
        go.clicked.connect(partial(self.chosen.emit, one))
        row.add(go)
        return row


def _status(one: Due, today: date) -> Status:
    if one.kind == "action":
        return action_status(one.progress, one.due_on, today)
    return tokens.status("action", "overdue" if one.urgency == "overdue" else "dueSoon")


def _heading(title: str) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(18, 8, 18, 6)
    column.addWidget(PlainLabel(title, "metaStrong", "text2"))
    return room
