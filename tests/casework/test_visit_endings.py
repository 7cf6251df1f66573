"""How visits end: missed ones count as attempts until the family is met, and nothing open keeps a worker from going."""

from datetime import timedelta

import pytest

from desktop.casework.desk import Desk
from desktop.casework.plans import ActionDraft, Plans
from desktop.casework.visit_endings import CALLED_OFF, MISSED, Attempts, Failure, VisitEndings
from desktop.casework.visit_writing import VisitWriting
from desktop.casework.visits import Ending, Visits
from tests.support.desks import a_consent, a_family, a_person, a_visit, today_at


def later(desk: Desk, **by: float) -> None:
    desk.clock.advance(timedelta(**by))  # type: ignore[attr-defined]  # the desk's clock is a FixedClock


@pytest.mark.parametrize(("because", "counts"), [*((code, 1) for code in MISSED), *((code, 0) for code in CALLED_OFF)])
def test_t7_a_missed_visit_counts_and_one_that_was_called_off_does_not(desk: Desk, because, counts: int):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))

    attempts = VisitEndings(desk).fail(family, visit, Failure(because, ("knocked", "card_left"), "Try on Friday"))

    assert attempts == Attempts(counts, 3)
    assert Visits(desk).on(desk.today())[0].state == "failed"


def test_t7_attempts_are_counted_from_the_last_time_that_the_family_was_met(desk: Desk):
    family, endings = a_family(desk), VisitEndings(desk)
    for days in (-9, -8):
        a_visit(desk, family, today_at(9, days=days), state="failed", failed_because="no_reply")
    a_visit(desk, family, today_at(9, days=-7), state="done", arrived_at=today_at(9, days=-7))
    for days in (-6, -5):
        a_visit(desk, family, today_at(9, days=days), state="failed", failed_because="no_reply")

    before = endings.attempts(family)
    after = endings.fail(family, a_visit(desk, family, today_at(11)), Failure("refused"))

    assert (before, before.enough) == (Attempts(2, 3), False)
    assert (after, after.enough) == (Attempts(3, 3), True)


def test_a_visit_marked_as_missed_by_mistake_is_planned_again(desk: Desk):
    family, endings = a_family(desk), VisitEndings(desk)
    visit = a_visit(desk, family, today_at(11))
    endings.fail(family, visit, Failure("no_reply"))

    endings.not_failed(visit)

    (card,) = Visits(desk).on(desk.today())
    assert (card.state, card.arrived_at, endings.attempts(family).missed) == ("planned", None, 0)


def test_what_is_left_before_going_is_told_by_the_records(desk: Desk):
    family, endings, writing = a_family(desk), VisitEndings(desk), VisitWriting(desk)
    tom, esme = a_person(desk, family, "Tom", years=9), a_person(desk, family, "Esme", years=6)
    dana = a_person(desk, family, "Dana", "parent", years=34)
    visit = a_visit(desk, family, today_at(11))
    Plans(desk).add_action(family, ActionDraft("Ring the school"))

    before = endings.check(family, visit)
    writing.met(visit, tom, "seen", "alone", "")
    writing.met(visit, esme, "seen", "not_seen", "")
    half = endings.check(family, visit)
    writing.met(visit, esme, "not_seen_because", "At a friend’s until six", "")
    writing.write(visit, "observation", "Tom showed me his chart.", "")
    a_visit(desk, family, today_at(10, days=7))
    a_consent(desk, family, dana)
    after = endings.check(family, visit)

    assert (set(before.unmet), before.written, before.unready) == ({"Tom", "Esme"}, False, ("Ring the school",))
    assert half.unmet == ("Esme",)
    assert (after.unmet, after.written, after.next_at) == ((), True, today_at(10, days=7))
    assert (before.consent, after.consent) == ("not_asked", "given")


def test_p12_a_note_is_late_after_the_councils_hours_and_not_before(desk: Desk):
    family, visits, endings = a_family(desk), Visits(desk), VisitEndings(desk)
    visit = a_visit(desk, family, today_at(9))
    left = desk.clock.now()

    later(desk, hours=48)
    in_time = endings.is_late(left, None)
    later(desk, seconds=1)
    late = endings.is_late(left, None)
    visits.finish(family, visit)
    note = visits.note(family, visit)

    assert (in_time, late) == (False, True)
    assert note.part.left_at == today_at(10)
    assert endings.is_late(note.part.left_at, note.part.written_at)


def test_finishing_once_more_books_nothing_twice_and_keeps_the_first_times(desk: Desk):
    family, visits = a_family(desk), Visits(desk)
    visit = a_visit(desk, family, today_at(10), arrived_at=today_at(10))
    visits.finish(family, visit, Ending(next_at=today_at(9, days=7)))
    first = visits.note(family, visit).part

    later(desk, hours=3)
    visits.finish(family, visit, Ending(next_at=today_at(9, days=7)))

    assert visits.note(family, visit).part == first
    assert len(visits.on(today_at(9, days=7).date())) == 1
