"""Early Help Assessments: beginning one, opening it, keeping each answer (domain.md 3; sync.md, section 2).

An open assessment is a form session, which the page drives on its own thread because it answers in a millisecond. What changed in it is
kept by `keep`, which the store's lane runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from xml.sax.saxutils import escape

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import consents_of, standing
from desktop.casework.desk import Desk
from desktop.casework.library import Library
from desktop.casework.people import PersonCard, cards, people_of
from desktop.errors import DoorstepError
from desktop.forms import Answer, AnswerKey, FormDefinition
from desktop.forms import Session as FormSession
from desktop.forms.answers import Status
from desktop.forms.session import Mode
from desktop.store.capture import Saving
from sync.records.assessment import Answer as AnswerRow
from sync.records.assessment import Assessment
from sync.records.fields import Compartment
from sync.records.ids import natural_id, stream_id
from sync.rules import assessments as rules

FORM = "eha"
PROSE = ("text", "long")
MANY = ("select_multiple", "rank")
RESTRICTED = "restricted"
PLACE = "/#"
"""Ends the key of a repeat instance's place in the order."""
_LATER = "later "
_NOTHING = Answer("")


class ConsentMissing(DoorstepError):
    """Nobody who may agree has agreed to an assessment: no consent, no assessment (domain.md 2.5, rule 2)."""


@dataclass(frozen=True)
class AssessmentHead:
    """Which assessment it is and where it stands: draft, completed, agreed or returned."""

    assessment: str
    family: str
    reference: str
    state: str
    started_on: date | None
    form_version: str

    @property
    def is_open(self) -> bool:
        """Whether answers may still change."""
        return self.state == "draft"


@dataclass(frozen=True)
class OpenAssessment:
    """An assessment on the desk. `stored` is what is saved of it, `people` are those the form asks about."""

    head: AssessmentHead
    session: FormSession
    stored: Mapping[AnswerKey, Answer]
    people: tuple[PersonCard, ...]


@dataclass(frozen=True)
class Edit:
    """One answer that changed: what the page showed before, and what it says now. None: there is no answer."""

    key: AnswerKey
    kind: str
    restricted: bool
    shown: Answer | None
    answer: Answer | None


