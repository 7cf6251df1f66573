"""The list of families: where things are, finding one, adding one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.casework.desk import Desk
from desktop.casework.duplicates import NewFamily
from desktop.casework.families import Families, FamilyRow, matching
from desktop.casework.looked import NO, Looked, NotSearched
from desktop.casework.people import DateInFuture, NewPerson, People
from sync.records.address import Address
from sync.records.episode import Episode
from sync.records.person import Person
from sync.records.plan import Plan
from sync.records.residence import Residence
from sync.rules.names import plain
from tests.support.desks import TODAY, a_consent, a_family, a_person, a_visit, an_action, the_week, today_at, write


def rows_by_name(desk: Desk) -> dict[str, FamilyRow]:
    return {row.name: row for row in Families(desk).mine()}


def test_the_families_visited_next_come_first(desk: Desk):
    the_week(desk)
    a_family(desk, "Abbot")

    names = [row.name for row in Families(desk).mine()]

    assert names[:3] == ["Hartley-Okoro", "Nowak", "Brierley"]
    assert names[-1] == "Abbot"


def test_a_row_says_who_where_which_stage_and_what_waits(desk: Desk):
    the_week(desk)

    row = rows_by_name(desk)["Hartley-Okoro"]

    assert [(child.name, child.age) for child in row.children] == [("Maya", 14), ("Leo", 8), ("Ruby", 2)]
    assert (row.area, row.stage, row.standing, row.overdue) == ("Aldermoor", "assessment", "overdue", 1)
    assert row.next_visit_at == today_at(11)
    assert row.unsent > 0


@pytest.mark.parametrize(("state", "stage"), [("allocated", "new"), ("paused", "plan"), ("stepped_up", "closed")])
def test_the_stage_follows_the_episode(desk: Desk, state: str, stage: str):
    a_family(desk, "Brierley", state=state)

    assert rows_by_name(desk)["Brierley"].stage == stage


def test_what_is_most_pressing_is_said_first(desk: Desk):
    family = a_family(desk, "Brierley")
    mum = a_person(desk, family, "Kate", "parent")
    said = []

    said.append(rows_by_name(desk)["Brierley"].standing)
    a_consent(desk, family, mum)
    said.append(rows_by_name(desk)["Brierley"].standing)
    write(desk, Plan, family, review_on=TODAY + timedelta(days=10))
    said.append(rows_by_name(desk)["Brierley"].standing)
    an_action(desk, family, "Ring the school", TODAY - timedelta(days=1))
    said.append(rows_by_name(desk)["Brierley"].standing)

    assert said == ["consent", "on_track", "review", "overdue"]


def test_a_finished_or_cancelled_visit_is_not_the_next_one(desk: Desk):
    family = a_family(desk)
    a_visit(desk, family, today_at(15), state="failed", failed_because="cancelled_by_family")

    assert rows_by_name(desk)["Brierley"].next_visit_at is None


@pytest.mark.parametrize("words", ["hartley", "OKORO", "maya", "fern cl", "zz1 4qq", "millbrook primary", "okoro dana"])
def test_a_family_is_found_by_any_name_street_or_school(desk: Desk, words: str):
    the_week(desk)

    found = matching(Families(desk).mine(), words)

    assert next(row.name for row in found) == "Hartley-Okoro"


def test_accents_and_apostrophes_do_not_matter_when_searching(desk: Desk):
    a_family(desk, "Żółkiewski-O’Neill")
    rows = Families(desk).mine()

    assert [len(matching(rows, words)) for words in ("zolkiewski oneill", "O'NEILL", "Żółkiewski", "kiewski")] == [
        1,
        1,
        1,
        0,
    ]


@given(st.text())
def test_plain_text_is_plain_already(text: str):
    assert plain(plain(text)) == plain(text)


def test_a_new_family_has_its_people_their_home_and_an_open_episode_in_one_save(desk: Desk):
    people = (NewPerson("Ama", "Osei"), NewPerson("Esi", role="parent"))

    family = Families(desk).add(NewFamily("Osei", "Netherby", people, "4 Mill Lane", "S65 1AB"), Looked(NO))

    row = rows_by_name(desk)["Osei"]
    assert (row.family, row.stage, row.area) == (family, "new", "Netherby")
    assert [person.name for person in People(desk).of(family)] == ["Ama", "Esi"]
    assert [found.family for found in matching(Families(desk).mine(), "mill lane")] == [family]
    with desk.reading() as session:
        (home,) = session.scalars(select(Address.id))
        assert {(one.person, one.home) for one in session.scalars(select(Residence))} == {
            (person, home) for person in session.scalars(select(Person.id))
        }


def test_a_family_with_somebody_born_tomorrow_is_not_begun(desk: Desk):
    unborn = NewPerson("Ama", born_on=TODAY + timedelta(days=1))

    with pytest.raises(DateInFuture):
        Families(desk).add(NewFamily("Osei", people=(unborn,)), Looked(NO))

    assert Families(desk).mine() == ()


@pytest.mark.parametrize("looked", [None, Looked("possible"), Looked("no", "likely", "  ")])
def test_t1_no_family_is_begun_before_somebody_looked_and_said_why_it_is_another(desk: Desk, looked: Looked | None):
    with pytest.raises(NotSearched):
        Families(desk).add(NewFamily("Osei"), looked)

    assert Families(desk).mine() == ()


def test_t1_what_was_found_and_why_it_is_another_stands_in_the_episode(desk: Desk):
    Families(desk).add(NewFamily("Osei"), Looked("likely", because=" Cousins of the same name. "))

    with desk.reading() as session:
        searched = session.scalars(select(Episode.searched)).one()
    assert searched == {
        "at": "2026-10-06T09:42:00Z",
        "by": desk.worker.user,
        "here": "likely",
        "council": None,
        "because": "Cousins of the same name.",
    }
