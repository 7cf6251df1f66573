"""What the council would not take: why, what was written, what the council has, and the two ways out of it."""

from collections.abc import Callable

from desktop.casework.refused import Refusal, RefusedField
from desktop.clock import LONDON
from desktop.ui import tokens
from desktop.ui.ports import Shell
from desktop.ui.sending.differences import pieces
from desktop.ui.sending.marked_text import MarkedText
from desktop.ui.sending.refused_model import RefusedModel
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.flow import flow
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Page, PageHeader, ScrollColumn
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import conflicts, refused, sending

_PAGES = {"assessment": "assessment", "plan": "plan", "outcome": "plan", "action": "plan", "attachment": "documents"}
"""Where a kind of record is written; every other is reached from its family's page."""


class RefusedPage(Page):
    """Opened with `kind` and `record`. `label` says in words what a field asks."""

    def __init__(self, model: RefusedModel, shell: Shell, label: Callable[[str], str]) -> None:
        super().__init__()
        self._model, self._shell, self._label = model, shell, label
        self._header = PageHeader(refused.TITLE, refused.SAFE, with_back=True)
        self._problem = Notice("danger", "triangle-alert", "")
        self._gone = Notice("well", "circle-check", refused.GONE)
        self._where, self._why = PlainLabel("", "meta", "text2"), PlainLabel("", "h3")
        self._when = PlainLabel("", "meta", "text2")
        self._fields, self._whole = Stack(), Stack()
        self._take_back, self._put_right = Button(refused.TAKE_BACK), Button(refused.PUT_RIGHT, "primary")
        self._lay_out()
        self._header.back.connect(shell.back)
        self._take_back.clicked.connect(self._ask)
        self._put_right.clicked.connect(self._open)
        model.changed.connect(self._draw)
        model.taken_back.connect(self._taken_back)
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.open(args["kind"], args["record"])

    def _lay_out(self) -> None:
        why = Card()
        why.add(self._where, self._why, self._when)
        means = PlainLabel(refused.PUT_RIGHT_MEANS, "meta", "text2")
        self._whole.fill([why, self._fields, means, flow(self._take_back, self._put_right)])
        body = ScrollColumn()
        body.add(self._problem, self._gone, self._whole)
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._gone.setVisible(state.gone)
        self._whole.setVisible(state.refusal is not None)
        if state.refusal is not None:
            self._draw_refusal(state.refusal)

    def _draw_refusal(self, refusal: Refusal) -> None:
        self._where.say(conflicts.where(refusal.family_name, refusal.kind))
        self._why.say(sending.why_refused(refusal.reason))
        self._when.say(refused.written(refusal.made_at.astimezone(LONDON), self._model.state.now.date()))
        self._fields.fill([self._card(refusal, field) for field in refusal.fields])

    def _card(self, refusal: Refusal, field: RefusedField) -> Card:
        badge = Badge(refused.NOT_TAKEN, *tokens.status("sync", "failed")) if field.minded else None
        card = Card(self._label(field.name), badge)
        written, held = (conflicts.value_of(field.name, value) for value in (field.written, field.held))
        card.add(PlainLabel(refused.YOU_WROTE, "meta", "text2"))
        card.add(MarkedText(pieces("" if field.held is None else held, written)))
        if not refusal.is_new:
            card.add(PlainLabel(refused.COUNCIL_HAS, "meta", "text2"), PlainLabel(held))
        return card

    def _open(self) -> None:
        refusal = self._model.state.refusal
        if refusal is None:
            return
        page = _PAGES.get(refusal.kind, "family")
        if page == "assessment":
            self._shell.open(page, family=refusal.family, assessment=refusal.record)
        else:
            self._shell.open(page, family=refusal.family)

    def _ask(self) -> None:
        refusal = self._model.state.refusal
        if refusal is None:
            return
        dialog = Dialog(refused.ASK_TITLE, refused.ASK_NEW if refusal.is_new else refused.ASK)
        dialog.add_button(Button(refused.KEEP_IT))
        dialog.add_button(Button(refused.TAKE_BACK, "danger")).clicked.connect(self._model.take_back)
        self._shell.ask(dialog)

    def _taken_back(self) -> None:
        self._shell.tell(refused.TAKEN_BACK)
        self._shell.open("sending")
