"""What is written of a visit: by each worker in records of their own, over what the page showed, and carried on to where it is used."""

from dataclasses import replace

from desktop.casework.conflicts import Conflicts
from desktop.casework.desk import Desk, Worker
from desktop.casework.known import known
from desktop.casework.visit_safety import VisitSafety, Watch
from desktop.casework.visit_writing import VisitWriting
from desktop.casework.visits import Visits
from sync.records.event import Event
from tests.support.desks import a_family, a_person, a_visit, hartley_okoro, today_at


def with_colleague(desk: Desk) -> Desk:
    """The same laptop, as if Priya sat at it."""
    return replace(desk, worker=Worker("priya.shah", "Priya Shah", "Aldermoor"))


def test_two_workers_write_parts_that_are_records_of_their_own_and_read_each_others(desk: Desk):
    family = a_family(desk)
    tom, dana = a_person(desk, family, "Tom", years=9), a_person(desk, family, "Dana", "parent", years=34)
    visit = a_visit(desk, family, today_at(11))
    jo, priya = VisitWriting(desk), VisitWriting(with_colleague(desk))

    jo.write(visit, "observation", "The kitchen was calm.", "")
    priya.write(visit, "observation", "Upstairs was cold.", "")
    jo.met(visit, tom, "seen", "with_others", "")
    priya.met(visit, tom, "seen", "alone", "")
    priya.heard(visit, dana, "She wants the heating mended.", "")

    mine, theirs = jo.of(family, visit), priya.of(family, visit)
    (by_priya,), (by_jo,) = mine.others, theirs.others
    assert (mine.mine.observation, by_priya.part.observation) == ("The kitchen was calm.", "Upstairs was cold.")
    assert (mine.children[0].seen, by_priya.children[0].seen) == ("with_others", "alone")
    assert (by_priya.part.name, by_priya.adults[0].said) == ("Priya Shah", "She wants the heating mended.")
    assert by_jo.part.observation == "The kitchen was calm."
    assert Conflicts(desk).open(family) == ()


def test_each_worker_has_times_of_their_own(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11), arrived_at=today_at(11, 2))
    priya = Visits(with_colleague(desk))

    priya.begin(visit)
    priya.finish(family, visit)

    assert priya.note(family, visit).part.left_at == desk.clock.now()
    assert Visits(desk).note(family, visit).part.left_at is None


def test_s18_how_a_child_was_met_is_not_written_over_unseen(desk: Desk):
    family = a_family(desk)
    tom, visit = a_person(desk, family, "Tom", years=9), a_visit(desk, family, today_at(11))
    writing = VisitWriting(desk)

    writing.met(visit, tom, "seen", "with_others", "")
    writing.met(visit, tom, "seen", "alone", "")

    assert writing.of(family, visit).children[0].seen == "with_others"
    (conflict,) = Conflicts(desk).open(family)
    assert (conflict.kept.value, conflict.other.value) == ("with_others", "alone")


def test_a_line_put_into_the_story_keeps_its_day_and_its_source_and_goes_there_once(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)
    open_line = replace(visits.new_line(), text="Tom was picked for the team", tag="going_well")
    private = replace(visits.new_line(), text="Ask the police", tag="worry", hidden=True)
    for line in (open_line, private):
        visits.catch(family, visit, line)

    for line in (open_line, open_line, private):
        visits.put_into_story(family, line.entry)

    with desk.reading() as session:
        (event,) = session.query(Event).all()
    assert (event.text, event.happened_on, event.source) == ("Tom was picked for the team", desk.today(), "Jo Ellery")
    assert event.source_record == open_line.entry
    shown = {entry.text: entry.became for entry in visits.note(family, visit).entries}
    assert shown == {"Tom was picked for the team": event.id, "Ask the police": ""}


def test_what_a_child_said_is_offered_to_the_assessment_with_its_day(desk: Desk):
    family = a_family(desk)
    tom = a_person(desk, family, "Tom", years=9)
    visit = a_visit(desk, family, today_at(10), arrived_at=today_at(10))
    VisitWriting(desk).met(visit, tom, "said", "I like it when it is quiet", "")

    with desk.reading() as session:
        lines = known(session, family)

    assert [(line.text, line.on, line.people) for line in lines] == [
        ("I like it when it is quiet", desk.today(), frozenset({tom}))
    ]


def test_a_watch_is_of_the_worker_who_set_it_and_a_check_in_answers_it(desk: Desk):
    family = hartley_okoro(desk)
    visit = Visits(desk).on(desk.today())[0].visit
    safety, writing = VisitSafety(desk), VisitWriting(desk)

    safety.watch(visit, Watch("Sam at the office", "01632 960 118", today_at(12)))
    safety.check_in(visit, today_at(12, 30))

    mine = writing.of(family, visit).mine
    assert (mine.buddy, mine.expected_end_at, mine.checked_in_at) == (
        "Sam at the office",
        today_at(12, 30),
        desk.clock.now(),
    )
    assert VisitWriting(with_colleague(desk)).of(family, visit).mine.buddy == ""
    assert [risk.category for risk in safety.risks(family)] == ["dog"]
