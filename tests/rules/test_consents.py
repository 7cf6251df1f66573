"""Which consents hold on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records.consent import Consent
from sync.rules.consents import agencies, holds, in_force

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
