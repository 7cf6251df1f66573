"""Everything that lies on the desk while an assessment is written: the form, the people, what was agreed, what is known already."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.assessments import Assessments, OpenAssessment
from desktop.casework.consents import ConsentLine, Consents, Conversation, Terms
from desktop.casework.desk import Desk
from desktop.casework.known import Known, known
from desktop.casework.overview import FamilyHead, Overviews
from desktop.casework.people import PersonCard, cards, people_of, ties_of
from desktop.forms import AnswerKey
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.scale_score import ScaleScore

LastScores = Mapping[tuple[str, str], int]
"""The latest score of (person's id, area)."""


@dataclass(frozen=True)
class Sheet:
    """`opened` is None where no assessment was begun; `later` are the questions that the worker means to come back to."""

    head: FamilyHead
    people: tuple[PersonCard, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    terms: Terms = field(default_factory=Terms)
    known: tuple[Known, ...] = ()
    scores: LastScores = field(default_factory=dict)
    opened: OpenAssessment | None = None
    later: frozenset[AnswerKey] = frozenset()


class Sheets:
    """Laying an assessment out, and beginning one."""

    def __init__(self, desk: Desk, assessments: Assessments) -> None:
        self._desk = desk
        self._assessments = assessments
        self._overviews = Overviews(desk)
        self._consents = Consents(desk)

    def of(self, family: str, assessment: str = "") -> Sheet:
        """A family's assessment: the one named, else the draft, else the newest.

        Raises:
            FormMissing, FormInvalid: its form cannot be had.
        """
        current = self._assessments.current(family)
        record = assessment or (current.assessment if current else "")
        with self._desk.reading() as session:
            people = cards(people_of(session, family), self._desk.today(), ties_of(session, family))
            told, scores = known(session, family), _scores(session, family)
        return Sheet(
            head=self._overviews.head(family),
            people=people,
            consents=self._consents.of(family),
            terms=self._consents.terms(family),
            known=told,
            scores=scores,
            opened=self._assessments.open(family, record) if record else None,
            later=self._assessments.later(record) if record else frozenset(),
        )

    def again(self, family: str, assessment: str) -> Sheet:
        """The same assessment as it is by now: the version that follows it, where one has come.

        Raises:
            FormMissing, FormInvalid: its form cannot be had.
        """
        return self.of(family, self._assessments.latest_of(assessment) if assessment else "")

    def begin(self, family: str) -> Sheet:
        """Begin an assessment and lay it out.

        Raises:
            ConsentMissing: nobody has agreed yet.
            FormMissing, FormInvalid: there is no form to begin with.
        """
        return self.of(family, self._assessments.begin(family))

    def record_consent(self, family: str, said: Conversation) -> Sheet:
        """Write down what somebody answered, and lay out what that makes possible."""
        self._consents.record(family, said)
        return self.of(family)


def _scores(session: Session, family: str) -> LastScores:
    rows = session.scalars(
        select(ScaleScore)
        .where(ScaleScore.stream == stream_id(family, Compartment.SHARED), ScaleScore.deleted.is_(None))
        .order_by(ScaleScore.scored_on, ScaleScore.id)
    )
    return {(row.who or "", row.area or "overall"): row.score for row in rows if row.score is not None}
