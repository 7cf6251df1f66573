"""One editor for each kind of question: it shows what the form says and hands over what the worker says."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.forms import Choice, Question
from desktop.ui.assessment.their_words import TheirWords
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.scale import TOP, ScaleRow
from desktop.ui.words.booking import TIME_EXAMPLE, read_time
from desktop.ui.words.times import clock

Say = Callable[[str], object]
"""Takes canonical text: what the form stores."""
Refuse = Callable[[str], object]
"""Takes the code of what cannot be read."""

LONG, SHORT = 4, 1


class Editor(Protocol):
    """What a row needs of an editor."""

    @property
    def widget(self) -> QWidget: ...

    def show(self, value: str, choices: Sequence[Choice]) -> None:
        """Show a saved value and, where there are any, what there is to choose from."""
        ...

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        ...

    def freeze(self, *, frozen: bool) -> None:
        """Let it be read and not changed."""
        ...


class WordsEditor:
    """Written answers, long and short."""

    def __init__(self, lines: int, say: Say) -> None:
        self.widget = TheirWords(lines=lines)
        self.widget.committed.connect(say)

    def show(self, value: str, choices: Sequence[Choice]) -> None:
        self.widget.set_text(value)

    def flush(self) -> None:
        self.widget.flush()

    def freeze(self, *, frozen: bool) -> None:
        self.widget.setReadOnly(frozen)


class _Line:
    """What is typed into one line, read when it is left."""

    def __init__(self, edit: LineEdit, say: Say) -> None:
        self.widget = edit
        self._say = say
        self._given = ""
        edit.setMaximumWidth(edit.fontMetrics().averageCharWidth() * 24)
        edit.editingFinished.connect(self.flush)

    def show(self, value: str, choices: Sequence[Choice]) -> None:
        self._given = value
        self.widget.setText(value)

    def flush(self) -> None:
        text = self.widget.text().strip()
        if text != self._given:
            self._given = text
            self._say(text)

    def freeze(self, *, frozen: bool) -> None:
        self.widget.setReadOnly(frozen)


class NumberEditor(_Line):
    """Whole or decimal: the form itself says what is no number."""

    def __init__(self, say: Say) -> None:
        super().__init__(LineEdit(), say)


class TimeEditor(_Line):
    """A time of day, as people write it."""

    def __init__(self, say: Say, refuse: Refuse) -> None:
        super().__init__(LineEdit(TIME_EXAMPLE), say)
        self._refuse = refuse

    def flush(self) -> None:
        text = self.widget.text().strip()
        time = read_time(text)
        if text and time is None:
            self._refuse("not_a_time")
        else:
            self.widget.setText(clock(time) if time else "")
            super().flush()


class DayEditor:
    """A date."""

    def __init__(self, say: Say, refuse: Refuse) -> None:
        self.widget = DateEdit()
        self.widget.committed.connect(lambda day: say(day.isoformat() if day else ""))
        self.widget.unread.connect(lambda: refuse("not_a_date"))

    def show(self, value: str, choices: Sequence[Choice]) -> None:
        self.widget.set_day(dt.date.fromisoformat(value) if value else None)

    def flush(self) -> None:
        self.widget.flush()

    def freeze(self, *, frozen: bool) -> None:
        self.widget.setReadOnly(frozen)


class ChipsEditor:
    """One or several out of a list; people of the family too."""

    def __init__(self, say: Say, *, many: bool) -> None:
        self.widget = ChoiceChips(many=many)
        self.widget.chosen.connect(lambda values: say(" ".join(values)))

    def show(self, value: str, choices: Sequence[Choice]) -> None:
        self.widget.offer([(choice.code, choice.label) for choice in choices])
        self.widget.set_values(value.split())

    def flush(self) -> None:
        """Nothing waits: a choice is handed over at once."""

    def freeze(self, *, frozen: bool) -> None:
        self.widget.setDisabled(frozen)


class ScaleEditor:
    """0 to 10. The last score is shown once there is an answer, so that it does not anchor it."""

    def __init__(self, say: Say, ends: Sequence[Choice], last: int | None) -> None:
        said = {choice.code: choice.label for choice in ends}
        self._last = last
        self.widget = ScaleRow(said.get("0", ""), said.get(str(TOP), ""))
        self.widget.scored.connect(lambda score: say(str(score)))

    def show(self, value: str, choices: Sequence[Choice]) -> None:
        self.widget.set_score(int(value) if value.isdecimal() else None)
        self.widget.set_last(self._last if value else None)

    def flush(self) -> None:
        """Nothing waits: a score is handed over at once."""

    def freeze(self, *, frozen: bool) -> None:
        self.widget.setDisabled(frozen)


def editor_for(
    question: Question, choices: Sequence[Choice], last: int | None, say: Say, refuse: Refuse
) -> Editor | None:
    """The editor of a question's kind; None where there is none on this screen."""
    match question.kind:
        case "long":
            return WordsEditor(LONG, say)
        case "text":
            return WordsEditor(SHORT, say)
        case "integer" | "decimal":
            return NumberEditor(say)
        case "date":
            return DayEditor(say, refuse)
        case "time":
            return TimeEditor(say, refuse)
        case "select_one" | "select_multiple":
            return ChipsEditor(say, many=question.kind == "select_multiple")
        case "scale":
            return ScaleEditor(say, choices, last)
        case _:
            return None
