"""What a printed copy says of itself: whose assessment it is, which version, and whether it is signed."""

from dataclasses import replace

import pytest

from desktop.casework.assessments import Assessments
from desktop.casework.desk import Desk, Worker
from desktop.casework.paper import Papers
from desktop.casework.signing import Signing
from desktop.forms import Answer
from desktop.reports.document import Copy
from desktop.reports.printing import Copies
from desktop.store.replica import STAFF
from sync.records.assessment import Answer as AnswerRow
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from tests.casework.test_signing import Signed
from tests.reports import reading
from tests.support.forms import LIBRARY

MANAGER = Worker("nadia.khan", "Nadia Khan", "Aldermoor")


def said(desk: Desk, family: str, record: str) -> str:
    copies = Copies(Papers(desk, Assessments(desk, LIBRARY)), "Northmere Council", desk.today)
    return " ".join(reading.text(copies.assessment(family, record, Copy.FAMILY)).split())


@pytest.fixture
def signed(desk: Desk) -> Signed:
    return Signed(desk)


def test_the_lead_worker_is_the_assessments_whoever_prints(signed: Signed):
    signed.desk.store.put_setting(STAFF, {signed.desk.worker.user: "Jo Ellery"})

    printed = said(replace(signed.desk, worker=MANAGER), signed.family, signed.record)

    assert "Jo Ellery" in printed
    assert "Nadia Khan" not in printed


def test_a_draft_says_that_it_is_one(signed: Signed):
    assert "Draft, 6 October 2026" in said(signed.desk, signed.family, signed.record)


def test_what_is_signed_says_its_version_and_day(signed: Signed):
    signed.sign()
    signed.confirm()
    following = Signing(signed.desk, signed.assessments).begin_next(signed.record)
    signed.keep(("why/hope", Answer("Sleep.")), record=following)
    signed.sign(following)

    assert "Version 1, 6 October 2026" in said(signed.desk, signed.family, signed.record)
    assert "Version 2, 6 October 2026" in said(signed.desk, signed.family, following)


def test_a_date_that_is_none_is_printed_as_it_was_written(signed: Signed):
    signed.keep(("home/arrears", Answer("notice")))
    stream = stream_id(signed.family, Compartment.SHARED)
    with signed.desk.writing() as session:
        session.add(AnswerRow(assessment=signed.record, key="home/leave_by", stream=stream, value="by spring"))

    assert "by spring" in said(signed.desk, signed.family, signed.record)
