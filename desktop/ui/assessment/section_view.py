"""The questions of one section, one under another. They are made once; what does not apply is hidden, never unmade."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms import AnswerKey, Changes, Question
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.question_row import QuestionRow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words

GAP = 14


class Ranked(QWidget):
    """A column whose widgets stand in the order of their ranks, whenever they came."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self._ranks: list[float] = []

    def put(self, widget: QWidget, rank: float) -> None:
        at = sum(1 for other in self._ranks if other <= rank)
        self._ranks.insert(at, rank)
        self.column.insertWidget(at, widget)


class Several(QWidget):
    """The instances of a repeat as cards, and a button for one more where the worker may add."""

    def __init__(self, label: str, path: str, model: AssessmentModel, *, by_people: bool) -> None:
        super().__init__()
        self._label, self._model, self._by_people = label, model, by_people
        self.cards: dict[AnswerKey, Ranked] = {}
        self._panels: dict[AnswerKey, tuple[Panel, PlainLabel]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._undo = Notice("neutral", "info", words.REMOVED)
        bring_back = Button(words.UNDO, dense=True)
        bring_back.clicked.connect(model.undo_removal)
        self._undo.across.addWidget(bring_back)
        self._undo.hide()
        self.more = Button(words.add(label), icon="plus")
        self.more.clicked.connect(partial(self._add_one, path))
        self._column.addWidget(self._undo)
        self._column.addWidget(self.more)

    def show_cards(self, keys: list[AnswerKey]) -> None:
        """These instances, in this order."""
        for key in [key for key in self.cards if key not in keys]:
            del self.cards[key]
            panel, _heading = self._panels.pop(key)
            panel.hide()
            panel.deleteLater()
        for at, key in enumerate(keys):
            if key not in self.cards:
                self._add(key)
            panel, heading = self._panels[key]
            if self._column.indexOf(panel) != at:
                self._column.insertWidget(at, panel)
            own = self._model.session.state(key).label
            heading.setText(own if self._by_people else words.another(self._label, at + 1))
        self._undo.setVisible(self._model.undo is not None and not self._by_people)
        self.more.setVisible(self._model.is_open and not self._by_people)

    def _add_one(self, path: str) -> None:
        card = self.cards[self._model.add(path)]
        first = next(iter(card.findChildren(QuestionRow)), None)
        if first is not None:
            first.take_focus()

    def _add(self, key: AnswerKey) -> None:
        panel, heading, room = Panel("card", gap=GAP), PlainLabel("", "h3"), Ranked()
        across = QHBoxLayout()
        across.addWidget(heading, 1)
        if self._model.is_open and not self._by_people:
            remove = Button(words.REMOVE, "quiet", "x", dense=True)
            remove.clicked.connect(partial(self._model.remove, key))
            across.addWidget(remove)
        panel.column.addLayout(across)
        panel.add(room)
        self._panels[key], self.cards[key] = (panel, heading), room


class SectionView(Ranked):
    """One page of the form.

    Signals:
        nothing_selected: their words were to be marked, and no words were selected.
        history_wanted: what the answer with this key said before.
    """

    nothing_selected = Signal()
    history_wanted = Signal(str)

    def __init__(
        self,
        key: AnswerKey,
        model: AssessmentModel,
        last_score: Callable[[AnswerKey], int | None],
        *,
        with_history: bool,
    ) -> None:
        super().__init__()
        self.key, self._model, self._last_score = key, model, last_score
        self._with_history = with_history
        self._order = {question.path: rank for rank, question in enumerate(model.session.definition.questions())}
        self._several: dict[str, Several] = {}
        self._shown: dict[AnswerKey, QWidget] = {}
        self._away: set[AnswerKey] = set()
        self._keys: tuple[AnswerKey, ...] = ()
        self.lay_out()

    def rows(self) -> list[QuestionRow]:
        """The questions that apply, from the top of the page."""
        found = (self._shown.get(key) for key in self._keys)
        return [row for row in found if isinstance(row, QuestionRow)]

    def row(self, key: AnswerKey) -> QuestionRow | None:
        found = self._shown.get(key)
        return found if isinstance(found, QuestionRow) and key in self._keys else None

    def take(self, changes: Changes) -> None:
        """Show what changed, and nothing else."""
        keys = tuple(self._model.session.rows(self.key))
        if keys != self._keys:
            self.lay_out()
        for row in self.rows():
            if row.key in changes.keys or row.key in changes.cleared:
                row.show_answer()

    def show_all(self) -> None:
        """Show the form as it is now: it was read anew."""
        self.lay_out()
        for row in self.rows():
            row.show_answer()

    def lay_out(self) -> None:
        """Make what is not there yet, show what applies, hide the rest."""
        session = self._model.session
        self._keys = tuple(session.rows(self.key))
        questions = {key: session.question(key) for key in self._keys}
        self._lay_out_several(questions)
        for key, question in questions.items():
            if question.kind != "repeat" and key not in self._shown:
                self._shown[key] = self._made(key, question)
                self._room(key).put(self._shown[key], self._order[question.path])
        away = self._shown.keys() - questions.keys()
        for key in away ^ self._away:
            if key in self._shown:
                self._shown[key].setHidden(key in away)
        self._away = away

    def _lay_out_several(self, questions: dict[AnswerKey, Question]) -> None:
        section = self._model.session.question(self.key)
        for question in self._model.session.definition.questions():
            if question.kind == "repeat" and question.parent == section.path:
                several = self._several.get(question.path) or self._new_several(question)
                several.show_cards([key for key, found in questions.items() if found.path == question.path])
        alive = {key for several in self._several.values() for key in several.cards}
        for key in [key for key in self._shown if (card := _card_of(key, self.key)) and card not in alive]:
            del self._shown[key]

    def _new_several(self, question: Question) -> Several:
        label = question.labels.get(self._model.session.definition.default_language, "")
        path = f"{self.key}/{question.path.rpartition('/')[2]}"
        several = Several(label, path, self._model, by_people=bool(question.each))
        self._several[question.path] = several
        self.put(several, self._order[question.path])
        return several

    def _made(self, key: AnswerKey, question: Question) -> QWidget:
        label = self._model.session.state(key).label
        if question.kind == "group":
            return PlainLabel(label, "h2")
        if question.kind == "note":
            grave = question.sensitivity != "normal"
            return Notice("warning", "triangle-alert", label) if grave else Notice("info", "info", label)
        row = QuestionRow(key, self._model, self._last_score(key), with_history=self._with_history)
        row.nothing_selected.connect(self.nothing_selected)
        row.history_wanted.connect(self.history_wanted)
        return row

    def _room(self, key: AnswerKey) -> Ranked:
        card = _card_of(key, self.key)
        return next((several.cards[card] for several in self._several.values() if card in several.cards), self)


def _card_of(key: AnswerKey, section: AnswerKey) -> AnswerKey | None:
    """The instance of a repeat inside the section that a key belongs to."""
    return next(
        (above for above in _above(key) if above != section and above.endswith("}") and above.is_within(section)), None
    )


def _above(key: AnswerKey) -> Iterator[AnswerKey]:
    parts = key.split("/")
    for length in range(len(parts) - 1, 0, -1):
        yield AnswerKey("/".join(parts[:length]))
