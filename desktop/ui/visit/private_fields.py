"""What the family does not see of a visit: the state of the home, and what it all may mean. In a visit it is folded to a line."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.visit.editors import show_choice, show_text
from desktop.ui.visit.write_up_model import WriteUpModel, WriteUpState
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import write_up as words


class PrivateFields(Panel):
    """Showing it lasts until the page is left or the screen hidden."""

    def __init__(self, model: WriteUpModel, *, visiting: bool) -> None:
        super().__init__("private")
        self._model, self._visiting = model, visiting
        self._title = PlainLabel(words.PRIVATE, "h3", "private")
        self._folded = PlainLabel(words.PRIVATE_FOLDED)
        self.show_it = LinkButton(words.SHOW_IT)
        self.conditions, self.home = ChoiceChips(many=True), TextAnswer(lines=2)
        self.bedroom, self.analysis = ChoiceChips(words.YES_NO), TextAnswer(lines=3)
        self.safety = TextAnswer(lines=1)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._at_home = [
            Field(words.CONDITIONS, self.conditions),
            Field(words.HOME, self.home, words.HOME_HINT),
            Field(words.BEDROOM, self.bedroom),
        ]
        means = Field(words.MEANS, self.analysis, words.MEANS_HINT)
        for field in (*self._at_home, means, Field(words.SAFETY, self.safety, words.SAFETY_HINT)):
            column.addWidget(field)
        self.add(self._title, self._folded)
        self.column.addWidget(self.show_it, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._fields)
        self.show_it.clicked.connect(self._unfold)
        self.conditions.chosen.connect(partial(model.write, "conditions"))
        self.home.committed.connect(partial(model.write, "home"))
        self.bedroom.chosen.connect(lambda chosen: model.write("bedroom_seen", chosen[0] if chosen else ""))
        self.analysis.committed.connect(partial(model.write, "analysis"))
        self.safety.committed.connect(partial(model.write, "safety"))

    def show_state(self, state: WriteUpState) -> None:
        """Show what is saved. What is folded holds no words: nothing of it is in the window."""
        if state.doc is None:
            return
        folded = self._visiting and not state.unfolded
        if folded:
            self.flush()
        self._fields.setVisible(not folded)
        for widget in (self._folded, self.show_it):
            widget.setVisible(folded)
        for field in self._at_home:
            field.setVisible(state.doc.place == "home")
        self.conditions.offer(state.doc.home_conditions)
        mine, showed = state.doc.mine, partial(self._model.showed, "part")
        show_choice(self.conditions, () if folded else mine.conditions, partial(showed, "conditions"), mine.conditions)
        show_choice(
            self.bedroom, [] if folded else [mine.bedroom_seen], partial(showed, "bedroom_seen"), mine.bedroom_seen
        )
        if folded:
            for editor in (self.home, self.analysis, self.safety):
                editor.set_text("")
        else:
            show_text(self.home, mine.home, partial(showed, "home"))
            show_text(self.analysis, mine.analysis, partial(showed, "analysis"))
            show_text(self.safety, mine.safety, partial(showed, "safety"))

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for editor in (self.home, self.analysis, self.safety):
            editor.flush()

    def _unfold(self) -> None:
        self._model.unfold()
        self.home.setFocus()
