"""What an assessment says on paper, read for one reader: what is not for the family never leaves the query for their copy.

Restricted answers, answers hidden by the worker, questions that the form hides, and every record of the team's compartment are
left out before the form is laid out, so that no label, choice or calculation can carry a word of them either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.assessments import AssessmentHead, Assessments
from desktop.casework.colleagues import Colleagues
from desktop.casework.consents import ConsentLine, lines_of
from desktop.casework.desk import Desk
from desktop.casework.hidden import hides
from desktop.casework.people import PersonCard, cards, people_of, ties_of
from desktop.casework.plan_view import PlanView, plan_view
from desktop.forms import Answer, AnswerKey, FormDefinition, Question
from desktop.forms import Session as FormSession
from sync.records.assessment import Assessment
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.scale_score import ScaleScore
from sync.rules.assessments import is_signed, next_version


@dataclass(frozen=True)
class PaperAnswer:
    """One answered question: its label, kind, and the answer as the form stores it. `hidden`: not for the family."""

    key: AnswerKey
    label: str
    kind: str
    answer: Answer
    choices: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True)
class PaperSection:
    """One section of the form with what was answered in it."""

    title: str
    answers: tuple[PaperAnswer, ...]


@dataclass(frozen=True)
class PaperScore:
    """One person's first and latest score of an area. `who` is a name, "" for the worker's own."""

    area: str
    who: str
    first: int
    latest: int
    since: date | None
    times: int


@dataclass(frozen=True)
class Paper:
    """Everything that a copy is made of. `lead` is the name of the assessment's lead worker, "" while it is not known here.

    `version` counts from 1; `signed_on` is None of a draft.
    """

    head: AssessmentHead
    family: str
    lead: str
    version: int
    signed_on: date | None
    people: tuple[PersonCard, ...]
    consents: tuple[ConsentLine, ...]
    sections: tuple[PaperSection, ...]
    scores: tuple[PaperScore, ...]
    plan: PlanView


class Papers:
    """Reading an assessment for printing."""

    def __init__(self, desk: Desk, assessments: Assessments) -> None:
        self._desk, self._assessments, self._colleagues = desk, assessments, Colleagues(desk)

    def of(self, family: str, assessment: str, *, for_family: bool) -> Paper:
        """The office's reading, or the family's, from which everything hidden is left out; all of it as it stands in one moment."""
        with self._desk.reading() as session:
            opened = self._assessments.read(session, family, assessment)
            form = opened.session
            if for_family:
                shareable = _shareable(form.definition, opened.stored)
                form = self._assessments.lay_out(form.definition, shareable, opened.people)
            row = session.get_one(Assessment, assessment)
            people = cards(people_of(session, family), self._desk.today(), ties_of(session, family))
            return Paper(
                head=opened.head,
                family=session.get_one(Family, family).name or "",
                lead=self._colleagues.name(row.lead or ""),
                version=_version(session, row),
                signed_on=row.completed_on if is_signed(row.state) else None,
                people=people,
                consents=lines_of(session, family),
                sections=tuple(_sections(form, for_family=for_family)),
                scores=_scores(session, family, {person.person: person.name for person in people}),
                plan=plan_view(session, family),
            )


def _version(session: Session, row: Assessment) -> int:
    """How manyeth of its line it is. Versions are found by their ids (S16): what a record says of itself may go round in a circle."""
    before = session.get(Assessment, row.previous) if row.previous else None
    if before is None or next_version(before.id) != row.id:
        return 1
    return 1 + _version(session, before)


def _is_hidden(question: Question, answer: Answer | None) -> bool:
    return (
        bool(question.compartment) or hides(question.sensitivity) or (answer is not None and hides(answer.sensitivity))
    )


def _shareable(definition: FormDefinition, stored: Mapping[AnswerKey, Answer]) -> dict[AnswerKey, Answer]:
    found = {}
    for key, answer in stored.items():
        question = definition.question(f"{definition.root.path}/{key.path}")
        place = key.endswith("/#") and not hides(answer.sensitivity)
        if place or (question is not None and not _is_hidden(question, answer)):
            found[key] = answer
    return found


def _sections(form: FormSession, *, for_family: bool) -> Iterator[PaperSection]:
    for section in form.sections():
        answers = [found for key in form.rows(section.key) if (found := _answer(form, key)) is not None]
        shown = tuple(answer for answer in answers if not (for_family and answer.hidden))
        if shown:
            yield PaperSection(section.label, shown)


def _answer(form: FormSession, key: AnswerKey) -> PaperAnswer | None:
    question = form.question(key)
    if question.kind in ("group", "repeat", "note"):
        return None
    answer = form.answer(key)
    if answer is None or (not answer.value and answer.status == "answered"):
        return None
    codes = answer.value.split()
    choices = tuple(choice.label for choice in form.choices(key) if choice.code in codes)
    return PaperAnswer(key, form.state(key).label, question.kind, answer, choices, hidden=_is_hidden(question, answer))


def _scores(session: Session, family: str, names: Mapping[str, str]) -> tuple[PaperScore, ...]:
    rows = session.scalars(
        select(ScaleScore)
        .where(ScaleScore.stream == stream_id(family, Compartment.SHARED), ScaleScore.deleted.is_(None))
        .order_by(ScaleScore.scored_on, ScaleScore.id)
    )
    found: dict[tuple[str, str], list[tuple[int, date | None]]] = {}
    for row in rows:
        if row.score is not None:
            area = (row.area or "overall", names.get(row.who or "", ""))
            found.setdefault(area, []).append((row.score, row.scored_on))
    return tuple(
        PaperScore(area, who, scores[0][0], scores[-1][0], scores[0][1], len(scores))
        for (area, who), scores in sorted(found.items())
    )
