"""What the form engine refuses. Errors carry codes and places of the form, never an answer (F15).

FormError
├── FormInvalid       the definition cannot be used; one problem for each thing wrong with it
├── AnswerRefused     this change is not one the form allows; nothing was changed
└── BudgetSpent       the form asks for more work than any real form does (F18); nothing was changed
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import DoorstepError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: a code, the place in the form, and words that the form itself holds about it."""

    code: str
    path: str = ""
    message: str = ""


class FormError(DoorstepError):
    """The root: `problems` says what and where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.code} {p.path}".strip() for p in self.problems))


class FormInvalid(FormError):
    """The definition cannot be used."""


class AnswerRefused(FormError):
    """The form does not allow this change."""


class BudgetSpent(FormError):
    """More work than any real form asks for."""


def refuse(code: str, path: str = "") -> AnswerRefused:
    return AnswerRefused([Problem(code, path)])


def invalid(code: str, path: str = "", message: str = "") -> FormInvalid:
    return FormInvalid([Problem(code, path, message)])
