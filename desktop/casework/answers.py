"""Answers as the form gives them and as the columns of their rows hold them (sync.md, section 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from desktop.forms import Answer, AnswerKey, FormDefinition
from desktop.forms import Session as FormSession
from desktop.forms.answers import Status

PROSE = ("text", "long")
MANY = ("select_multiple", "rank")
RESTRICTED = "restricted"
PLACE = "/#"
"""Ends the key of a repeat instance's place in the order."""
_NOTHING = Answer("")

Columns = dict[str, Any]
"""By column of the answer's row: a text, several texts, or nothing."""


@dataclass(frozen=True)
class Edit:
    """One answer that changed: what the page showed before, and what it says now. None: there is no answer."""

    key: AnswerKey
    kind: str
    restricted: bool
    shown: Answer | None
    answer: Answer | None


def edits(form: FormSession, shown: Mapping[AnswerKey, Answer]) -> list[Edit]:
    """What is to be kept, where the form says something else than was last kept or shown."""
    answers = form.answers()
    changed = [
        key for key in (*answers, *(key for key in shown if key not in answers)) if _differs(key, answers, shown)
    ]
    return [_edit(form.definition, key, shown.get(key), answers.get(key)) for key in changed]


def computed(form: FormSession) -> dict[AnswerKey, Columns]:
    """What the form computed of what applies, for the signed copy to hold; nothing restricted, which is kept apart."""
    given = form.answers()
    found = [_edit(form.definition, key, None, answer) for key, answer in form.final().items() if key not in given]
    return {edit.key: columns_of(edit.kind, edit.answer) for edit in found if not edit.restricted}


def columns_of(kind: str, answer: Answer | None) -> Columns:
    """What the columns hold for an answer to a question of this kind."""
    answer = answer or Answer("")
    return {
        "value": answer.value or None if kind not in (*PROSE, *MANY) else None,
        "narrative": answer.value or None if kind in PROSE else None,
        "choices": tuple(sorted(answer.value.split())) or None if kind in MANY else None,
        "status": None if answer.status == "answered" else answer.status,
        "said_by": answer.said_by or None,
        "sensitivity": answer.sensitivity or None,
        "source": answer.source or None,
        "words": tuple(sorted(answer.words)) or None,
    }


def answer_of(columns: Columns) -> Answer:
    """The answer that these columns hold; those that nobody wrote may be left out."""
    return Answer(
        value=columns.get("value") or columns.get("narrative") or " ".join(columns.get("choices") or ()),
        status=cast("Status", columns.get("status") or "answered"),  # the column takes no other codes
        said_by=columns.get("said_by") or "",
        sensitivity=columns.get("sensitivity") or "",
        source=columns.get("source") or "",
        words=columns.get("words") or (),
    )


def _differs(key: AnswerKey, one: Mapping[AnswerKey, Answer], other: Mapping[AnswerKey, Answer]) -> bool:
    return (one.get(key) or _NOTHING) != (other.get(key) or _NOTHING)


def _edit(definition: FormDefinition, key: AnswerKey, shown: Answer | None, answer: Answer | None) -> Edit:
    question = None if key.endswith(PLACE) else definition.question(f"{definition.root.path}/{key.path}")
    if question is None:
        return Edit(key, "place", restricted=False, shown=shown, answer=answer)
    return Edit(key, question.kind, question.compartment == RESTRICTED, shown, answer)
