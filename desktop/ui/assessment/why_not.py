"""The reasons why a question has no answer, and taking an answer back."""

from collections.abc import Callable
from functools import partial
from typing import get_args

from desktop.forms.answers import Status
from desktop.ui.assessment.question_row import QuestionRow
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import assessment as words
from desktop.ui.words import shell as shell_words


class WhyNot(Dialog):
    """About one question."""

    def __init__(self, row: QuestionRow) -> None:
        super().__init__(words.NO_ANSWER, row.field.label.text())
        for status in get_args(Status):
            if status in words.WHY_NOT:
                self._offer(words.WHY_NOT[status], partial(row.say_why_not, status))
        self._offer(words.CLEAR, row.clear)
        self.add_button(Button(shell_words.CANCEL))

    def _offer(self, said: str, act: Callable[[], object]) -> None:
        button = Button(said)
        button.clicked.connect(self.closed)
        button.clicked.connect(act)
        self.body.addWidget(button)
