"""A family's agreement on one page: who said what, whose word lets work begin, whom it lets in, who must not see, what was shared without it.

The same is asked before anybody is invited or told (`may_be_told`): access follows consent (domain.md 2.5, rules 2 to 4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import (
    ConsentLine,
    Consents,
    ConsentState,
    Terms,
    barred,
    consents_of,
    lines_of,
    standing,
)
from desktop.casework.council import in_force_in
from desktop.casework.desk import Desk
from desktop.casework.outside_consent import Shared, shared_of
from desktop.casework.people import PersonCard, people_of
from desktop.casework.picture import cards_of
from sync.records.attachment import Attachment
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.relationship import Relationship
from sync.rules.consents import ASSESSMENT, SHARING, agencies, deciders, may_assess


@dataclass(frozen=True)
class Answerer:
    """Somebody of the family and all their answers. `decides`: their yes is enough for an assessment (T8); `signed`: their signature is kept."""

    card: PersonCard
    decides: bool
    lines: tuple[ConsentLine, ...]
    signed: bool = False

    def line(self, purpose: str, agency: str = "") -> ConsentLine | None:
        """Their answer for a purpose and an agency; None where they were never asked."""
        return next((line for line in self.lines if (line.purpose, line.agency) == (purpose, agency)), None)

    @property
    def took_back(self) -> date | None:
        """The day on which they took back consent to the assessment, and have not given it again."""
        line = self.line(ASSESSMENT)
        return line.on if line is not None and line.answer == "withdrawn" else None


@dataclass(frozen=True)
class Told:
    """An agency that somebody was asked about: whose yes holds today, and who says no. Without a yes it is told nothing."""

    agency: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class Differing:
    """Two who decide and do not say the same. `agency` is "" for the assessment itself."""

    agency: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """Everything on the page. `may_assess`: an assessment may begin, or go on."""

    state: ConsentState = field(default_factory=ConsentState)
    may_assess: bool = False
    people: tuple[Answerer, ...] = ()
    agencies: tuple[Told, ...] = ()
    differing: tuple[Differing, ...] = ()
    shared: tuple[Shared, ...] = ()
    lawful_basis: str = ""
    grounds: tuple[tuple[str, str], ...] = ()
    terms: Terms = field(default_factory=Terms)

    @property
    def not_to_see(self) -> tuple[str, ...]:
        """Who must not see the record, as each person put it."""
        return barred(line for person in self.people for line in person.lines)


class Agreements:
    """Reading a family's agreement."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._consents = desk, Consents(desk)

    def of(self, family: str) -> Agreement:
        """As it stands today."""
        today = self._desk.today()
        with self._desk.reading() as session:
            consents, council = consents_of(session, family), in_force_in(session, self._desk)
            deciding = deciders_in(session, family, today)
            people = _people(
                cards_of(session, family, today), deciding, lines_of(session, family), _signed(session, family)
            )
            return Agreement(
                state=standing(consents, today),
                may_assess=may_assess(deciding, consents, today),
                people=people,
                agencies=_told(people, today),
                differing=_differing(people, today),
                shared=shared_of(session, family),
                lawful_basis=council.words.get("lawful_basis", ""),
                grounds=tuple(council.lists.get("sharing_grounds", {}).items()),
                terms=self._consents.terms(family),
            )

    def may_be_told(self, family: str, agency: str) -> bool:
        """Whether an agency may be invited, written to, or hold what is shared."""
        with self._desk.reading() as session:
            return agency in agencies(consents_of(session, family), SHARING, self._desk.today())


def deciders_in(session: Session, family: str, today: date) -> frozenset[str]:
    """Whose yes is enough for an assessment (T8)."""
    shared = stream_id(family, Compartment.SHARED)
    ties = session.scalars(
        select(Relationship).where(Relationship.stream == shared, Relationship.deleted.is_(None))
    ).all()
    return deciders(people_of(session, family), ties, consents_of(session, family), today)


def _people(
    cards: Sequence[PersonCard], deciding: frozenset[str], lines: Sequence[ConsentLine], signed: frozenset[str]
) -> tuple[Answerer, ...]:
    """Who decides first, then who answered, then everybody else: each as a family is told."""
    found = [
        Answerer(card, card.person in deciding, own, any(line.record in signed for line in own))
        for card in cards
        for own in [tuple(line for line in lines if line.person == card.person)]
    ]
    return tuple(sorted(found, key=lambda one: (not one.decides, not one.lines, one.card.is_child)))


def _signed(session: Session, family: str) -> frozenset[str]:
    """The consents to which a signature is kept."""
    consents = [consent.id for consent in consents_of(session, family)]
    kept = select(Attachment.belongs_to).where(
        Attachment.belongs_to.in_(consents), Attachment.deleted.is_(None), Attachment.category == "signature"
    )
    return frozenset(filter(None, session.scalars(kept)))


def _told(people: Sequence[Answerer], today: date) -> tuple[Told, ...]:
    asked = dict.fromkeys(line.agency for person in people for line in person.lines if line.purpose == SHARING)
    return tuple(Told(agency, *_sides(people, SHARING, agency, today)) for agency in sorted(asked))


def _differing(people: Sequence[Answerer], today: date) -> tuple[Differing, ...]:
    """Where one who decides said yes and another did not."""
    deciding = [person for person in people if person.decides]
    asked = dict.fromkeys((line.purpose, line.agency) for person in deciding for line in person.lines)
    sides = [
        Differing(agency, *_sides(deciding, purpose, agency, today))
        for purpose, agency in sorted(asked)
        if purpose in (ASSESSMENT, SHARING)
    ]
    return tuple(one for one in sides if one.yes and one.no)


def _sides(
    people: Iterable[Answerer], purpose: str, agency: str, today: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    yes: list[str] = []
    no: list[str] = []
    for person in people:
        line = person.line(purpose, agency)
        if line is not None and line.holds(today):
            yes.append(person.card.name)
        elif line is not None and line.answer in ("refused", "withdrawn"):
            no.append(person.card.name)
    return tuple(yes), tuple(no)
