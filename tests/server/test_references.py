"""Records refer to records of their own family only (F8), and nobody learns by asking what other families hold."""

import pytest

from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream
from tests.support.wire import Wire, an_id


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def sam(central) -> Wire:
    return Wire(central)


def a_person(person: str) -> Group:
    return Group("person", person, 0, {"first_name": "Maya"})


def about(*people: str) -> Group:
    return Group("note", an_id(), 0, {"about": [*sorted(people)], "text": "At school."})


def a_family_with(wire: Wire, person: str) -> NewStream:
    """A person in the shared stream of a new family."""
    _stream, begun = wire.begin("shared")
    verdict = wire.push_one(begun, wire.set(begun.stream, a_person(person)))
    assert verdict.outcome == "applied"
    return begun


def team_of(wire: Wire, shared: NewStream) -> str:
    return wire.begun(NewStream(shared.family, "team"))


def test_a_record_of_another_family_is_not_referred_to(jo):
    here, there = an_id(), an_id()
    family = a_family_with(jo, here)
    a_family_with(jo, there)

    verdict = jo.push_one(jo.set(team_of(jo, family), about(here, there)))

    assert (verdict.outcome, verdict.code, verdict.path) == ("refused", "other_family", "note.about")


def test_a_record_of_another_stream_of_the_family_is_referred_to(jo):
    person = an_id()
    family = a_family_with(jo, person)

    verdict = jo.push_one(jo.set(team_of(jo, family), about(person)))

    assert verdict.outcome == "applied"


def test_a_record_that_nobody_has_sent_yet_may_be_referred_to(jo):
    family = a_family_with(jo, an_id())

    verdict = jo.push_one(jo.set(team_of(jo, family), about(an_id())))

    assert verdict.outcome == "applied"


def test_an_id_that_both_families_use_is_the_familys_own(jo):
    person = an_id()
    family = a_family_with(jo, person)
    a_family_with(jo, person)

    verdict = jo.push_one(jo.set(team_of(jo, family), about(person)))

    assert verdict.outcome == "applied"


def test_a_record_of_a_family_taken_away_is_still_not_referred_to(jo):
    there = an_id()
    lost = a_family_with(jo, there)
    jo.central.run("allocate", lost.family, jo.user, "--remove")
    family = a_family_with(jo, an_id())

    verdict = jo.push_one(jo.set(team_of(jo, family), about(there)))

    assert (verdict.outcome, verdict.code) == ("refused", "other_family")


def test_a_strangers_record_is_answered_like_one_that_does_not_exist(jo, sam):
    theirs = an_id()
    a_family_with(sam, theirs)
    stream = team_of(jo, a_family_with(jo, an_id()))

    foreign, absent = jo.push(jo.set(stream, about(theirs)), jo.set(stream, about(an_id())))

    assert (foreign.outcome, foreign.code) == (absent.outcome, absent.code)
