"""Who wrote what into a record, when and where, from what to what; an earlier value can be used again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.casework.history import Written
from desktop.clock import LONDON
from desktop.ui.history.model import HistoryModel
from desktop.ui.ports import Shell
from desktop.ui.sending.differences import pieces
from desktop.ui.sending.marked_text import MarkedText
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.avatar import Avatar, initials
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Page, PageHeader, ScrollColumn
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import conflicts
from desktop.ui.words import history as words

_COUNCIL = {"asking": words.ASKING, "told": words.WHOLE, "away": words.OFFLINE}


class HistoryPage(Page):
    """Opened with `kind` and `record`, and `field` for one alone. `label` says what a field asks, `names` who a user id is."""

    def __init__(
        self, model: HistoryModel, shell: Shell, label: Callable[[str], str], names: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._model, self._shell, self._label, self._names = model, shell, label, names
        self._header = PageHeader(words.TITLE, words.SUBTITLE, with_back=True)
        self._problem = Notice("danger", "triangle-alert", "")
        self._entries = Stack(12)
        self._nothing = PlainLabel(words.NOTHING, "body", "text2")
        self._council = PlainLabel(words.ASKING, "meta", "text2")
        self._drawn: tuple[Written, ...] = ()
        body = ScrollColumn()
        body.add(self._problem, self._entries, self._nothing, self._council)
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)
        self._header.back.connect(shell.back)
        model.changed.connect(self._draw)
        model.restored.connect(lambda: shell.tell(words.USED_AGAIN))
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.open(args["kind"], args["record"], args.get("field", ""))

    def _draw(self) -> None:
        state = self._model.state
        self._header.say(self._label(state.field) if state.field else words.TITLE, words.SUBTITLE)
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._council.setText(_COUNCIL[state.council])
        self._nothing.setVisible(state.loaded and not state.written)
        if state.written != self._drawn:
            self._drawn = state.written
            with kept_focus(self):
                self._entries.fill([self._entry(one) for one in state.written])

    def _entry(self, one: Written) -> Panel:
        panel = Panel("card", (16, 14, 16, 16), 10)
        name = self._names(one.by) or conflicts.SOMEBODY
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(PlainLabel(name, "bodyStrong"))
        at, today = one.at.astimezone(LONDON), self._model.state.now.date()
        said.addWidget(PlainLabel(words.when(at, today, one.reason, here=one.here), "meta", "text2"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(initials(name), 36))
        head.addLayout(said, 1)
        head.addWidget(_badge(one), 0, Qt.AlignmentFlag.AlignVCenter)
        if _may_return(one):
            again = Button(words.USE_AGAIN, dense=True)
            again.setAccessibleDescription(self._value(one))
            again.clicked.connect(partial(self._ask, one))
            head.addWidget(again, 0, Qt.AlignmentFlag.AlignVCenter)
        panel.column.addLayout(head)
        if not self._model.state.field:
            panel.add(PlainLabel(self._label(one.field), "meta", "text2"))
        before = "" if one.before is None else conflicts.value_of(one.field, one.before)
        panel.add(MarkedText(pieces(before, self._value(one))))
        return panel

    def _value(self, one: Written) -> str:
        gone = one.taken_out
        if gone is None:
            return conflicts.value_of(one.field, one.after)
        on = None if gone.at is None else gone.at.astimezone(LONDON).date()
        return words.taken_out(on, self._names(gone.by) or conflicts.SOMEBODY, gone.ground, gone.authority)

    def _ask(self, one: Written) -> None:
        dialog = Dialog(words.ASK_TITLE, words.ASK)
        dialog.body.addWidget(PlainLabel(self._value(one)))
        dialog.add_button(Button(words.LEAVE_IT))
        dialog.add_button(Button(words.USE_AGAIN, "primary")).clicked.connect(partial(self._model.restore, one))
        self._shell.ask(dialog)


def _badge(one: Written) -> Badge:
    return Badge(words.STANDS, "circle-check", "success") if one.stands else Badge(*words.FATES[one.fate])


def _may_return(one: Written) -> bool:
    """Decisions are taken again, never put back; what stands needs no putting back."""
    return one.restorable and not one.stands and not one.removed
