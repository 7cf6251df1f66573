"""Which consents are in force on a day, and whose may let an assessment begin (domain.md 2.2 T8; 2.5, rules 3 and 4). In doubt, none is."""

from collections.abc import Iterable
from datetime import date

from sync.records.consent import Consent
from sync.records.person import Person
from sync.records.relationship import Relationship
from sync.rules.ages import years

ASSESSMENT = "assessment"
"""The purpose of a consent to the council's own work with a family."""

SHARING = "sharing"
"""The purpose of a consent that lets an agency hold what is shared."""


def in_force(consents: Iterable[Consent], person: str, purpose: str, agency: str, on: date) -> bool:
    """Whether a person's agreement for a purpose and an agency holds on a day. An agency is named as its consent names it."""
    return any(
        (consent.person, consent.purpose, consent.agency or "") == (person, purpose, agency) and holds(consent, on)
        for consent in consents
    )


def agencies(consents: Iterable[Consent], purpose: str, on: date) -> frozenset[str]:
    """The agencies that any consent in force names: who may hold the shared stream (F1)."""
    return frozenset(
        consent.agency for consent in consents if consent.agency and consent.purpose == purpose and holds(consent, on)
    )


def holds(consent: Consent, on: date) -> bool:
    """Whether one consent is given, dated, begun and not run out on a day."""
    held = term(consent)
    return held is not None and held[0] <= on and (held[1] is None or on <= held[1])


def term(consent: Consent) -> tuple[date, date | None] | None:
    """From when until when, that day included, a consent holds; without end where it says none. None if it is not given, or not dated."""
    decision = consent.decision or {}
    given_on = decision.get("on")
    if consent.deleted is not None or decision.get("answer") != "given" or not isinstance(given_on, str):
        return None
    begins = date.fromisoformat(given_on)
    return max(begins, consent.from_on or begins), consent.until_on


HOLDING = frozenset(
    {"mother", "married", "birth_certificate", "court_order", "adoption", "special_guardianship", "council"}
)
"""Ways of holding parental responsibility (B1.10)."""
_HOLDING_BY_LAW = frozenset({"mother", "adoptive_parent", "special_guardian"})
"""Who holds it by being that, unless it was said that they do not: Children Act 1989, sections 2 and 14C; Adoption and Children Act 2002, section 46."""
_CHILD_ROLES = frozenset({"child", "sibling", "unborn"})
_GROWN_UP_AT, _PRESUMED_ABLE_AT = 18, 16
"""From 16 a young person is taken to be able to decide (Mental Capacity Act 2005); below it, who was found to be (Gillick, C9)."""


def deciders(
    people: Iterable[Person], relationships: Iterable[Relationship], consents: Iterable[Consent], on: date
) -> frozenset[str]:
    """Whose yes is enough for an assessment (T8): who holds parental responsibility for a child of the family, and young people able to decide."""
    here = {person.id: person for person in people if person.deleted is None and person.died_on is None}
    children = {person.id for person in here.values() if _is_child(person, on)}
    able = {consent.person for consent in consents if _found_able(consent)}
    able |= {child for child in children if _is_presumed_able(here[child], on)}
    parents = {
        tie.a for tie in relationships if tie.a and tie.b in children and tie.deleted is None and _holds_for(tie, on)
    }
    return frozenset(here.keys() & (parents | (able & children)))


def may_assess(deciding: Iterable[str], consents: Iterable[Consent], on: date) -> bool:
    """Whether one of those who decide has agreed to an assessment, and it holds on this day."""
    who = frozenset(deciding)
    return any(consent.purpose == ASSESSMENT and consent.person in who and holds(consent, on) for consent in consents)


def _is_child(person: Person, on: date) -> bool:
    return years(person.born_on, on) < _GROWN_UP_AT if person.born_on else person.role in _CHILD_ROLES


def _is_presumed_able(person: Person, on: date) -> bool:
    return person.born_on is not None and years(person.born_on, on) >= _PRESUMED_ABLE_AT


def _found_able(consent: Consent) -> bool:
    return consent.deleted is None and (consent.competence or {}).get("view") == "competent"


def _holds_for(tie: Relationship, on: date) -> bool:
    if tie.until_on is not None and tie.until_on < on:
        return False
    if tie.responsibility is not None and tie.responsibility != "not_known":
        return tie.responsibility in HOLDING
    return tie.relation in _HOLDING_BY_LAW
