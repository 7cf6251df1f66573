"""Signing an assessment, deciding on it, and beginning its next version (domain.md 3.14; sync.md, section 4; S13, S16, S17).

Worker: `look`, show it, `sign_off`. Manager: `decide`. Each is a change set of its own, sealed at once, over what its author saw.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desktop.casework.answers import Columns, computed
from desktop.casework.assessments import Assessments, OpenAssessment
from desktop.casework.desk import Desk
from desktop.casework.versions import answer_row, fill_in, following, is_confirmed
from desktop.errors import DoorstepError
from desktop.forms import AnswerKey
from desktop.store.capture import Saving
from desktop.store.decisions import shown
from sync.protocol.change_set import Shown
from sync.records.assessment import Answer, Assessment
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.manager_decision import ManagerDecision
from sync.records.types import instant_text
from sync.rules.assessments import DECIDED, SIGNATURE, is_signed

Decision = Literal["agree", "return"]


class SignedAlready(DoorstepError):
    """Only a draft can be signed."""


class NotAsShown(DoorstepError):
    """The assessment has changed since it was shown: nobody signs what they have not seen (S13)."""


class NotConfirmed(DoorstepError):
    """The assessment is not signed, or the council has not confirmed its signature yet (S17)."""


class OwnAssessment(DoorstepError):
    """Somebody else decides on what one has signed oneself."""


@dataclass(frozen=True)
class Signature:
    """Who signs, when, over what. `document` is the SHA-256 of the printed copy, where there is one."""

    by: str
    at: datetime
    on: date
    content: Shown
    document: str | None = None


@dataclass(frozen=True)
class ToSign:
    """An assessment as it is shown to be signed. `hidden` are the answers that do not apply, and will not stand in the signed copy."""

    opened: OpenAssessment
    content: Shown
    hidden: frozenset[str]


class Signing:
    """The life of an assessment after its draft."""

    def __init__(self, desk: Desk, assessments: Assessments) -> None:
        self._desk = desk
        self._assessments = assessments

    def look(self, family: str, assessment: str) -> ToSign:
        """Everything that a signature would be over, as it stands in one moment.

        Raises:
            SignedAlready: it is no draft any more.
            FormMissing, FormInvalid: its form cannot be had.
        """
        with self._desk.reading() as session:
            opened = self._assessments.read(session, family, assessment)
            content = shown(session, session.get_one(Assessment, assessment))
        if not opened.head.is_open:
            raise SignedAlready
        return ToSign(opened, content, opened.session.hidden())

    def sign_off(self, seen: ToSign, document: str | None = None) -> None:
        """Sign what was shown: one decision, sealed at once (S13). It stands when the server confirms it.

        Raises:
            NotAsShown, SignedAlready: nothing was signed.
        """
        user, now = self._desk.worker.user, self._desk.clock.now()
        signature = Signature(user, now, self._desk.today(), seen.content, document)
        with self._desk.store.writing(signature.by, decision=seen.content) as session:
            sign(session, signature, seen.hidden, computed(seen.opened.session))

    def take_back(self, assessment: str) -> None:
        """Take one's own signature back, while the server has not confirmed it (S17).

        Raises:
            SignedAlready: there is none, or it is confirmed; then what is to change goes into the next version.
        """
        with self._desk.writing() as session:
            row = session.get_one(Assessment, assessment)
            if is_confirmed(session, row):
                raise SignedAlready
            session.take_back(row)

    def decide(self, family: str, assessment: str, decision: Decision, comment: str = "") -> None:
        """A manager agrees, or returns the assessment, which opens its next version.

        Raises:
            NotConfirmed, OwnAssessment: there is nothing for this person to decide.
        """
        user, store = self._desk.worker.user, self._desk.store
        with self._desk.reading() as session:
            row = session.get_one(Assessment, assessment)
            if row.state != "completed" or not is_confirmed(session, row):
                raise NotConfirmed
            if (row.signed_off or {}).get("by") == user:
                raise OwnAssessment
            content = shown(session, row)
        with store.writing(user, decision=content) as session:
            session.get_one(Assessment, assessment).state = DECIDED[decision]
            self._record(session, family, assessment, decision, comment, content)
            session.end_decision()
            if decision == "return":
                following(session, session.get_one(Assessment, assessment))
        store.seal_open([stream_id(family, ManagerDecision.compartment)])

    def begin_next(self, assessment: str) -> str:
        """Begin the version that follows a signed one, or find it begun; its id, the same on every laptop (S16).

        Raises:
            NotConfirmed: there is no signature that the server has confirmed (S17).
        """
        with self._desk.writing() as session:
            row = session.get_one(Assessment, assessment)
            if not is_signed(row.state) or not is_confirmed(session, row):
                raise NotConfirmed
            return following(session, row).id

    def _record(
        self, session: Saving, family: str, assessment: str, decision: Decision, comment: str, content: Shown
    ) -> None:
        record = ManagerDecision.id_for(assessment)
        row = session.get(ManagerDecision, record)
        if row is None:
            row = ManagerDecision(id=record, stream=session.hold(family, Compartment.TEAM), assessment=assessment)
            session.add(row)
        row.decision, row.comment, row.digest = decision, comment or None, content.sha256
        row.decided_by, row.decided_on = self._desk.worker.user, self._desk.today()


def sign(
    session: Saving,
    signature: Signature,
    hidden: Collection[str] = (),
    final: Mapping[AnswerKey, Columns] | None = None,
) -> None:
    """Write a signature into a save that is a decision over `signature.content`.

    Answers that the form hides are left out of the signed copy, what it computes is written into it (`final`), and so is what a next
    version reads through to (S16).

    Raises:
        NotAsShown, SignedAlready: nothing is to be written.
    """
    content = signature.content
    row = session.get_one(Assessment, content.record)
    if is_signed(row.state):
        raise SignedAlready
    if shown(session, row) != content:
        raise NotAsShown
    fill_in(session, row)
    session.flush()
    for key in hidden:
        if (answer := session.get(Answer, (row.id, key))) is not None:
            _put(answer, dict.fromkeys(Answer.fields()))
    for key, columns in (final or {}).items():
        _put(answer_row(session, row.id, key, row.stream), columns)
    row.state, row.completed_on = "completed", signature.on
    at = instant_text(signature.at)
    said = {"by": signature.by, "at": at, "digest": content.sha256, "document": signature.document}
    setattr(row, SIGNATURE, {name: value for name, value in said.items() if value is not None})


def _put(answer: Answer, columns: Columns) -> None:
    for name, value in columns.items():
        setattr(answer, name, value)
