"""Flags: who says so, when to check again, where they show; what named people alone may know lies where only they read (domain.md 4.11)."""

from dataclasses import replace
from datetime import timedelta

from desktop.casework.desk import Desk
from desktop.casework.flags import FlagCard, Flags, FlagSaid, shown
from sync.records.fields import Compartment
from sync.records.flag import Flag
from sync.records.ids import stream_id
from tests.support.desks import TODAY, a_family, write

DOG = FlagSaid("Dog in the house.\nRing before you arrive.", "dog", "Dana", TODAY + timedelta(weeks=12))


def only(desk: Desk, family: str) -> FlagCard:
    (card,) = Flags(desk).of(family)
    return card


def test_a_flag_is_kept_with_its_source_and_counts_as_checked_today(desk: Desk):
    family = a_family(desk)

    flag = Flags(desk).add(family, DOG)

    assert only(desk, family) == FlagCard(flag, DOG, TODAY)


def test_what_named_people_alone_may_know_lies_in_the_restricted_stream(desk: Desk):
    family = a_family(desk)

    flag = Flags(desk).add(family, DOG, named=True)

    assert only(desk, family).named
    with desk.reading() as session:
        assert session.get_one(Flag, flag).stream == stream_id(family, Compartment.RESTRICTED)


def test_a_flag_shows_where_it_says_and_everywhere_where_it_says_nothing(desk: Desk):
    family = a_family(desk)
    Flags(desk).add(family, DOG)
    Flags(desk).add(family, replace(DOG, text="Ask about the arrears.", show_on=("prepare",)))

    with desk.reading() as session:
        found = {where: len(shown(session, family, TODAY, where)) for where in ("prepare", "visit")}

    assert found == {"prepare": 2, "visit": 1}


def test_a_flag_that_was_to_be_checked_before_today_is_past_until_it_is_checked(desk: Desk):
    family = a_family(desk)
    flag = write(desk, Flag, family, text="Dog", review_on=TODAY - timedelta(days=1))
    assert only(desk, family).is_past

    Flags(desk).still_true(flag)

    assert not only(desk, family).is_past
    assert only(desk, family).checked_on == TODAY
    assert only(desk, family).said.review_on == TODAY + timedelta(weeks=12)


def test_what_a_colleague_said_meanwhile_is_not_written_over(desk: Desk):
    family = a_family(desk)
    flag = Flags(desk).add(family, DOG)
    before = only(desk, family).said
    Flags(desk).change(flag, replace(before, source="The school"), before)

    Flags(desk).change(flag, replace(before, category="violence"), before)

    assert (only(desk, family).said.category, only(desk, family).said.source) == ("violence", "The school")


def test_a_flag_that_is_over_or_taken_out_is_not_shown_and_one_taken_out_is_put_back(desk: Desk):
    family = a_family(desk)
    write(desk, Flag, family, text="Loose stair", until_on=TODAY - timedelta(days=1))
    flag = Flags(desk).add(family, DOG)

    Flags(desk).take_out(flag, "")
    Flags(desk).take_out(flag, "")

    assert Flags(desk).of(family) == ()
    Flags(desk).put_back(flag)
    assert only(desk, family).said == DOG
