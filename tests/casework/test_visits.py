"""Visits: lines with their own time, what was covered, and how a visit ends."""

from dataclasses import replace
from datetime import timedelta

from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from desktop.casework.visit_writing import VisitWriting
from desktop.casework.visits import BOOKED, Ending, Visits
from tests.support.desks import a_family, a_person, a_visit, hartley_okoro, today_at


def _line(visits: Visits, text: str, tag: str = "note", **fields):
    return replace(visits.new_line(), text=text, tag=tag, **fields)


def test_a_line_keeps_the_time_at_which_it_was_begun(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)
    line = _line(visits, "Dog shut")

    visits.write_line(visit, line)
    desk.clock.advance(timedelta(minutes=3))  # type: ignore[attr-defined]  # the desk's clock is a FixedClock
    visits.catch(family, visit, replace(line, text="Dog shut in the kitchen"))

    (entry,) = visits.note(family, visit).entries
    assert (entry.text, f"{entry.at:%H:%M}") == ("Dog shut in the kitchen", "10:42")


def test_a_line_that_was_emptied_again_is_not_shown(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)
    line = _line(visits, "Dog")

    visits.write_line(visit, line)
    visits.write_line(visit, replace(line, text=""))

    assert visits.note(family, visit).entries == ()


def test_an_action_caught_in_a_visit_stands_in_the_plan_once(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)
    line = _line(visits, "Ring the school", "action")

    visits.catch(family, visit, line)
    visits.catch(family, visit, line)

    (action,) = Plans(desk).of(family).loose
    assert (action.text, action.came_from) == ("Ring the school", line.entry)


def test_an_action_that_is_not_for_the_family_stays_a_line_and_never_stands_in_their_plan(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)
    line = replace(_line(visits, "Ask the police about the uncle", "action"), hidden=True)

    visits.catch(family, visit, line)

    assert Plans(desk).of(family).loose == ()
    (entry,) = visits.note(family, visit).entries
    assert (entry.text, entry.hidden) == ("Ask the police about the uncle", True)


def test_last_time_is_the_newest_line_of_another_visit(desk: Desk):
    family = hartley_okoro(desk)
    visits = Visits(desk)
    visit = visits.on(desk.today())[0].visit
    visits.catch(family, visit, _line(visits, "Today’s"))

    last = visits.note(family, visit).last_time

    assert last is not None
    assert last.text.startswith("To go in late")


def test_who_was_there_are_the_children_seen_and_whoever_was_quoted(desk: Desk):
    family = a_family(desk)
    tom, dana = a_person(desk, family, "Tom", years=9), a_person(desk, family, "Dana", "parent", years=34)
    a_person(desk, family, "Esme", years=6)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)

    VisitWriting(desk).met(visit, tom, "seen", "alone", "")
    visits.catch(family, visit, _line(visits, "Better now", "words", said_by=dana))

    assert set(visits.note(family, visit).present) == {tom, dana}


def test_finishing_books_the_next_visit_in_the_same_save(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)
    visits.begin(visit)

    visits.finish(family, visit, Ending(next_at=today_at(10, days=7)))
    visits.finish(family, visit, Ending(next_at=today_at(10, days=7)))

    booked = visits.on(today_at(10, days=7).date())
    note = visits.note(family, visit)
    assert [card.at for card in booked] == [today_at(10, days=7)]
    assert (note.card.state, BOOKED in note.covered) == ("done", True)


def test_ticking_and_unticking_leaves_the_other_items_alone(desk: Desk):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    visits = Visits(desk)

    visits.cover(visit, "actions", covered=True)
    visits.cover(visit, "next_steps", covered=True)
    visits.cover(visit, "actions", covered=False)

    assert visits.note(family, visit).covered == {"next_steps"}
