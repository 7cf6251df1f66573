"""Which consents hold on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records.consent import Consent
from sync.records.person import Person
from sync.records.relationship import Relationship
from sync.rules.consents import agencies, deciders, holds, in_force, may_assess

DAY = date(2026, 10, 6)


def a_consent(answer: str = "given", on: str | None = "2026-09-22", agency: str = "school", **fields: Any) -> Consent:
    return Consent(person="dana", purpose="sharing", agency=agency, decision={"answer": answer, "on": on}, **fields)


@pytest.mark.parametrize(
    ("consent", "in_time"),
    [
        pytest.param(a_consent(), True, id="given"),
        pytest.param(a_consent("withdrawn"), False, id="withdrawn"),
        pytest.param(a_consent("refused"), False, id="refused"),
        pytest.param(a_consent("not_asked"), False, id="not asked"),
        pytest.param(a_consent(on=None), False, id="undated"),
        pytest.param(a_consent(on="2026-10-07"), False, id="tomorrow"),
        pytest.param(a_consent(from_on=DAY), True, id="from today"),
        pytest.param(a_consent(from_on=DAY + timedelta(1)), False, id="from tomorrow"),
        pytest.param(a_consent(until_on=DAY), True, id="until today"),
        pytest.param(a_consent(until_on=DAY - timedelta(1)), False, id="until yesterday"),
        pytest.param(a_consent(deleted={"by": "x"}), False, id="taken out"),
        pytest.param(Consent(person="dana", purpose="sharing", agency="school"), False, id="nothing said"),
    ],
)
def test_a_consent_on_a_day(consent, in_time):
    assert holds(consent, DAY) is in_time
    assert in_force([consent], "dana", "sharing", "school", DAY) is in_time
    assert agencies([consent], "sharing", DAY) == ({"school"} if in_time else set())


@given(*(st.sampled_from(["dana", "sharing", "school", ""]) for _ in range(3)))
def test_a_consent_is_for_one_person_purpose_and_agency(person, purpose, agency):
    named = (person, purpose, agency) == ("dana", "sharing", "school")

    assert in_force([a_consent()], person, purpose, agency, DAY) is named


def test_consent_to_the_council_s_own_work_names_no_agency():
    own = Consent(person="dana", purpose="assessment", decision={"answer": "given", "on": "2026-09-22"})

    assert in_force([own], "dana", "assessment", "", DAY)
    assert agencies([own], "assessment", DAY) == frozenset()


def a_child(born_on: date | None = date(2012, 6, 1), role: str = "child") -> Person:
    return Person(id="maya", role=role, born_on=born_on)


DANA = Person(id="dana", role="parent", born_on=date(1992, 1, 1))


@pytest.mark.parametrize(
    ("tie", "decides"),
    [
        pytest.param(Relationship(a="dana", relation="mother", b="maya"), True, id="a mother"),
        pytest.param(Relationship(a="dana", relation="mother", b="maya", responsibility="none"), False, id="lost it"),
        pytest.param(Relationship(a="dana", relation="father", b="maya"), False, id="a father of whom nobody said it"),
        pytest.param(
            Relationship(a="dana", relation="father", b="maya", responsibility="birth_certificate"), True, id="on paper"
        ),
        pytest.param(
            Relationship(a="dana", relation="mother", b="maya", until_on=DAY - timedelta(1)),
            False,
            id="until yesterday",
        ),
        pytest.param(Relationship(a="dana", relation="mother", b="maya", deleted={"by": "x"}), False, id="taken out"),
        pytest.param(Relationship(a="dana", relation="aunt_or_uncle", b="maya"), False, id="an aunt"),
    ],
)
def test_t8_an_adult_decides_who_holds_parental_responsibility(tie, decides):
    assert deciders([DANA, a_child()], [tie], [], DAY) == ({"dana"} if decides else set())


def test_t8_parental_responsibility_is_for_a_child():
    grown = a_child(born_on=date(2008, 10, 6))

    assert deciders([DANA, grown], [Relationship(a="dana", relation="mother", b="maya")], [], DAY) == set()


@pytest.mark.parametrize(
    ("born_on", "view", "decides"),
    [
        pytest.param(date(2012, 6, 1), "competent", True, id="14 and found able"),
        pytest.param(date(2012, 6, 1), "not_competent", False, id="14 and found not"),
        pytest.param(date(2012, 6, 1), None, False, id="14 and nobody looked"),
        pytest.param(date(2010, 10, 6), None, True, id="16 today"),
        pytest.param(None, "competent", True, id="age not known, found able"),
    ],
)
def test_t8_a_young_person_decides_who_is_able_to(born_on, view, decides):
    said = Consent(person="maya", purpose="assessment", competence=view and {"view": view})

    assert deciders([a_child(born_on)], [], [said], DAY) == ({"maya"} if decides else set())


def test_t8_one_yes_of_somebody_who_decides_is_enough_and_no_other():
    given = Consent(person="dana", purpose="assessment", decision={"answer": "given", "on": "2026-09-22"})

    assert may_assess({"dana", "chidi"}, [given], DAY)
    assert not may_assess({"chidi"}, [given], DAY)
    assert not may_assess({"dana"}, [a_consent()], DAY)
    assert not may_assess({"dana"}, [given], date(2026, 9, 21))
