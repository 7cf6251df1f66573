"""Repeats: instances are named by their own ids, may be added by two people at once, and come back when undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms import Answer, AnswerKey, AnswerRefused, BudgetSpent, Session
from desktop.forms.order import between
from tests.forms.interview import ADA, FAMILY, LEO, MAYA, RUBY, a_definition, a_session, people, reopened, value, values

ACTIONS = a_definition(
    '<action jr:template=""><what/><no/></action><count/><joined/><chosen/><many/>',
    {
        "action/no": 'calculate="position(..)"',
        "count": "calculate=\"count(/data/action[what != ''])\"",
        "joined": "calculate=\"join(', ', /data/action/what)\"",
    },
    '<group ref="/data/action"><repeat nodeset="/data/action"><input ref="/data/action/what"/></repeat></group>'
    '<select1 ref="/data/chosen"><itemset nodeset="/data/action[what != \'\']"><value ref="what"/><label ref="what"/>'
    '</itemset></select1><select ref="/data/many"><itemset nodeset="/data/action"><value ref="what"/><label ref="what"/>'
    "</itemset></select>",
)


def with_actions(*whats: str) -> Session:
    session = a_session(ACTIONS)
    for what in whats:
        repeat_id, _ = session.add_repeat("action")
        session.set(f"action{{{repeat_id}}}/what", Answer(what))
    return session


def texts(session: Session) -> list[str]:
    return [session.state(key).value for key in session.keys("/data/action/what")]


def test_an_added_instance_is_counted_numbered_and_offered():
    session = with_actions("phone school", "see GP")

    assert (value(session, "count"), value(session, "joined")) == ("2", "phone school, see GP")
    assert [c.label for c in session.choices("chosen")] == ["phone school", "see GP"]
    assert [session.state(k).value for k in session.keys("/data/action/no")] == ["1", "2"]


def test_an_instance_goes_where_it_was_asked_for_and_stays_there():
    session = with_actions("first", "last")
    first = session.keys("/data/action")[0]
    ((_, first_id),) = first.parts()

    repeat_id, changes = session.add_repeat("action", after=first_id)
    session.set(f"action{{{repeat_id}}}/what", Answer("middle"))

    assert changes.added == {f"action{{{repeat_id}}}"}
    assert texts(session) == ["first", "middle", "last"]
    assert texts(reopened(session)) == ["first", "middle", "last"]


def test_removing_an_instance_clears_what_named_it_and_undo_brings_both_back():
    session = with_actions("school", "gp")
    session.set("chosen", Answer("school"))
    session.set("many", Answer("gp school"))
    first = session.keys("/data/action")[0]

    changes = session.remove_repeat(first)

    assert changes.removed == {first}
    assert changes.cleared == {"chosen", "many"}
    assert (texts(session), value(session, "chosen"), value(session, "many")) == (["gp"], "", "gp")
    assert (value(session, "count"), session.state(session.keys("/data/action/no")[0]).value) == ("1", "1")

    assert changes.undo is not None
    session.undo(changes.undo)

    assert texts(session) == ["school", "gp"]
    assert (value(session, "chosen"), value(session, "many"), value(session, "count")) == ("school", "school gp", "2")


def test_undo_does_not_overwrite_what_was_answered_since():
    session = with_actions("school", "gp")
    session.set("chosen", Answer("school"))
    changes = session.remove_repeat(session.keys("/data/action")[0])
    session.set("chosen", Answer("gp"))

    assert changes.undo is not None
    session.undo(changes.undo)

    assert value(session, "chosen") == "gp"


def test_a_two_hundred_and_first_instance_is_refused():
    session = a_session(ACTIONS)
    for _ in range(200):
        session.add_repeat("action")

    with pytest.raises(BudgetSpent, match="too_many_repeats"):
        session.add_repeat("action")

    assert len(session.keys("/data/action")) == 200


COUNTED = a_definition(
    '<n/><r jr:template=""><a/></r>',
    {"n": 'type="int"'},
    '<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/a"/></repeat>',
)


def test_a_counted_repeat_follows_its_count_and_nothing_else():
    session = a_session(COUNTED, {"n": "3"})
    assert len(session.keys("/data/r")) == 3

    session.set("n", Answer("1"))
    assert len(session.keys("/data/r")) == 1

    with pytest.raises(AnswerRefused, match="fixed_repeat"):
        session.add_repeat("r")


def test_a_billion_instances_are_refused_and_the_count_stays():
    session = a_session(COUNTED, {"n": "2"})

    with pytest.raises(BudgetSpent, match="too_many_repeats"):
        session.set("n", Answer("1000000000"))

    assert value(session, "n") == "2"
    assert len(session.keys("/data/r")) == 2


CHILDREN = a_definition(
    '<child jr:template=""><name/><age/><school/><kind>day</kind></child><names/>',
    {
        "child": "fh:each=\"person[role = 'child']\"",
        "child/name": 'fh:fact="person.label"',
        "child/age": 'type="int" fh:fact="person.age"',
        "child/school": 'relevant="../age &gt;= 4"',
        "names": "calculate=\"join(', ', /data/child/name)\"",
    },
    '<group ref="/data/child"><label><output value="/data/child/name"/></label><repeat nodeset="/data/child">'
    '<input ref="/data/child/school"><label>Where does <output value="../name"/> go?</label></input></repeat></group>',
    '<instance id="people" src="jr://file/people.xml"/>',
)


def test_a_repeat_over_people_has_one_instance_for_each_that_fits():
    session = a_session(CHILDREN, people=FAMILY)

    assert session.keys("/data/child") == ["child{p1}", "child{p2}", "child{p3}"]
    assert [s.label for s in session.sections()] == ["Maya", "Leo", "Ruby"]
    assert [s.person for s in session.sections()] == ["p1", "p2", "p3"]
    assert session.state("child{p1}/school").label == "Where does Maya go?"
    assert not session.state("child{p3}/school").relevant
    assert value(session, "names") == "Maya, Leo, Ruby"


def test_people_come_and_go_under_an_open_form_and_no_word_is_lost():
    session = a_session(CHILDREN, {"child{p1}/school": "Oakfield"}, people=people(MAYA, LEO))

    changes = session.set_instance("people", people(RUBY, LEO))
    assert changes.added == {"child{p3}"}
    assert changes.removed == {"child{p1}"}
    assert session.keys("/data/child") == ["child{p3}", "child{p2}"]
    assert session.answers()[AnswerKey("child{p1}/school")] == Answer("Oakfield")

    session.set_instance("people", people(LEO, MAYA))
    assert session.state("child{p1}/school").value == "Oakfield"


def test_answers_about_a_person_who_is_not_listed_today_survive_reopening():
    session = a_session(CHILDREN, {"child{p1}/school": "Oakfield"}, people=FAMILY)

    later = reopened(session, people=people(LEO))

    assert later.keys("/data/child") == ["child{p2}"]
    assert later.answers()[AnswerKey("child{p1}/school")] == Answer("Oakfield")


def test_a_renamed_person_keeps_their_answers():
    session = a_session(CHILDREN, {"child{p1}/school": "Oakfield"}, people=FAMILY)

    session.set_instance("people", people(("p1", "May", 15, "child"), ADA))

    assert session.state("child{p1}/school").value == "Oakfield"
    assert session.state("child{p1}/school").label == "Where does May go?"


def test_the_worker_changes_neither_the_people_nor_their_facts_in_the_form():
    session = a_session(CHILDREN, people=FAMILY)

    with pytest.raises(AnswerRefused, match="fixed_repeat"):
        session.add_repeat("child")
    with pytest.raises(AnswerRefused, match="fixed_repeat"):
        session.remove_repeat("child{p1}")
    with pytest.raises(AnswerRefused, match="belongs_to_record"):
        session.set("child{p1}/age", Answer("3"))


def test_a_signed_record_keeps_the_people_of_its_day():
    session = a_session(CHILDREN, {"child{p1}/school": "Oakfield"}, people=FAMILY)

    signed = reopened(session, mode="view", signed=True, people=people(LEO))

    assert signed.state("child{p1}/school").value == "Oakfield"
    assert values(session.final())["child{p1}/name"] == "Maya"


ORDERS = st.lists(st.integers(0, 40), max_size=60)


@given(ORDERS)
def test_there_is_always_room_between_two(places):
    order: list[str] = []
    for place in places:
        at = place % (len(order) + 1)
        low, high = (order[at - 1] if at else ""), (order[at] if at < len(order) else "")
        order.insert(at, between(low, high))

    assert order == sorted(order)
    assert len(set(order)) == len(order)
