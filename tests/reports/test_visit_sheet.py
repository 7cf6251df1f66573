"""The sheet for a visit: what is kept from the family is on it only where somebody asked."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.preparing import Preparations
from desktop.reports.visit_sheet import VisitSheets
from sync.records.address import Address
from sync.records.consent import Consent
from sync.records.flag import Flag
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.reports.reading import readable
from tests.support.desks import a_person, a_visit, hartley_okoro, today_at, write

SECRETS = ("FLAGMARK", "NOTEMARK", "ROUTEMARK", "SEEMARK", "STREETMARK")


@pytest.fixture
def sheets(desk: Desk) -> VisitSheets:
    return VisitSheets(Preparations(desk), "Northmere Council", desk.today)


@pytest.fixture
def ids(desk: Desk) -> tuple[str, str]:
    """The family of the mockups with something hidden of every kind, and a visit to it."""
    family = hartley_okoro(desk)
    write(desk, Flag, family, text="FLAGMARK")
    write(desk, Note, family, happened_at=today_at(9), channel="call", text="NOTEMARK", sensitivity="not_for_family")
    write(desk, Address, family, use="second", place={"line1": "STREETMARK"}, confidential=True, directions="ROUTEMARK")
    person = a_person(desk, family, "Ann", "parent")
    record = Consent.id_for(stream_id(family, Consent.compartment), person, "assessment")
    write(desk, Consent, family, id=record, person=person, purpose="assessment", not_to_see="SEEMARK")
    return family, a_visit(desk, family, today_at(16), "Talk about school.")


def test_what_is_hidden_from_the_family_is_not_on_paper_unless_somebody_asks(sheets: VisitSheets, ids: tuple[str, str]):
    without, with_it = (readable(sheets.visit(*ids, hidden=hidden)) for hidden in (False, True))

    assert [word for word in SECRETS if word in without] == []
    assert [word for word in SECRETS if word in with_it] == [*SECRETS]
    for word in ("Hartley-Okoro", "14 Fern Close", "Talk about school.", "Ring Aldermoor Homes", "Consent given"):
        assert word in without


def test_letters_that_cannot_be_printed_are_told(desk: Desk, sheets: VisitSheets, ids: tuple[str, str]):
    family, _visit = ids
    visit = a_visit(desk, family, today_at(17), "Поговорить")

    assert "Some letters could not be printed" in readable(sheets.visit(family, visit, hidden=False))
