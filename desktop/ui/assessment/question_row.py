"""One question: its words, its editor, and under it what can be done with the answer while the keyboard is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms import AnswerKey
from desktop.forms.answers import Status
from desktop.ui.assessment.editors import WordsEditor, editor_for
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.under import Standing, Under
from desktop.ui.shell import keys
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words

_CHOSEN = ("select_one", "select_multiple", "scale")
"""Nothing is typed into these, so they can be drawn whenever something about them changed."""


class QuestionRow(QWidget):
    """Shows one key of the form. What stands under the answer keeps its room, so that nothing moves under the mouse.

    Signals:
        nothing_selected: their words were to be marked, and no words were selected.
        history_wanted: what the answer with this key said before.
    """

    nothing_selected = Signal()
    history_wanted = Signal(str)

    def __init__(self, key: AnswerKey, model: AssessmentModel, last: int | None, *, with_history: bool) -> None:
        """`last` is the latest score where the question is a scale."""
        super().__init__()
        self.key, self._model = key, model
        session = model.session
        self.question = session.question(key)
        choices = session.choices(key)
        self.editor = editor_for(self.question, choices, last, self._say, self._refuse)
        room = self.editor.widget if self.editor else PlainLabel(words.NOT_ON_SCREEN, "body", "text2")
        role = "h2" if self.question.kind == "long" else "bodyStrong"
        state = session.state(key)
        self.field = Field(state.label, room, state.hint, role=role)
        self._value: str | None = None
        self._lay_out(with_history=with_history)
        self._bind()
        self._current = False
        self.show_answer()

    @property
    def is_prose(self) -> bool:
        """Whether words can be put into it."""
        return isinstance(self.editor, WordsEditor)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        if self.editor is not None:
            self.editor.flush()

    def take_focus(self) -> None:
        if self.editor is not None:
            self.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, text: str) -> None:
        """Put a known text at the end of a written answer."""
        if isinstance(self.editor, WordsEditor):
            before = self.editor.widget.text()
            self.editor.widget.moveCursor(self.editor.widget.textCursor().MoveOperation.End)
            self.editor.widget.insertPlainText(f"{'' if not before or before[-1:].isspace() else ' '}{text}")
            self.take_focus()

    def show_answer(self) -> None:
        """What the form says now. Leaves alone what is being typed."""
        state = self._model.session.state(self.key)
        self.field.label.setText(state.label)
        self.field.hint.say(state.hint)
        self.field.editor.setAccessibleName(state.label)
        self.field.set_error(" ".join(state.messages if state.value else ()))
        if self.editor is not None:
            if state.value != self._value or self.question.kind in _CHOSEN:
                self._value = state.value
                self.editor.show(state.value, self._model.session.choices(self.key))
            if isinstance(self.editor, WordsEditor):
                self.editor.widget.set_words(self._model.words(self.key))
            self.editor.freeze(frozen=state.readonly or not self._model.is_open)
        self._draw_under()

    def show_refusal(self, code: str) -> None:
        """Why what was typed cannot be taken. It stays where it was typed."""
        self.field.set_error(words.REFUSED.get(code, words.NOT_TAKEN))

    def set_current(self, *, current: bool) -> None:
        """Whether the keyboard is here."""
        self._current = current
        self._draw_under()

    # -- what stands under the answer

    def _lay_out(self, *, with_history: bool) -> None:
        self._under = Under(prose=self.is_prose, with_history=with_history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._under)

    def _draw_under(self) -> None:
        model = self._model
        here = self._current and model.is_open and self.editor is not None
        if here and self._under.strip is None:
            strip = self._under.add_strip()
            strip.mark.clicked.connect(self._mark_words)
            strip.hide_it.clicked.connect(self._toggle_hidden)
            strip.history.clicked.connect(lambda: self.history_wanted.emit(self.key))
        state, status = model.session.state(self.key), model.status(self.key)
        standing = Standing(
            hidden=model.hidden(self.key),
            fixed=model.always_hidden(self.key),
            needed=state.required and not state.value and status == "answered",
            status=status,
            later=self.key in model.later,
        )
        self._under.show_standing(standing, here=here)

    # -- doing

    def _bind(self) -> None:
        if isinstance(self.editor, WordsEditor):
            self.editor.widget.quoted.connect(self._say_words)
            keys.bind(self, {"Ctrl+Q": self._mark_words}, here=True)
        keys.bind(self, {"Ctrl+H": self._toggle_hidden}, here=True)

    def _say(self, value: str) -> None:
        self._value = value
        marked = self.editor.widget.words() if isinstance(self.editor, WordsEditor) else None
        self._model.answer(self.key, value, marked)

    def _say_words(self) -> None:
        if isinstance(self.editor, WordsEditor):
            self.editor.flush()
            self._say(self.editor.widget.text())

    def _refuse(self, code: str) -> None:
        self.show_refusal(code)

    def _mark_words(self) -> None:
        if isinstance(self.editor, WordsEditor) and not self.editor.widget.mark():
            self.nothing_selected.emit()

    def _toggle_hidden(self) -> None:
        if self._model.is_open and not self._model.always_hidden(self.key):
            self.flush()
            self._model.set_hidden(self.key, hidden=not self._model.hidden(self.key))

    def say_why_not(self, status: Status) -> None:
        """Not asked, declined or not applicable."""
        self.flush()
        self._model.say_why_not(self.key, status)

    def clear(self) -> None:
        """Take the answer back."""
        self.flush()
        self._model.clear(self.key)
