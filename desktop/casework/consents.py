"""What people agreed to. "No" is an outcome that is recorded; an earlier answer stays in the history (domain.md 2.5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    "limits_of",
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
    """One person's answer for one purpose and agency. `decision` is the answer as it is stored: what is said next was said over it."""

    person: str
    purpose: str
    agency: str
    decision: Mapping[str, Any] | None
    limits: str

    @property
    def answer(self) -> str:
        """given, refused, withdrawn or not_asked."""
        return str((self.decision or {}).get("answer") or "not_asked")

    @property
    def on(self) -> date | None:
        """The day of the answer."""
        on = (self.decision or {}).get("on")
        return date.fromisoformat(on) if isinstance(on, str) else None


@dataclass(frozen=True)
class Conversation:
    """What one person said when asked: to the assessment, to sharing with each agency, and what may not be told.

    `answer` is given, refused or withdrawn; `how` is signed_on_screen, signed_paper, verbal or email. `shown` are this person's lines that
    the page laid out, over which all of this was said (S18).
    """

    person: str
    answer: str
    agencies: tuple[str, ...] = ()
    how: str = "verbal"
    limits: str = ""
    on: date | None = None
    shown: Sequence[ConsentLine] = ()


class Consents:
    """Reading and recording agreement."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[ConsentLine, ...]:
        """Every answer there is, newest first."""
        with self._desk.reading() as session:
            return lines_of(session, family)

    def record(self, family: str, said: Conversation) -> None:
        """Write down what a person answered. An agency that was shown and is named no more is withdrawn; any other stays as it is.

        What has come in since it was shown is merged with, not written over (S18).
        """
        on = said.on or self._desk.today()
        shown = {(line.purpose, line.agency): line for line in said.shown}
        with self._desk.writing() as session:
            for purpose, agency, answer in _answers(said):
                consent = _consent(session, family, said.person, purpose, agency)
                line = shown.get((purpose, agency)) or ConsentLine(said.person, purpose, agency, None, "")
                decision = {"answer": answer, "on": on.isoformat(), "how": said.how}
                session.save_shown(consent, "decision", line.decision, decision)
                session.save_shown(consent, "limits", line.limits or None, _limits(line, said) or None)


def limits_of(lines: Iterable[ConsentLine]) -> str:
    """What may not be told, as one text: each limit once."""
    return "\n".join(dict.fromkeys(line.limits.strip() for line in lines if line.limits.strip()))


def _answers(said: Conversation) -> Iterator[tuple[str, str, str]]:
    """Purpose, agency and answer of all that was said."""
    named = {line.agency for line in said.shown if line.purpose == SHARING and line.answer == "given"}
    yield ASSESSMENT, "", said.answer
    yield from ((SHARING, agency, "given") for agency in said.agencies)
    yield from ((SHARING, agency, "withdrawn") for agency in sorted(named - set(said.agencies)))


def _limits(line: ConsentLine, said: Conversation) -> str:
    """A line's own limits, while the text that shows those of all lines is left as it was; else that text."""
    return line.limits if line.limits and said.limits == limits_of(said.shown) else said.limits


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
    return ConsentLine(
        person=consent.person or "",
        purpose=consent.purpose or "",
        agency=consent.agency or "",
        decision=consent.decision,
        limits=consent.limits or "",
    )
