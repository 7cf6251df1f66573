"""What people agreed to, written over what the page showed of it: a colleague's answer may have arrived meanwhile (S18)."""

import pytest
from sqlalchemy import select

from desktop.casework.conflicts import Conflicts
from desktop.casework.consents import Consents, Conversation, limits_of
from desktop.casework.desk import Desk
from sync.records.consent import Consent
from tests.support.desks import TODAY, a_family, a_person

YESTERDAY = TODAY.replace(day=TODAY.day - 1)


@pytest.fixture
def family(desk: Desk) -> str:
    return a_family(desk)


@pytest.fixture
def mum(desk: Desk, family: str) -> str:
    return a_person(desk, family, "Kate", "parent")


def answers(desk: Desk, family: str) -> dict[str, str]:
    """What holds, by agency; "" is the assessment."""
    return {line.agency: line.answer for line in Consents(desk).of(family)}


def limits(desk: Desk, family: str) -> dict[str, str]:
    return {line.agency: line.limits for line in Consents(desk).of(family)}


def test_consent_is_one_record_for_each_person_purpose_and_agency(desk: Desk, family: str, mum: str):
    consents = Consents(desk)

    consents.record(family, Conversation(mum, "given", ("school", "health"), limits="Not to my sister"))
    consents.record(family, Conversation(mum, "given", ("school",), shown=consents.of(family)))

    answers = {(line.purpose, line.agency): line.answer for line in consents.of(family)}
    assert answers == {("assessment", ""): "given", ("sharing", "school"): "given", ("sharing", "health"): "withdrawn"}


def test_an_agency_that_the_page_did_not_show_is_left_alone(desk: Desk, family: str, mum: str):
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", ("school",)))
    shown = consents.of(family)
    consents.record(family, Conversation(mum, "given", ("school", "housing"), limits="Not the arrears", shown=shown))

    consents.record(family, Conversation(mum, "given", ("school",), limits="Not to my sister", shown=shown))

    assert answers(desk, family) == {"": "given", "school": "given", "housing": "given"}
    assert limits(desk, family)["housing"] == "Not the arrears"


def test_an_answer_that_moved_under_the_page_is_a_conflict_and_stays_until_somebody_chooses(
    desk: Desk, family: str, mum: str
):
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", ("school",), on=YESTERDAY))
    shown = consents.of(family)
    consents.record(family, Conversation(mum, "given", (), on=YESTERDAY, shown=shown))

    consents.record(family, Conversation(mum, "given", ("school",), shown=shown))

    assert answers(desk, family)["school"] == "withdrawn"
    (conflict,) = Conflicts(desk).open(family)
    assert (conflict.kept.value["answer"], conflict.other.value["answer"]) == ("withdrawn", "given")


def test_what_else_an_answer_says_counts_as_shown(desk: Desk, family: str, mum: str):
    """Who heard it is part of what was laid out, though the dialog does not ask for it."""
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", on=YESTERDAY))
    shown = consents.of(family)
    with desk.writing() as session:
        (consent,) = session.scalars(select(Consent))
        consent.decision = {**(consent.decision or {}), "witness": "Nadia"}

    consents.record(family, Conversation(mum, "refused", shown=shown))

    assert answers(desk, family) == {"": "given"}
    assert len(Conflicts(desk).open(family)) == 1


def test_limits_left_as_they_were_shown_stay_with_their_lines(desk: Desk, family: str, mum: str):
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", ("school",), limits="Not to my sister"))
    (school,) = (line for line in consents.of(family) if line.agency)
    consents.record(family, Conversation(mum, "given", ("school",), limits="Not his marks", shown=(school,)))

    shown = consents.of(family)
    said = limits_of(shown)
    consents.record(family, Conversation(mum, "given", ("school", "health"), limits=said, shown=shown))

    assert said == "Not his marks\nNot to my sister"
    assert limits(desk, family) == {"": "Not to my sister", "school": "Not his marks", "health": said}
