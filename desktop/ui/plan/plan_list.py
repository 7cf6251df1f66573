"""The outcomes of a plan with their actions, and the actions that stand under none, as cards one under another."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.plan_view import ActionCard, OutcomeCard
from desktop.casework.plans import HowFar
from desktop.ui.plan.action_row import ActionRow
from desktop.ui.plan.fields import ActionFields, OutcomeFields, RecordFields
from desktop.ui.plan.item import Item
from desktop.ui.plan.model import PlanModel, PlanState
from desktop.ui.plan.outcome_row import OutcomeRow
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.rows import RowCard
from desktop.ui.words import plan as words


class PlanList(QWidget):
    """Each record keeps its item for as long as it is in the plan, so that nobody is interrupted while they write.

    Signals:
        wanted: an action is to be added under this outcome.
        moved: an action, and how far it is to be.
        unwanted: the card of an outcome or an action that is to be taken out.
    """

    wanted = Signal(str)
    moved = Signal(object, str)
    unwanted = Signal(object)

    def __init__(self, model: PlanModel, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._items: dict[str, Item] = {}
        self._drawn: dict[str, tuple[OutcomeCard | ActionCard, date]] = {}
        self._cards: dict[str, RowCard] = {}
        self._loose_title = PlainLabel("", "h3")
        self._loose = RowCard(empty=words.NO_ACTIONS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self._loose_title)
        self._column.addWidget(self._loose)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for item in tuple(self._items.values()):
            item.fields.flush()

    def draw(self, state: PlanState) -> None:
        """Show the plan of `state`, where it has one."""
        if state.plan is None:
            return
        outcomes, loose = state.plan.outcomes, state.plan.loose
        with kept_focus(self):
            under = [self._group(outcome, state) for outcome in outcomes]
            self._lay_out([*under, (self._loose, [self._action(action, state) for action in loose])])
            self._loose_title.say(words.OTHER_ACTIONS if outcomes and loose else "")
            self._loose.setVisible(bool(loose or not outcomes))
        self._let_go({outcome.outcome for outcome in outcomes} | {action.action for action in state.plan.actions()})

    def _group(self, outcome: OutcomeCard, state: PlanState) -> tuple[RowCard, list[Item]]:
        card = self._cards.setdefault(outcome.outcome, RowCard())
        return card, [self._outcome(outcome, state), *(self._action(action, state) for action in outcome.actions)]

    def _lay_out(self, groups: Sequence[tuple[RowCard, list[Item]]]) -> None:
        for card, items in groups:
            for item in items:
                item.setParent(card)  # out of the card it stood in, before that one lets go of what it has no more
        for place, (card, items) in enumerate(groups):
            if card is not self._loose:
                self._column.insertWidget(place, card)
            card.set_rows(items)

    # -- items

    def _outcome(self, outcome: OutcomeCard, state: PlanState) -> Item:
        record = outcome.outcome
        if (item := self._items.get(record)) is None:
            item = self._begin(record, OutcomeFields(outcome), partial(self._model.change_outcome, record))
        if self._says_new(record, outcome, state):
            row = OutcomeRow(outcome)
            row.add_here.clicked.connect(partial(self.wanted.emit, record))
            item.show_row(row, row.change)
        if state.settled:
            item.fields.show_card(outcome, state.owners)
        return item

    def _action(self, action: ActionCard, state: PlanState) -> Item:
        record = action.action
        if (item := self._items.get(record)) is None:
            item = self._begin(record, ActionFields(action), partial(self._model.change_action, record))
        if self._says_new(record, action, state):
            row = ActionRow(action, state.today)
            self._model.showed(record, "progress", HowFar(action.progress, action.barrier))
            row.moved.connect(partial(self.moved.emit, action))
            item.show_row(row, row.change)
        if state.settled:
            item.fields.show_card(action, state.owners)
        return item

    def _begin(self, record: str, fields: RecordFields, change: Callable[[str, Any], object]) -> Item:
        item = self._items[record] = Item(fields)
        fields.said.connect(change)
        fields.showed.connect(partial(self._model.showed, record))
        fields.unwanted.connect(partial(self._not_wanted, record))
        return item

    def _says_new(self, record: str, card: OutcomeCard | ActionCard, state: PlanState) -> bool:
        """Whether its row is to be drawn anew; from now on it says this."""
        before, says = self._drawn.get(record), (card, state.today)
        self._drawn[record] = says
        return before != says

    def _not_wanted(self, record: str) -> None:
        self._items[record].fields.flush()
        self.unwanted.emit(self._drawn[record][0])

    def _let_go(self, held: Collection[str]) -> None:
        """Of what is in the plan no more; what was being typed in it is saved all the same (S14)."""
        gone = [self._items.pop(record) for record in tuple(self._items) if record not in held]
        cards = [self._cards.pop(record) for record in tuple(self._cards) if record not in held]
        for widget in (*gone, *cards):
            widget.hide()
            widget.deleteLater()
        for record in tuple(self._drawn):
            if record not in held:
                del self._drawn[record]  # whoever comes back is drawn anew
        for item in gone:
            item.fields.flush()
