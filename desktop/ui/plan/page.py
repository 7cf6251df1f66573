"""The family plan: what is wanted stands over who does what by when."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.plan_view import ActionCard, OutcomeCard
from desktop.casework.plans import HowFar
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.plan.dialogs import AddAction, AddOutcome, Stuck, TakeOut
from desktop.ui.plan.model import PlanModel
from desktop.ui.plan.plan_list import PlanList
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Page, ScrollColumn
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.states import SaveState
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days, saving
from desktop.ui.words import plan as words


class PlanPage(Page):
    """Opened with `family`. With `visiting` it wears the header of a visit."""

    def __init__(self, model: PlanModel, head: FamilyHeadModel, shell: Shell, *, visiting: bool = False) -> None:
        super().__init__()
        self._model, self._head, self._shell = model, head, shell
        self._header = FamilyHeader(head, shell, "plan", visiting=visiting)
        self._problem = Notice("danger", "triangle-alert", "")
        self._saved = SaveState()
        self._texts = {"aim": TextAnswer(words.AIM_EXAMPLE, lines=1), "contingency": TextAnswer(lines=2)}
        self._finished = PlainLabel("", "meta", "text2", wrap=False)
        self._add_action = Button(words.ADD_ACTION, icon="plus")
        self._add_outcome = Button(words.ADD_OUTCOME, icon="plus")
        self._list = PlanList(model)
        self._review = DateEdit()
        self._review_field = Field(words.REVIEW, self._review)
        self._agreed = PlainLabel("", "meta", "text2")
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.open(args["family"])

    def leave(self) -> None:
        for editor in self._texts.values():
            editor.flush()
        self._review.flush()
        self._list.flush()

    def ask_again(self, dialog: str, about: str) -> None:
        match dialog:
            case AddAction.name:
                self._ask_action("")
            case AddOutcome.name:
                self._ask_outcome()
            case Stuck.name:
                self._ask_barrier(about, HowFar())

    # -- drawing

    def _lay_out(self) -> None:
        self._problem.hide()
        aim, worse = Card(), Card()
        aim.add(Field(words.AIM, self._texts["aim"], words.AIM_HINT, role="h3"))
        worse.add(Field(words.WORSE, self._texts["contingency"], words.WORSE_HINT, role="h3"))
        worse.add(self._review_field, self._agreed)
        body = ScrollColumn((28, 16, 28, 28))
        body.add(self._problem, aim, self._tools(), self._list)
        body.add(PlainLabel(words.KEYS, "meta", "text2"), worse)
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _tools(self) -> QWidget:
        tools, buttons = QWidget(), QWidget()
        flow = FlowLayout(buttons, 12)
        flow.addWidget(self._add_action)
        flow.addWidget(self._add_outcome)
        column = QVBoxLayout(tools)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (buttons, self._finished, self._saved):
            column.addWidget(widget)
        return tools

    def _draw(self) -> None:
        state = self._model.state
        for button in (self._add_action, self._add_outcome):
            button.setEnabled(state.plan is not None)  # before, nobody is known who could do it
        self._draw_saving()
        if state.plan is None:
            return
        if state.settled:
            self._show("aim", state.plan.aim)
            self._show("contingency", state.plan.contingency)
            if not self._review.hasFocus():
                self._review.set_day(state.plan.review_on)
                self._model.showed(self._model.family, "review_on", state.plan.review_on)
        actions = state.plan.actions()
        self._finished.say(words.finished(sum(action.finished for action in actions), len(actions)))
        self._agreed.say(words.agreed(state.plan.agreed_on))
        self._list.draw(state)
        settle_layouts()

    def _show(self, name: str, text: str) -> None:
        """Saved words, unless somebody is typing there."""
        editor = self._texts[name]
        if not editor.hasFocus():
            editor.set_text(text)
            self._model.showed(self._model.family, name, text)

    def _draw_saving(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        if state.problem:
            self._saved.failed(state.problem)
        elif state.unsaved:
            self._saved.saving()
        elif state.saved_at:
            self._saved.saved(saving.saved_at(state.saved_at))
        else:
            self._saved.clear()

    # -- doing

    def _connect(self) -> None:
        for name, editor in self._texts.items():
            editor.committed.connect(partial(self._model.write, name))
        self._review.committed.connect(self._reviewed)
        self._review.unread.connect(lambda: self._review_field.set_error(days.NOT_A_DATE))
        self._add_action.clicked.connect(partial(self._ask_action, ""))
        self._add_outcome.clicked.connect(self._ask_outcome)
        self._list.wanted.connect(self._ask_action)
        self._list.moved.connect(self._moved)
        self._list.unwanted.connect(self._ask_why)
        self._model.changed.connect(self._draw)

    def _reviewed(self, day: object) -> None:
        self._review_field.set_error("")
        self._model.review_on(self._review.day())

    def _moved(self, action: ActionCard, progress: str) -> None:
        if progress == "blocked":
            self._ask_barrier(action.action, HowFar(action.progress, action.barrier))
        else:
            self._model.progress(action.action, HowFar(progress, action.barrier))

    def _ask_barrier(self, action: str, shown: HowFar) -> None:
        dialog = Stuck(shown)
        dialog.about = action
        dialog.said.connect(partial(self._stuck, action))
        dialog.said.connect(dialog.done)
        self._shell.ask(dialog)

    def _stuck(self, action: str, answer: tuple[HowFar, HowFar]) -> None:
        said, shown = answer
        self._model.showed(action, "progress", shown)
        self._model.progress(action, said)

    def _ask_action(self, outcome: str) -> None:
        state = self._model.state
        dialog = AddAction(state.owners, state.plan.outcomes if state.plan else (), outcome)
        dialog.said.connect(self._model.add_action)
        self._ask(dialog)

    def _ask_outcome(self) -> None:
        dialog = AddOutcome()
        dialog.said.connect(self._outcome_said)
        self._ask(dialog)

    def _outcome_said(self, said: tuple[str, str]) -> None:
        self._model.add_outcome(*said)

    def _ask_why(self, card: OutcomeCard | ActionCard) -> None:
        """Nothing is taken out without a reason (S15)."""
        if isinstance(card, OutcomeCard):
            dialog = TakeOut(words.TAKE_OUT_OUTCOME, card.text, words.WHY_OUTCOME_HINT)
            dialog.said.connect(partial(self._model.take_out_outcome, card.outcome))
        else:
            dialog = TakeOut(words.TAKE_OUT_ACTION, card.text, words.WHY_HINT)
            dialog.said.connect(partial(self._model.take_out_action, card.action))
        dialog.closed.connect(self._add_action.setFocus)  # where the keyboard stays, should its button be gone by then
        self._ask(dialog)

    def _ask(self, dialog: AddAction | AddOutcome | TakeOut) -> None:
        self._model.dealt.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)
