"""What people agreed to. "No" is an outcome that is recorded; an earlier answer stays in the history (domain.md 2.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from sync.records.consent import Consent
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.rules.consents import SHARING, holds

__all__ = [
    "AGENCIES",
    "ASSESSMENT",
    "SHARING",
    "ConsentLine",
    "ConsentState",
    "Consents",
    "Conversation",
    "consents_of",
    "lines_of",
    "standing",
]

ASSESSMENT = "assessment"
AGENCIES = ("school", "health", "housing", "social_care", "police", "voluntary")
"""The agencies that are offered before a family has any professionals of its own."""


@dataclass(frozen=True)
class ConsentState:
    """Where a family's agreement to be helped stands: not_asked, given, refused, withdrawn or ended, since when."""

    answer: str = "not_asked"
    on: date | None = None


@dataclass(frozen=True)
class ConsentLine:
    """One person's answer for one purpose and agency."""

    person: str
    purpose: str
    agency: str
    answer: str
    on: date | None
    how: str
    limits: str


@dataclass(frozen=True)
class Conversation:
    """What one person said when asked: to the assessment, to sharing with each agency, and what may not be told.

    `answer` is given, refused or withdrawn; `how` is signed_on_screen, signed_paper, verbal or email.
    """

    person: str
    answer: str
    agencies: tuple[str, ...] = ()
    how: str = "verbal"
    limits: str = ""
    on: date | None = None


class Consents:
    """Reading and recording agreement."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[ConsentLine, ...]:
        """Every answer there is, newest first."""
        with self._desk.reading() as session:
            return lines_of(session, family)

    def record(self, family: str, said: Conversation) -> None:
        """Write down what a person answered. An agency that is named no more is withdrawn; one never named stays unasked."""
        on = said.on or self._desk.today()
        with self._desk.writing() as session:
            named = {
                consent.agency or ""
                for consent in consents_of(session, family)
                if consent.person == said.person and consent.purpose == SHARING and _line(consent).answer == "given"
            }
            answers = [(ASSESSMENT, "", said.answer)]
            answers += [(SHARING, agency, "given") for agency in said.agencies]
            answers += [(SHARING, agency, "withdrawn") for agency in sorted(named - set(said.agencies))]
            for purpose, agency, answer in answers:
                consent = _consent(session, family, said.person, purpose, agency)
                consent.decision = {"answer": answer, "on": on.isoformat(), "how": said.how}
                consent.limits = said.limits or None


def lines_of(session: Session, family: str) -> tuple[ConsentLine, ...]:
    """Every answer there is, newest first."""
    lines = [_line(consent) for consent in consents_of(session, family)]
    return tuple(sorted(lines, key=lambda line: (line.on or date.min, line.purpose, line.agency), reverse=True))


def consents_of(session: Session, family: str) -> Sequence[Consent]:
    """The consents of a family that are not taken out."""
    stream = stream_id(family, Compartment.SHARED)
    return session.scalars(select(Consent).where(Consent.stream == stream, Consent.deleted.is_(None))).all()


def standing(consents: Sequence[Consent], on: date) -> ConsentState:
    """The family's agreement to an assessment as one word: "given" while anyone's holds, else the latest answer."""
    states = [_state(consent, on) for consent in consents if consent.purpose == ASSESSMENT]
    given = [state for state in states if state.answer == "given"]
    return max(given or states, key=lambda state: state.on or date.min, default=ConsentState())


def _state(consent: Consent, on: date) -> ConsentState:
    line = _line(consent)
    if line.answer != "given" or holds(consent, on):
        return ConsentState(line.answer, line.on)
    return ConsentState("ended", consent.until_on) if consent.until_on else ConsentState()


def _consent(session: Session, family: str, person: str, purpose: str, agency: str) -> Consent:
    """The one record of this person, purpose and agency (S23), begun where there is none."""
    stream = stream_id(family, Compartment.SHARED)
    record = Consent.id_for(stream, person, purpose, agency)
    consent = session.get(Consent, record)
    if consent is None:
        consent = Consent(id=record, stream=stream, person=person, purpose=purpose, agency=agency or None)
        session.add(consent)
    return consent


def _line(consent: Consent) -> ConsentLine:
    decision = consent.decision or {}
    on = decision.get("on")
    return ConsentLine(
        person=consent.person or "",
        purpose=consent.purpose or "",
        agency=consent.agency or "",
        answer=str(decision.get("answer") or "not_asked"),
        on=date.fromisoformat(on) if isinstance(on, str) else None,
        how=str(decision.get("how") or ""),
        limits=consent.limits or "",
    )
