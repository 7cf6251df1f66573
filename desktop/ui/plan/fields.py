"""What an outcome or an action says, open to be written in where it stands: saved as it is typed, and refused nothing."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.plan_view import ActionCard, OutcomeCard, Owner
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.scale import ScaleRow
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days
from desktop.ui.words import plan as words


class RecordFields(QWidget):
    """Esc closes it, as its button does: what was typed is saved by then.

    Signals:
        said: a field, and what it says now.
        showed: a field, and what its editor shows: what is said next was typed over it (S18).
        closed: enough was written.
        unwanted: the whole is to be taken out of the plan.
    """

    said = Signal(str, object)
    showed = Signal(str, object)
    closed = Signal()
    unwanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: dict[str, TextAnswer] = {}
        self.close_it, self.take_out = Button(words.CLOSE, dense=True), Button(words.TAKE_OUT, "quiet", "x", dense=True)
        self.close_it.clicked.connect(self.closed)
        self.take_out.clicked.connect(self.unwanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(14)

    def show_card(self, card: Any, owners: Sequence[Owner]) -> None:
        """Show what is saved. `owners` are those who may own an action."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for editor in self.texts.values():
            editor.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, name: str, label: str, hint: str = "") -> None:
        editor = TextAnswer(lines=1)
        editor.committed.connect(partial(self.said.emit, name))
        self.texts[name] = editor
        self._column.addWidget(Field(label, editor, hint))

    def _end(self, about: str) -> None:
        """The buttons, under the last field. `about` tells a screen reader which outcome or action they are of."""
        room = QWidget()
        flow = FlowLayout(room, 12)
        for button in (self.close_it, self.take_out):
            button.setAccessibleDescription(about)
            flow.addWidget(button)
        self._column.addWidget(room)

    def _show(self, name: str, text: str) -> None:
        """Saved words, unless somebody is typing there."""
        editor = self.texts[name]
        if not editor.hasFocus():
            editor.set_text(text)
            self.showed.emit(name, text)


class OutcomeFields(RecordFields):
    """The outcome, how we will know, and the scores at the start and at the end."""

    def __init__(self, outcome: OutcomeCard) -> None:
        super().__init__()
        self._ask("text", words.OUTCOME, words.OUTCOME_HINT)
        self._ask("measure", words.KNOW, words.KNOW_HINT)
        self.scales: dict[str, ScaleRow] = {}
        for name, label in (("start_score", words.START_SCORE), ("target_score", words.TARGET_SCORE)):
            scale = ScaleRow(words.LOWEST, words.HIGHEST)
            scale.scored.connect(partial(self.said.emit, name))
            self.scales[name] = scale
            self._column.addWidget(Field(label, scale))
        self._end(outcome.text)

    def show_card(self, card: OutcomeCard, owners: Sequence[Owner]) -> None:
        self._show("text", card.text)
        self._show("measure", card.measure)
        for name, score in (("start_score", card.start_score), ("target_score", card.target_score)):
            self.scales[name].set_score(score)
            self.showed.emit(name, score)


class ActionFields(RecordFields):
    """What will happen, who does it by when, how we will know, and what is in the way."""

    def __init__(self, action: ActionCard) -> None:
        super().__init__()
        self._ask("text", words.WHAT, words.WHAT_HINT)
        self._owners: dict[str, Owner] = {}
        self.who, self.by = ChoiceChips(many=True), DateEdit()
        self._when = Field(words.WHEN, self.by)
        self._column.addWidget(Field(words.WHO, self.who))
        self._column.addWidget(self._when)
        self._ask("detail", words.KNOW, words.KNOW_HINT)
        self._ask("barrier", words.BARRIER_TITLE)
        self.who.chosen.connect(self._chosen)
        self.by.committed.connect(self._dated)
        self.by.unread.connect(lambda: self._when.set_error(days.NOT_A_DATE))
        self._end(action.text)

    def show_card(self, card: ActionCard, owners: Sequence[Owner]) -> None:
        self._show("text", card.text)
        self._show("detail", card.detail)
        self._show("barrier", card.barrier)
        self._show_owners(card.owned_by, owners)
        if not self.by.hasFocus():
            self.by.set_day(card.due_on)
            self.showed.emit("due_on", card.due_on)

    def _show_owners(self, chosen: Sequence[Owner], owners: Sequence[Owner]) -> None:
        """Whoever does it is among those to choose from, also where they are around this family no more."""
        offered = (*owners, *(owner for owner in chosen if owner not in owners))
        self._owners = {str(place): owner for place, owner in enumerate(offered)}
        self.who.offer([(place, owner.name or words.SOMEBODY) for place, owner in self._owners.items()])
        self.who.set_values(place for place, owner in self._owners.items() if owner in chosen)
        self.showed.emit("owners", chosen)

    def flush(self) -> None:
        super().flush()
        self.by.flush()

    def _chosen(self, places: tuple[str, ...]) -> None:
        self.said.emit("owners", tuple(self._owners[place] for place in places))

    def _dated(self, day: date | None) -> None:
        self._when.set_error("")
        self.said.emit("due_on", day)
