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

ASSESSMENT = "assessment"
SHARING = "sharing"


@dataclass(frozen=True)
class ConsentState:
    """Where a family's agreement to be helped stands: not_asked, given, refused or withdrawn, since when."""

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


class Consents:
    """Reading and recording agreement."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[ConsentLine, ...]:
        """Every answer there is, newest first."""
        with self._desk.reading() as session:
            lines = [_line(consent) for consent in consents_of(session, family)]
        return tuple(sorted(lines, key=lambda line: (line.on or date.min, line.purpose, line.agency), reverse=True))

    def record(self, family: str, line: ConsentLine) -> None:
        """Write down what a person answered; the record of this person, purpose and agency is one (S23)."""
        stream = stream_id(family, Compartment.SHARED)
        record_id = Consent.id_for(stream, line.person, line.purpose, line.agency)
        with self._desk.writing() as session:
            consent = session.get(Consent, record_id)
            if consent is None:
                consent = Consent(
                    id=record_id, stream=stream, person=line.person, purpose=line.purpose, agency=line.agency or None
                )
                session.add(consent)
            consent.decision = {
                "answer": line.answer,
                "on": (line.on or self._desk.today()).isoformat(),
                "how": line.how,
            }
            consent.limits = line.limits or None


def consents_of(session: Session, family: str) -> Sequence[Consent]:
    """The consents of a family that are not taken out."""
    stream = stream_id(family, Compartment.SHARED)
    return session.scalars(select(Consent).where(Consent.stream == stream, Consent.deleted.is_(None))).all()


def standing(consents: Sequence[Consent]) -> ConsentState:
    """The family's agreement to an assessment as one word: the latest answer of anyone, "given" while one stands."""
    answers = [_line(consent) for consent in consents if consent.purpose == ASSESSMENT]
    given = [line for line in answers if line.answer == "given"]
    latest = max(given or answers, key=lambda line: line.on or date.min, default=None)
    return ConsentState(latest.answer, latest.on) if latest else ConsentState()


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
