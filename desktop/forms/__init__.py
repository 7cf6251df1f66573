"""The form engine: definition, expressions and session. No Qt, no SQL, nothing read or sent by itself."""

from desktop.forms.answers import Answer, AnswerKey, Answers
from desktop.forms.changes import Changes, NodeState, Undo
from desktop.forms.choices import Choice
from desktop.forms.definition import FormDefinition, Question
from desktop.forms.errors import AnswerRefused, BudgetSpent, FormError, FormInvalid, Problem
from desktop.forms.outline import Section
from desktop.forms.session import Session

__all__ = [
    "Answer",
    "AnswerKey",
    "AnswerRefused",
    "Answers",
    "BudgetSpent",
    "Changes",
    "Choice",
    "FormDefinition",
    "FormError",
    "FormInvalid",
    "NodeState",
    "Problem",
    "Question",
    "Section",
    "Session",
    "Undo",
]