class Assessments:
    """Reading and writing assessments."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk = desk
        self._library = library

    def current(self, family: str) -> AssessmentHead | None:
        """The draft, else the newest assessment of a family."""
        with self._desk.reading() as session:
            rows = session.scalars(
                select(Assessment).where(
                    Assessment.stream == stream_id(family, Compartment.SHARED), Assessment.deleted.is_(None)
                )
            ).all()
        newest = max(rows, key=lambda row: (row.state == "draft", row.started_on or date.min, row.id), default=None)
        return _head(newest, family) if newest else None

    def begin(self, family: str) -> str:
        """Begin an assessment with the newest form; return its id.

        Raises:
            ConsentMissing: nobody has agreed yet.
            FormMissing, FormInvalid: there is no form to begin with.
        """
        definition = self._library.latest(FORM)
        assessment = self._desk.new_id()
        with self._desk.writing() as session:
            if standing(consents_of(session, family), self._desk.today()).answer != "given":
                raise ConsentMissing
            today = self._desk.today()
            session.add(
                Assessment(
                    id=assessment,
                    stream=stream_id(family, Compartment.SHARED),
                    form_id=definition.form_id,
                    form_version=definition.version,
                    form_digest=definition.digest,
                    reference=rules.reference(self._desk.store.identity.council.upper(), today.year, assessment),
                    state="draft",
                    assessment_kind="new",
                    started_on=today,
                    lead=self._desk.worker.user,
                )
            )
        return assessment

    def open(self, family: str, assessment: str) -> OpenAssessment:
        """Lay an assessment on the desk, with the version of the form that it was begun with.

        Raises:
            FormMissing, FormInvalid: that version cannot be had.
        """
        with self._desk.reading() as session:
            row = session.get_one(Assessment, assessment)
            answers = _answers(session, assessment)
            people = cards(people_of(session, family), self._desk.today())
        head = _head(row, family)
        definition = self._library.get(row.form_id or FORM, row.form_digest or "")
        mode: Mode = ("reopen" if answers else "new") if head.is_open else "view"
        return OpenAssessment(head, self.lay_out(definition, answers, people, mode), answers, people)

    def lay_out(
        self,
        definition: FormDefinition,
        answers: Mapping[AnswerKey, Answer],
        people: Sequence[PersonCard],
        mode: Mode = "reopen",
    ) -> FormSession:
        """A form with answers in it, about these people."""
        return FormSession(
            definition,
            answers or None,
            instances={"people": people_instance(people), "record": b"<record/>"},
            clock=self._desk.clock,
            ids=self._desk.ids,
            lang=definition.default_language,
            mode=mode,
        )

    def keep(self, family: str, assessment: str, edits: Sequence[Edit]) -> bool:
        """Keep what changed, durably and as one save. Whether every answer was kept as it was given.

        False: a colleague's words had arrived under the page, and both were joined or became a conflict (S18).
        """
        with self._desk.writing() as session:
            rows = [(edit, _keep(session, family, assessment, edit)) for edit in edits]
        return all(_same(row, _columns(edit.kind, edit.answer)) for edit, row in rows)

    def later(self, assessment: str) -> frozenset[AnswerKey]:
        """The questions that this worker means to come back to. They are kept on this laptop only."""
        return frozenset(AnswerKey(key) for key in self._desk.store.setting(_LATER + assessment) or ())

    def set_later(self, assessment: str, keys: frozenset[AnswerKey]) -> None:
        """Remember other questions than before."""
        self._desk.store.put_setting(_LATER + assessment, sorted(keys))


def edits(form: FormSession, shown: Mapping[AnswerKey, Answer]) -> list[Edit]:
    """What is to be kept, where the form says something else than was last kept or shown."""
    answers = form.answers()
    changed = [
        key for key in (*answers, *(key for key in shown if key not in answers)) if _differs(key, answers, shown)
    ]
    return [_edit(form.definition, key, shown.get(key), answers.get(key)) for key in changed]


def people_instance(people: Sequence[PersonCard]) -> bytes:
    """The people of the family as the form reads them."""
    items = "".join(
        f"<item><name>{person.person}</name><label>{escape(person.name)}</label>"
        f"<age>{'' if person.age is None else person.age}</age><role>{escape(_asked_as(person))}</role></item>"
        for person in people
    )
    return f"<root>{items}</root>".encode()


def _asked_as(person: PersonCard) -> str:
    """Every child of the family is asked about, whichever of them help was sought for."""
    return "child" if person.role == "sibling" and person.is_child else person.role


def companion(assessment: str) -> str:
    """The record that keeps an assessment's restricted answers, in the family's restricted stream (forms.md, section 4)."""
    return natural_id("restricted assessment", assessment)


def _differs(key: AnswerKey, one: Mapping[AnswerKey, Answer], other: Mapping[AnswerKey, Answer]) -> bool:
    return (one.get(key) or _NOTHING) != (other.get(key) or _NOTHING)


def _edit(definition: FormDefinition, key: AnswerKey, shown: Answer | None, answer: Answer | None) -> Edit:
    question = None if key.endswith(PLACE) else definition.question(f"{definition.root.path}/{key.path}")
    if question is None:
        return Edit(key, "place", restricted=False, shown=shown, answer=answer)
    return Edit(key, question.kind, question.compartment == RESTRICTED, shown, answer)


def _keep(session: Saving, family: str, assessment: str, edit: Edit) -> AnswerRow:
    record = companion(assessment) if edit.restricted else assessment
    compartment = Compartment.RESTRICTED if edit.restricted else Compartment.SHARED
    stream = stream_id(family, compartment)
    if edit.restricted and session.get(Assessment, record) is None:
        session.hold(family, compartment)
        session.add(Assessment(id=record, stream=stream, form_id=FORM))
    row = session.get(AnswerRow, (record, edit.key))
    if row is None:
        row = AnswerRow(assessment=record, key=edit.key, stream=stream)
        session.add(row)
    before, after = _columns(edit.kind, edit.shown), _columns(edit.kind, edit.answer)
    for column, value in after.items():
        if value != before[column]:
            session.save_shown(row, column, before[column], value)
    return row


def _same(row: AnswerRow, columns: Mapping[str, object]) -> bool:
    return all(getattr(row, column) == value for column, value in columns.items())


def _columns(kind: str, answer: Answer | None) -> dict[str, str | tuple[str, ...] | None]:
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


def _answers(session: Session, assessment: str) -> dict[AnswerKey, Answer]:
    rows = session.scalars(select(AnswerRow).where(AnswerRow.assessment.in_([assessment, companion(assessment)])))
    answers = {AnswerKey(row.key): _answer(row) for row in rows}
    gone = [key.removesuffix(PLACE) for key, answer in answers.items() if key.endswith(PLACE) and not answer.value]
    for instance in gone:
        inside = [key for key in answers if key.startswith(f"{instance}/")]
        if not any(answers[key].value for key in inside):  # else somebody answered what another took out: it stays
            for key in inside:
                del answers[key]
    return answers


def _answer(row: AnswerRow) -> Answer:
    return Answer(
        value=row.value or row.narrative or " ".join(row.choices or ()),
        status=cast("Status", row.status or "answered"),  # the column takes no other codes
        said_by=row.said_by or "",
        sensitivity=row.sensitivity or "",
        source=row.source or "",
        words=row.words or (),
    )


def _head(row: Assessment, family: str) -> AssessmentHead:
    return AssessmentHead(
        assessment=row.id,
        family=family,
        reference=row.reference or "",
        state=row.state or "draft",
        started_on=row.started_on,
        form_version=row.form_version or "",
    )
