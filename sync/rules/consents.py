"""Which consents are in force on a day (domain.md 2.5, rules 3 and 4). In doubt, none is."""

from collections.abc import Iterable
from datetime import date

from sync.records.consent import Consent


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
    decision = consent.decision or {}
    given_on = decision.get("on")
    return (
        consent.deleted is None
        and decision.get("answer") == "given"
        and isinstance(given_on, str)
        and date.fromisoformat(given_on) <= on
        and (consent.from_on is None or consent.from_on <= on)
        and (consent.until_on is None or on <= consent.until_on)
    )
