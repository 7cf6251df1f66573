"""Early Help Assessments: beginning one, opening it, keeping each answer (domain.md 3; sync.md, section 2).

An open assessment is a form session, which the page drives on its own thread because it answers in a millisecond. What changed in it is
kept by `keep`, which the store's lane runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.agreement import deciders_in
from desktop.casework.answers import PLACE, Edit, answer_of, columns_of
from desktop.casework.consents import consents_of, standing
from desktop.casework.declining import open_episode
from desktop.casework.desk import Desk
from desktop.casework.library import Library
from desktop.casework.people import PersonCard, cards, people_of
from desktop.casework.versions import answer_row, answers_of, companion, editable, inherited_answer
from desktop.errors import DoorstepError
from desktop.forms import Answer, AnswerKey, FormDefinition
from desktop.forms import Session as FormSession
from desktop.forms.session import Mode
from desktop.store.capture import Saving
from sync.records.assessment import Answer as AnswerRow
from sync.records.assessment import Assessment
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.types import to_wire
from sync.rules import assessments as rules
from sync.rules.consents import may_assess
from sync.rules.episodes import STEPS, Fact, Transition, may

FORM = "eha"
_LATER = "later "


class ConsentMissing(DoorstepError):
    """Nobody who may agree has agreed to an assessment: no consent, no assessment (domain.md 2.5, rule 2)."""


class ConsentOfOthers(ConsentMissing):
    """Somebody agreed, of whom nothing says that they may: no parental responsibility, and not a young person able to decide (T8)."""


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
        followed = {row.previous for row in rows}
        rows = [row for row in rows if row.id not in followed]
        newest = max(rows, key=lambda row: (row.state == "draft", row.started_on or date.min, row.id), default=None)
        return _head(newest, family) if newest else None

    def latest_of(self, assessment: str) -> str:
        """The version that follows this one, and so on to the last; itself where none does."""
        with self._desk.reading() as session:
            seen: set[str] = set()
            while assessment not in seen:
                seen.add(assessment)
                following = select(Assessment.id).where(Assessment.previous == assessment, Assessment.deleted.is_(None))
                assessment = session.scalars(following.order_by(Assessment.id)).first() or assessment
        return assessment

    def begin(self, family: str) -> str:
        """Begin an assessment with the newest form; return its id.

        Raises:
            ConsentMissing: nobody who may agree has done so yet (T8).
            FormMissing, FormInvalid: there is no form to begin with.
        """
        definition = self._library.latest(FORM)
        assessment = self._desk.new_id()
        with self._desk.writing() as session:
            today = self._desk.today()
            _ask_consent(session, family, today)
            _go_on_to_assess(session, family)
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
            return self.read(session, family, assessment)

    def read(self, session: Session, family: str, assessment: str) -> OpenAssessment:
        """The same, in a session in which the caller reads more of it."""
        row = session.get_one(Assessment, assessment)
        answers = _answers(session, row)
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

        What changed in an assessment that is signed is kept in its next version (S16); a signature of one's own that has not been
        confirmed is taken back (S17). False: a colleague's words had arrived under the page, and both were joined or became a
        conflict (S18).
        """
        with self._desk.writing() as session:
            target = editable(session, assessment)
            rows = [(edit, _keep(session, family, target, edit)) for edit in edits]
        return all(_same(row, columns_of(edit.kind, edit.answer)) for edit, row in rows)

    def later(self, assessment: str) -> frozenset[AnswerKey]:
        """The questions that this worker means to come back to. They are kept on this laptop only."""
        return frozenset(AnswerKey(key) for key in self._desk.store.setting(_LATER + assessment) or ())

    def set_later(self, assessment: str, keys: frozenset[AnswerKey]) -> None:
        """Remember other questions than before."""
        self._desk.store.put_setting(_LATER + assessment, sorted(keys))


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


def _keep(session: Saving, family: str, target: Assessment, edit: Edit) -> AnswerRow:
    record = companion(target.id) if edit.restricted else target.id
    compartment = Compartment.RESTRICTED if edit.restricted else Compartment.SHARED
    stream = stream_id(family, compartment)
    if edit.restricted and session.get(Assessment, record) is None:
        session.hold(family, compartment)
        session.add(Assessment(id=record, stream=stream, form_id=FORM))
    row = answer_row(session, record, edit.key, stream)
    signed = inherited_answer(session, target, edit.key, restricted=edit.restricted)
    before, after = columns_of(edit.kind, edit.shown), columns_of(edit.kind, edit.answer)
    for column, value in after.items():
        if value != before[column]:
            session.save_shown(row, column, before[column], value, getattr(signed, column, None))
    return row


def _same(row: AnswerRow, columns: Mapping[str, object]) -> bool:
    return all(to_wire(getattr(row, column)) == to_wire(value) for column, value in columns.items())


def _answers(session: Session, row: Assessment) -> dict[AnswerKey, Answer]:
    answers = {AnswerKey(key): answer_of(columns) for key, columns in answers_of(session, row).items()}
    gone = [key.removesuffix(PLACE) for key, answer in answers.items() if key.endswith(PLACE) and not answer.value]
    for instance in gone:
        inside = [key for key in answers if key.startswith(f"{instance}/")]
        if not any(answers[key].value for key in inside):  # else somebody answered what another took out: it stays
            for key in inside:
                del answers[key]
    return answers


def _ask_consent(session: Session, family: str, today: date) -> None:
    """Whether an assessment may begin (T8).

    Raises:
        ConsentMissing: it may not.
    """
    consents = consents_of(session, family)
    if not may_assess(deciders_in(session, family, today), consents, today):
        raise ConsentOfOthers if standing(consents, today).answer == "given" else ConsentMissing


def _go_on_to_assess(session: Session, family: str) -> None:
    """Where help has only begun, it is at the assessment now. Who agreed was met, whatever was written down of that (T6)."""
    episode = open_episode(session, family)
    if episode is not None:
        state = STEPS[Transition.ENGAGE].after if episode.state == "allocated" else episode.state
        if not may(Transition.ASSESS, state, (Fact.CONSENT_GIVEN,)):
            episode.state = STEPS[Transition.ASSESS].after


def _head(row: Assessment, family: str) -> AssessmentHead:
    return AssessmentHead(
        assessment=row.id,
        family=family,
        reference=row.reference or "",
        state=row.state or "draft",
        started_on=row.started_on,
        form_version=row.form_version or "",
    )
