"""What a family's answers add up to: whose yes lets work begin, who is told, what follows where two differ, and what ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.casework.agreement import Agreements
from desktop.casework.assessments import Assessments, ConsentMissing, ConsentOfOthers
from desktop.casework.consents import Consents, Conversation
from desktop.casework.declining import Declining, NotToDecline
from desktop.casework.desk import Desk
from desktop.casework.outside_consent import NewShared, OutsideConsent
from sync.records.episode import Episode
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.lawful import Disclosure
from sync.records.plan import Plan
from sync.records.relationship import Relationship
from tests.support.desks import TODAY, a_family, a_mother, a_person, a_visit, today_at, write
from tests.support.forms import LIBRARY


@pytest.fixture
def family(desk: Desk) -> str:
    return a_family(desk, state="engaging")


@pytest.fixture
def mum(desk: Desk, family: str) -> str:
    return a_mother(desk, family)


def a_father(desk: Desk, family: str) -> str:
    """Of Maya, on her birth certificate."""
    dad = a_person(desk, family, "Chidi", "parent")
    (maya,) = (one.card.person for one in Agreements(desk).of(family).people if one.card.name == "Maya")
    record = Relationship.id_for(stream_id(family, Compartment.SHARED), dad, maya)
    held = "birth_certificate"
    write(desk, Relationship, family, id=record, a=dad, relation="father", b=maya, responsibility=held)
    return dad


def episode(desk: Desk) -> Episode:
    with desk.reading() as session:
        return session.scalars(select(Episode)).one()


def begin(desk: Desk, family: str) -> None:
    Assessments(desk, LIBRARY).begin(family)


# -- T8


def test_t8_a_yes_of_who_decides_lets_an_assessment_begin_and_the_episode_is_assessing(
    desk: Desk, family: str, mum: str
):
    Consents(desk).record(family, Conversation(mum, "given"))

    begin(desk, family)

    assert episode(desk).state == "assessing"
    assert Agreements(desk).of(family).may_assess


def test_t8_nobody_agreed(desk: Desk, family: str, mum: str):
    Consents(desk).record(family, Conversation(mum, "refused"))

    with pytest.raises(ConsentMissing):
        begin(desk, family)
    assert episode(desk).state == "engaging"


def test_t8_the_yes_of_somebody_who_may_not_decide_is_kept_and_begins_nothing(desk: Desk, family: str, mum: str):
    gran = a_person(desk, family, "Pat", "adult")
    Consents(desk).record(family, Conversation(gran, "given"))

    with pytest.raises(ConsentOfOthers):
        begin(desk, family)
    seen = Agreements(desk).of(family)
    assert (seen.state.answer, seen.may_assess) == ("given", False)


def test_t8_a_yes_that_was_taken_back_begins_nothing(desk: Desk, family: str, mum: str):
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", on=TODAY - timedelta(days=9)))
    consents.take_back(family, consents.of(family), TODAY, "verbal")

    with pytest.raises(ConsentMissing):
        begin(desk, family)


# -- T7


def test_t7_a_refusal_ends_help_once_the_risk_was_considered(desk: Desk, family: str, mum: str):
    declining = Declining(desk)
    Consents(desk).record(family, Conversation(mum, "refused"))

    with pytest.raises(NotToDecline):
        declining.decline(family, "  ")
    declining.decline(family, "School keeps watch; the health visitor knows.")

    ended = episode(desk)
    assert (ended.state, ended.without_help) == ("declined", "School keeps watch; the health visitor knows.")
    assert ended.ending == {"on": TODAY.isoformat(), "reason": "refused"}


@pytest.mark.parametrize(("failed", "because"), [(2, ""), (3, "unreached")])
def test_t7_a_family_is_unreached_after_as_many_failed_visits_as_the_council_says(
    desk: Desk, family: str, failed, because
):
    for days in range(failed):
        at = today_at(10, days=-days - 1)
        a_visit(desk, family, at, state="failed", failed_because="no_reply", arrived_at=at)

    assert Declining(desk).because(family) == because


def test_t7_nothing_is_declined_once_work_has_begun(desk: Desk, mum: str):
    family = a_family(desk, state="active")
    kate = a_person(desk, family, "Kate", "parent")
    Consents(desk).record(family, Conversation(kate, "refused"))

    assert Declining(desk).because(family) == ""
    with pytest.raises(NotToDecline):
        Declining(desk).decline(family, "Considered.")


# -- who is told


def test_an_agency_is_told_while_somebody_s_yes_holds_and_not_from_the_day_it_is_taken_back(
    desk: Desk, family: str, mum: str
):
    consents, agreements = Consents(desk), Agreements(desk)
    consents.record(family, Conversation(mum, "given", ("school",), not_with=("housing",)))
    told = [agreements.may_be_told(family, agency) for agency in ("school", "housing", "police")]

    (school,) = (line for line in consents.of(family) if line.agency == "school")
    consents.take_back(family, [school], TODAY, "verbal")

    assert told == [True, False, False]
    assert not agreements.may_be_told(family, "school")
    assert [(one.agency, one.yes, one.no) for one in agreements.of(family).agencies] == [
        ("housing", (), ("Dana",)),
        ("school", (), ("Dana",)),
    ]


def test_what_was_taken_back_by_mistake_says_again_what_it_said(desk: Desk, family: str, mum: str):
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", ("school",), witness="Pat", on=TODAY - timedelta(days=9)))
    before = consents.of(family)
    consents.take_back(family, before, TODAY, "verbal")

    consents.put_back(family, before)

    assert consents.of(family) == before


def test_two_parents_who_differ_both_stand(desk: Desk, family: str, mum: str):
    dad = a_father(desk, family)
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", ("school",)))
    consents.record(family, Conversation(dad, "given", (), not_with=("school",)))

    seen = Agreements(desk).of(family)

    assert [(one.agency, one.yes, one.no) for one in seen.differing] == [("school", ("Dana",), ("Chidi",))]
    assert [one.card.name for one in seen.people if one.decides] == ["Dana", "Chidi"]
    assert Agreements(desk).may_be_told(family, "school")


def test_a_grandmother_who_says_no_differs_from_nobody(desk: Desk, family: str, mum: str):
    Consents(desk).record(family, Conversation(mum, "given"))
    Consents(desk).record(family, Conversation(a_person(desk, family, "Pat", "adult"), "refused"))

    assert Agreements(desk).of(family).differing == ()


# -- what else was said


def test_all_that_was_asked_is_read_again_as_it_was_said(desk: Desk, family: str, mum: str):
    beside = {
        "until_on": TODAY + timedelta(days=90),
        "review_on": TODAY + timedelta(days=42),
        "not_to_see": "Her brother Lee: he threatened her",
        "copies_by": "paper",
        "copies_to": (mum,),
    }
    said = Conversation(mum, "given", ("school",), evaluation="refused", witness="Pat", notice="1", beside=beside)

    Consents(desk).record(family, said)

    lines = {(line.purpose, line.agency): line for line in Consents(desk).of(family)}
    own = lines["assessment", ""]
    assert {name: own.value(name) for name in beside} == beside
    assert (own.decided("witness"), own.decided("notice")) == ("Pat", "1")
    assert lines["sharing", "school"].until_on == beside["until_on"]
    assert lines["sharing", "school"].review_on is None
    assert lines["evaluation", ""].answer == "refused"
    assert Agreements(desk).of(family).not_to_see == ("Her brother Lee: he threatened her",)


def test_c13_consent_is_asked_again_at_the_next_review(desk: Desk, family: str):
    usual = Consents(desk).terms(family).review_on
    write(desk, Plan, family, review_on=TODAY + timedelta(days=10))

    assert usual == TODAY + timedelta(weeks=6)
    assert Consents(desk).terms(family).review_on == TODAY + timedelta(days=10)


def test_c11_what_was_shared_without_consent_is_the_team_s_alone(desk: Desk, family: str):
    new = NewShared("Bruising seen on Tom", "police", "significant_harm", "He is not safe tonight", "Ruth Bell")

    record = OutsideConsent(desk).add(family, new)

    (shared,) = Agreements(desk).of(family).shared
    assert (shared.record, shared.on, shared.ground) == (record, TODAY, "significant_harm")
    with desk.reading() as session:
        assert session.get_one(Disclosure, record).stream == stream_id(family, Compartment.TEAM)


def test_the_lawful_basis_is_the_council_s_to_say(desk: Desk, family: str):
    assert "public task" in Agreements(desk).of(family).lawful_basis
