"""What to know before a visit, read from the family's records."""

from datetime import date

import pytest

from desktop.casework.desk import Desk
from desktop.casework.flags import Flags, FlagSaid
from desktop.casework.preparing import Preparations, ToTake
from desktop.casework.visit_safety import VisitSafety
from sync.records.address import Address
from sync.records.flag import Flag
from sync.records.note import Note
from sync.records.visit import VisitEntry
from tests.support.desks import TODAY, a_consent, a_family, a_person, a_visit, an_action, hartley_okoro, today_at, write


@pytest.fixture
def family(desk: Desk) -> str:
    return a_family(desk)


def prepared(desk: Desk, family: str, visit: str):
    return Preparations(desk).of(family, visit)


def test_news_are_what_was_written_down_since_the_last_visit(desk: Desk, family: str):
    last = today_at(9, days=-7)
    a_visit(desk, family, last, state="done", arrived_at=last, left_at=last, observation="Tom was asleep.")
    a_visit(
        desk, family, today_at(9, days=-1), state="failed", failed_because="no_reply", arrived_at=today_at(9, days=-1)
    )
    for days, text in ((-20, "Before"), (-2, "School rang")):
        write(desk, Note, family, happened_at=today_at(9, days=days), channel="call", text=text)
    visit = a_visit(desk, family, today_at(11))

    page = prepared(desk, family, visit)

    assert page.last_on == last.date()
    assert [one.text for one in page.news] == ["School rang", "Tom was asleep."]


def test_before_a_first_visit_the_newest_is_told(desk: Desk, family: str):
    write(desk, Note, family, happened_at=today_at(9, days=-20), channel="call", text="The school asked for help")
    page = prepared(desk, family, a_visit(desk, family, today_at(11)))

    assert (page.last_on, [one.text for one in page.news]) == (None, ["The school asked for help"])


def test_what_is_kept_from_the_family_is_marked(desk: Desk, family: str):
    visit = a_visit(desk, family, today_at(11))
    write(
        desk, VisitEntry, family, visit=visit, at=today_at(9), tag="worry", text="Bruise?", sensitivity="not_for_family"
    )

    (one,) = prepared(desk, family, visit).news

    assert one.private


def test_flags_consent_people_and_actions_are_on_one_page(desk: Desk):
    family = hartley_okoro(desk)
    write(desk, Flag, family, text="Long ago", until_on=date(2026, 1, 1))
    visit = a_visit(desk, family, today_at(16))

    page = prepared(desk, family, visit)

    assert [flag.said.text.partition("\n")[0] for flag in page.flags] == ["Dog in the house. Ring before you arrive."]
    assert (page.agreed.state.answer, page.agreed.agencies) == ("given", ("school",))
    assert [person.name for person in page.at_home] == ["Maya", "Leo", "Ruby", "Pat", "Dana"]
    assert page.actions[0].text == "Ring Aldermoor Homes about the arrears plan"
    assert [place.lines for place in page.places] == ["14 Fern Close, Aldermoor, ZZ1 4QQ"]


def test_flags_show_where_they_were_said_to_and_those_for_named_people_too(desk: Desk, family: str):
    flags = Flags(desk)
    flags.add(family, FlagSaid("Ring first", show_on=("prepare",)))
    flags.add(family, FlagSaid("Never meet alone"), named=True)
    flags.add(family, FlagSaid("Keep your shoes on", show_on=("visit",)))
    visit = a_visit(desk, family, today_at(11))

    before = [(flag.said.text, flag.named) for flag in prepared(desk, family, visit).flags]

    assert sorted(before) == [("Never meet alone", True), ("Ring first", False)]
    assert {risk.text for risk in VisitSafety(desk).risks(family)} == {"Never meet alone", "Keep your shoes on"}


def test_what_to_take_follows_from_where_the_family_stands(desk: Desk, family: str):
    visit = a_visit(desk, family, today_at(11))

    assert [thing.what for thing in prepared(desk, family, visit).to_take] == ["consent_form", "privacy_notice"]

    a_consent(desk, family, a_person(desk, family, "Dana", "parent"))
    an_action(desk, family, "Ring the school", TODAY)

    assert [thing.what for thing in prepared(desk, family, visit).to_take] == ["plan"]


def test_what_is_packed_stays_ticked_and_own_things_can_be_left_out(desk: Desk, family: str):
    visit, preparations = a_visit(desk, family, today_at(11)), Preparations(desk)

    preparations.take(visit, "Library card")
    preparations.tick(visit, "Library card", packed=True)
    preparations.tick(visit, "consent_form", packed=True)

    assert prepared(desk, family, visit).to_take == (
        ToTake("consent_form", packed=True, usual=True),
        ToTake("privacy_notice", packed=False, usual=True),
        ToTake("Library card", packed=True, usual=False),
    )
    preparations.leave(visit, "Library card")
    preparations.tick(visit, "consent_form", packed=False)
    assert [thing.packed for thing in prepared(desk, family, visit).to_take] == [False, False]


def test_the_note_about_the_way_says_who_wrote_it(desk: Desk, family: str):
    address = write(desk, Address, family, use="home", place={"line1": "3 Mill Lane"}, confidential=True)
    visit = a_visit(desk, family, today_at(11))

    Preparations(desk).write_route(address, "Knock on the window.", "")

    (place,) = prepared(desk, family, visit).places
    assert (place.lines, place.route, place.hidden) == ("3 Mill Lane", "Knock on the window.", True)
    assert place.written_by == ("Jo Ellery",)
