"""One child on a visit: seen or why not, how their view was found out, and what they said (D1 to D3)."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.casework.visit_writing import ChildView
from desktop.ui.visit.editors import show_choice, show_day, show_text, show_tick
from desktop.ui.visit.write_up_model import WriteUpModel
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days
from desktop.ui.words import write_up as words


class ChildFields(Card):
    """Why not, and when next, are asked only where the child was not seen alone."""

    def __init__(self, child: ChildView, model: WriteUpModel) -> None:
        super().__init__(child.name)
        self.child = child.child
        self._model = model
        self.seen = ChoiceChips(words.SEEN)
        self.awake, self.spoken = TickBox(words.awake(child.name)), TickBox(words.spoken(child.name))
        self.why, self.said = TextAnswer(lines=1), TextAnswer(lines=2)
        self.next_on = DateEdit()
        self.found_out = ChoiceChips(words.FOUND_OUT, many=True)
        self._why = Field(words.why_not(child.name), self.why)
        self._next = Field(words.next_seen(child.name), self.next_on)
        self._how = Field(words.how_found_out(child.name), self.found_out)
        ticks = QWidget()
        flow = FlowLayout(ticks, 16)
        flow.addWidget(self.awake)
        flow.addWidget(self.spoken)
        self.add(
            Field(words.how_seen(child.name), self.seen), ticks, self._why, self._next, self._how,
            Field(words.said(child.name), self.said, words.SAID_HINT),
        )  # fmt: skip
        self._connect()

    def show_child(self, child: ChildView) -> None:
        """Show what is saved."""
        showed = partial(self._model.showed, self.child)
        show_choice(self.seen, [child.seen], partial(showed, "seen"), child.seen)
        show_tick(self.awake, ticked=child.awake, showed=partial(showed, "awake"))
        show_tick(self.spoken, ticked=child.spoken_to, showed=partial(showed, "spoken_to"))
        show_text(self.why, child.not_seen_because, partial(showed, "not_seen_because"))
        show_day(self.next_on, child.next_on, partial(showed, "next_on"))
        show_choice(self.found_out, child.found_out, partial(showed, "found_out"), child.found_out)
        show_text(self.said, child.said, partial(showed, "said"))
        self._why.setVisible(child.seen in {"with_others", "not_seen"})
        self._next.setVisible(child.seen == "not_seen")
        self._how.setVisible(child.seen != "not_seen")

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for editor in (self.why, self.said, self.next_on):
            editor.flush()

    def _connect(self) -> None:
        met = partial(self._model.met, self.child)
        self.seen.chosen.connect(lambda chosen: met("seen", chosen[0] if chosen else ""))
        self.awake.toggled.connect(partial(met, "awake"))
        self.spoken.toggled.connect(partial(met, "spoken_to"))
        self.why.committed.connect(partial(met, "not_seen_because"))
        self.next_on.committed.connect(partial(met, "next_on"))
        self.next_on.unread.connect(lambda: self._next.set_error(days.NOT_A_DATE))
        self.next_on.committed.connect(lambda _day: self._next.set_error(""))
        self.found_out.chosen.connect(partial(met, "found_out"))
        self.said.committed.connect(partial(met, "said"))
