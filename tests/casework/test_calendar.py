"""The days as a calendar file: what RFC 5545 asks for, and not a word about anybody."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.casework.agenda import OwnCard
from desktop.casework.booking import Bookings, OwnTimeDraft
from desktop.casework.calendar import calendar, folded
from desktop.casework.desk import Desk
from tests.support.days import the_days
from tests.support.desks import MORNING, a_visit, the_week, today_at


def test_a_calendar_says_when_and_nothing_of_whom(desk: Desk):
    families = the_week(desk)
    a_visit(desk, families["Nowak"], today_at(17), "See Kasia", state="failed", failed_because="cancelled_by_family")
    Bookings(desk).add_own_time(OwnTimeDraft(today_at(12), 30, "Meet Sam about Hartley-Okoro"))

    made = calendar(the_days(desk).today().entries, MORNING).decode()

    lines = made.split("\r\n")
    assert (lines[0], lines[-2:], made.count("BEGIN:VEVENT")) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""], 9)
    assert {line for line in lines if line.startswith("SUMMARY")} == {"SUMMARY:Visit", "SUMMARY:Busy"}
    assert lines.count("STATUS:CANCELLED") == 1
    for word in ("Hartley", "Nowak", "Kasia", "Netherby", "Aldermoor", "Sam", "consent"):
        assert word not in "\n".join(line for line in lines if not line.startswith("UID:"))


def test_times_are_the_same_moment_whatever_the_season(desk: Desk):
    own = OwnCard("id", datetime.fromisoformat("2026-10-25T00:30:00+01:00"), MORNING + timedelta(days=19), "x")

    made = calendar([own], MORNING).decode()

    assert "DTSTART:20261024T233000Z\r\n" in made
    assert "DTSTAMP:20261006T094200Z\r\n" in made


@given(st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=300))
def test_a_folded_line_is_short_and_unfolds_to_itself(line):
    parts = list(folded(line))

    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
