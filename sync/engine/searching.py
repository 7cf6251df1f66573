"""Asking the council whether a family is known, before another is begun (F17)."""

from collections.abc import Sequence

from sync.engine.transport import Transport
from sync.protocol.limits import SEARCH_PEOPLE
from sync.protocol.search import FamilySearch, FamilySearched, SoughtPerson
from sync.rules.duplicates import Described


def is_known(transport: Transport, people: Sequence[Described]) -> str:
    """no, possible or likely. The first six people are asked about: who they are is known before who else there is.

    Raises:
        Busy: this person has asked often enough for now.
        SyncError: no answer.
    """
    asked = FamilySearch([_sought(person) for person in people[:SEARCH_PEOPLE]])
    return transport.post("/v1/search", asked, FamilySearched).known


def _sought(person: Described) -> SoughtPerson:
    return SoughtPerson(
        first_names=_some(person.first_names, 100),
        surnames=_some(person.surnames, 100),
        born_on=person.born_on.isoformat() if person.born_on else "",
        postcodes=_some(person.postcodes, 20),
        nhs_number=person.nhs_number[:20],
        upn=person.upn[:20],
    )


def _some(texts: Sequence[str], longest: int) -> list[str]:
    return [text[:longest] for text in texts if text][:4]
