"""Whether a visit has all it needs on this laptop: each condition alone takes the promise away."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.casework.desk import Desk
from desktop.clock import FixedClock
from desktop.store.streams import add
from sync.records.assessment import Assessment
from sync.records.attachment import Attachment
from sync.records.council_settings import CouncilSettings
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.owners import Owned, owner_id
from tests.support.days import news_came, the_days
from tests.support.desks import a_family, a_visit, today_at, write


@pytest.fixture
def family(desk: Desk) -> str:
    """A family of the council's, to be visited at eleven, of which all has just come."""
    found = a_family(desk)
    a_visit(desk, found, today_at(11))
    run(desk, "UPDATE stream SET own = 0")
    news_came(desk)
    return found


def run(desk: Desk, statement: str, *values: str) -> None:
    with desk.store.applying() as connection:
        connection.exec_driver_sql(statement, values)


def missing(desk: Desk, **folders: Any) -> list[tuple[str, int]]:
    (visit,) = the_days(desk, **folders).today().visits
    return [(one.what, one.number) for one in visit.missing]


def test_nothing_is_missing(desk: Desk, family: str):
    assert missing(desk) == []


def test_a_compartment_that_has_come_in_part_is_not_here(desk: Desk, family: str):
    team = stream_id(family, Compartment.RESTRICTED)
    run(desk, "INSERT INTO arriving (stream, place, is_state, line) VALUES (?, 0, 1, '{}')", team)

    assert missing(desk) == [("incomplete", 0)]


def test_what_is_to_be_taken_anew_after_a_restore_is_not_here(desk: Desk, family: str):
    run(desk, "UPDATE stream SET anew = 1 WHERE family = ?", family)

    assert missing(desk) == [("incomplete", 0)]


def test_news_that_could_not_be_checked_is_missing(desk: Desk, family: str):
    run(desk, "INSERT INTO doubt VALUES (?, ?, 'x', '2026-10-06T08:00:00Z')", stream_id(family, "team"), family)

    assert missing(desk) == [("unchecked", 0)]


def test_what_is_a_day_old_is_not_current(desk: Desk, family: str):
    cast("FixedClock", desk.clock).advance(timedelta(hours=25))
    a_visit(desk, family, today_at(14, days=1))

    (visit,) = the_days(desk).today().visits

    assert [one.what for one in visit.missing] == ["old_news"]
    assert visit.missing[0].since == today_at(10, 42)


def test_a_family_begun_here_has_no_older_news(desk: Desk):
    a_visit(desk, a_family(desk), today_at(11))

    assert missing(desk) == []


def test_without_a_form_no_assessment_can_begin(desk: Desk, family: str, tmp_path: Path):
    assert missing(desk, forms=tmp_path) == [("no_form", 0)]


def test_a_draft_needs_the_very_form_it_was_begun_with(desk: Desk, family: str):
    write(desk, Assessment, family, state="draft", form_id="eha", form_digest="0" * 64)

    assert missing(desk) == [("no_form", 0)]


def test_files_that_have_not_come_are_counted(desk: Desk, family: str):
    for name in ("a", "b"):
        write(desk, Attachment, family, name=name, sha256=name * 64, size=9)

    assert missing(desk) == [("files", 2)]


def test_settings_that_only_a_later_release_can_read_are_told(desk: Desk, family: str):
    with desk.writing() as session:
        stream = session.hold(owner_id(Owned.REFERENCE), Owned.REFERENCE)
        session.add(CouncilSettings(id=desk.new_id(), stream=stream, framework="northmere-9", document="{}"))

    assert missing(desk) == [("no_settings", 0)]


def test_a_disk_without_room_for_the_days_photos_is_told(desk: Desk, family: str):
    (visit,) = the_days(desk, room_bytes=desk.store.free_bytes() + 2**40).today().visits

    assert [one.what for one in visit.missing] == ["no_room"]


def test_a_visit_that_is_over_needs_nothing(desk: Desk, tmp_path: Path):
    a_visit(desk, a_family(desk), today_at(9), state="done", arrived_at=today_at(9), left_at=today_at(10))

    assert missing(desk, forms=tmp_path) == []


def test_another_familys_missing_files_are_not_this_ones(desk: Desk, family: str):
    other = a_family(desk, "Nowak")
    with desk.store.applying() as connection:
        add(connection, other, "restricted")
    write(desk, Attachment, other, name="letter", sha256="c" * 64, size=9)

    assert missing(desk) == []
