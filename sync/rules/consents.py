"""Which consents are in force on a day (domain.md 2.5, rules 3 and 4). In doubt, none is."""

from collections.abc import Iterable
from datetime import date

from sync.records.consent import Consent

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
