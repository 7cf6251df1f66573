"""What people agreed to. "No" is an outcome that is recorded; an earlier answer stays in the history (domain.md 2.5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.council import in_force_in
from desktop.casework.desk import Desk
from desktop.store.capture import Saving
from sync.records.consent import Consent
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.plan import Plan
from sync.records.types import Wire, to_wire
from sync.records.validity import from_wire
from sync.rules.consents import ASSESSMENT, SHARING, holds

__all__ = [
    "ASSESSMENT",
    "EVALUATION",
    "SHARING",
    "ConsentLine",
    "ConsentState",
    "Consents",
    "Conversation",
    "Terms",
    "barred",
    "consents_of",
    "limits_of",
    "lines_of",
    "standing",
]

EVALUATION = "evaluation"
_BESIDE = (
    "until_on", "review_on", "not_to_see", "competence", "refusal", "refusal_risk", "refusal_instead", "copies_to", "copies_by",
)  # fmt: skip
"""What else a consent says, each by its own name in the record."""


@dataclass(frozen=True)
class ConsentState:
    """Where a family's agreement to be helped stands: not_asked, given, refused, withdrawn or ended, since when."""

    answer: str = "not_asked"
    on: date | None = None


@dataclass(frozen=True)
class ConsentLine:
    """One person's answer for one purpose and agency. `decision` is the answer as it is stored: what is said next was said over it.

    `beside` is what else was said, by the record's own names, as it travels.
    """

    person: str
    purpose: str
    agency: str
    decision: Mapping[str, Any] | None
    limits: str
    record: str = ""
    beside: Mapping[str, Wire] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """given, refused, withdrawn or not_asked."""
        return str((self.decision or {}).get("answer") or "not_asked")

    @property
    def on(self) -> date | None:
        """The day of the answer."""
        on = (self.decision or {}).get("on")
        return date.fromisoformat(on) if isinstance(on, str) else None

    @property
    def until_on(self) -> date | None:
        """The last day on which it holds."""
        until: date | None = self.value("until_on")
        return until

    @property
    def review_on(self) -> date | None:
        """When to ask again."""
        again: date | None = self.value("review_on")
        return again

    def decided(self, part: str) -> str:
        """how, witness or notice; "" where nobody said."""
        return str((self.decision or {}).get(part) or "")

    def text(self, name: str) -> str:
        """One of the texts beside the answer; "" where there is none."""
        return str(self.beside.get(name) or "")

    def value(self, name: str) -> Any:
        """What is beside the answer, as the record has it."""
        return from_wire(Consent.kind, name, self.beside.get(name))

    def holds(self, on: date) -> bool:
        """Whether it is a yes that is in force on a day."""
        return self.answer == "given" and (self.on or on) <= on <= (self.until_on or on)


@dataclass(frozen=True)
class Conversation:
    """What one person said when asked: to the assessment, to sharing with each agency, and what may not be told.

    `answer` is given, refused, withdrawn or not_asked; `how` is signed_on_screen, signed_paper, verbal or email; `notice` the version of the
    privacy notice that was explained, "" if none was. `beside` is what else was asked, by the record's names: a field that is not in it was
    not asked. `shown` are this person's lines that the page laid out, over which all of this was said (S18).
    """

    person: str
    answer: str
    agencies: tuple[str, ...] = ()
    how: str = "verbal"
    limits: str = ""
    on: date | None = None
    shown: Sequence[ConsentLine] = ()
    not_with: tuple[str, ...] = ()
    evaluation: str = ""
    witness: str = ""
    notice: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Terms:
    """What the council sets for asking: the agencies offered, from which age, the notice, and when to ask again unless another day is said."""

    agencies: tuple[tuple[str, str], ...] = ()
    ask_from_age: int = 12
    notice: str = ""
    review_on: date | None = None
    today: date | None = None


class Consents:
    """Reading and recording agreement."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[ConsentLine, ...]:
        """Every answer there is, newest first."""
        with self._desk.reading() as session:
            return lines_of(session, family)

    def terms(self, family: str) -> Terms:
        """How this council asks this family."""
        today = self._desk.today()
        with self._desk.reading() as session:
            council = in_force_in(session, self._desk)
            shared = stream_id(family, Compartment.SHARED)
            reviews = session.scalars(select(Plan.review_on).where(Plan.stream == shared, Plan.deleted.is_(None)))
            ahead = [on for on in reviews if on is not None and on > today]
        return Terms(
            tuple(council.lists.get("agencies", {}).items()),
            council.timescales.ask_from_age,
            council.words.get("privacy_notice", ""),
            min(ahead, default=today + timedelta(weeks=council.timescales.review_weeks)),
            today,
        )

    def record(self, family: str, said: Conversation) -> None:
        """Write down what a person answered. An agency that was shown and is named no more is withdrawn; any other stays as it is.

        What has come in since it was shown is merged with, not written over (S18).
        """
        decided = _decided(said, said.on or self._desk.today())
        shown = {(line.purpose, line.agency): line for line in said.shown}
        with self._desk.writing() as session:
            for purpose, agency, answer in _answers(said):
                line = shown.get((purpose, agency)) or ConsentLine(said.person, purpose, agency, None, "")
                consent = _consent(session, family, line)
                session.save_shown(consent, "decision", line.decision, {"answer": answer} | decided)
                session.save_shown(consent, "limits", line.limits or None, _limits(line, said) or None)
                for name, value in _beside(said, purpose).items():
                    session.save_shown(consent, name, line.value(name), value or None)

    def take_back(self, family: str, lines: Sequence[ConsentLine], on: date, how: str) -> None:
        """Write down that a person takes back what these lines say. Nothing is shared by them from then on."""
        decision = {"answer": "withdrawn", "on": on.isoformat(), "how": how}
        with self._desk.writing() as session:
            for line in lines:
                session.save_shown(_consent(session, family, line), "decision", line.decision, decision)

    def put_back(self, family: str, lines: Sequence[ConsentLine]) -> None:
        """It was written down by mistake that these were taken back: they say again what they said before (domain.md 2.5, rule 7)."""
        with self._desk.writing() as session:
            for line in lines:
                _consent(session, family, line).decision = dict(line.decision or {}) or None


def _decided(said: Conversation, on: date) -> dict[str, Any]:
    """The parts of every decision of a conversation besides its answer."""
    parts = {"on": on.isoformat(), "how": said.how, "witness": said.witness, "notice": said.notice}
    return {name: part for name, part in parts.items() if part}


def _beside(said: Conversation, purpose: str) -> Mapping[str, Any]:
    """All of it belongs to the assessment's record; how long it holds to each."""
    return {name: value for name, value in said.beside.items() if purpose == ASSESSMENT or name == "until_on"}


def limits_of(lines: Iterable[ConsentLine]) -> str:
    """What may not be told, as one text: each limit once."""
    return "\n".join(dict.fromkeys(line.limits.strip() for line in lines if line.limits.strip()))


def barred(lines: Iterable[ConsentLine]) -> tuple[str, ...]:
    """Who must not see the record, each once."""
    return tuple(dict.fromkeys(text for line in lines if (text := line.text("not_to_see").strip())))


def _answers(said: Conversation) -> Iterator[tuple[str, str, str]]:
    """Purpose, agency and answer of all that was said."""
    before = {line.agency: line.answer for line in said.shown if line.purpose == SHARING}
    yield ASSESSMENT, "", said.answer
    yield from ((SHARING, agency, "given") for agency in said.agencies)
    yield from ((SHARING, agency, "refused") for agency in said.not_with)
    for agency in sorted(before.keys() - {*said.agencies, *said.not_with}):
        if before[agency] == "given":
            yield SHARING, agency, "withdrawn"
    if said.evaluation:
        yield EVALUATION, "", said.evaluation


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


def _consent(session: Saving, family: str, line: ConsentLine) -> Consent:
    """The one record of this person, purpose and agency (S23), begun where there is none."""
    stream = stream_id(family, Compartment.SHARED)
    record = Consent.id_for(stream, line.person, line.purpose, line.agency)
    consent = session.get(Consent, record)
    if consent is None:
        consent = Consent(
            id=record, stream=stream, person=line.person, purpose=line.purpose, agency=line.agency or None
        )
        session.add(consent)
    return consent


def _line(consent: Consent) -> ConsentLine:
    return ConsentLine(
        person=consent.person or "",
        purpose=consent.purpose or "",
        agency=consent.agency or "",
        decision=consent.decision,
        limits=consent.limits or "",
        record=consent.id,
        beside={name: to_wire(value) for name in _BESIDE if (value := getattr(consent, name)) is not None},
    )
