"""The plan: one a family, outcomes in order, actions with owners, what was typed over what."""

from datetime import timedelta

from desktop.casework.conflicts import Conflicts
from desktop.casework.desk import Desk
from desktop.casework.plans import ActionDraft, HowFar, Plans
from sync.records.plan import Action
from tests.support.desks import TODAY, a_family, a_person, hartley_okoro


def test_a_family_without_a_plan_has_an_empty_one(desk: Desk):
    plan = Plans(desk).of(a_family(desk))

    assert (plan.aim, plan.outcomes, plan.actions()) == ("", (), ())


def test_an_action_belongs_to_its_outcome_and_names_its_owners(desk: Desk):
    family = a_family(desk)
    a_person(desk, family, "Tom", years=9)
    plans = Plans(desk)
    jo, tom = plans.owners(family)
    outcome = plans.add_outcome(family, "Tom sleeps before ten", "Four nights of seven")

    plans.add_action(family, ActionDraft("Phones downstairs", (jo, tom), TODAY, "The chart has ticks", outcome))

    (shown,) = plans.of(family).outcomes
    assert (shown.text, shown.measure) == ("Tom sleeps before ten", "Four nights of seven")
    assert [(a.text, a.owners, a.due_on) for a in shown.actions] == [("Phones downstairs", ("Jo Ellery", "Tom"), TODAY)]


def test_outcomes_stand_in_the_order_in_which_they_were_added(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)

    for text in ("First", "Second", "Third"):
        plans.add_outcome(family, text)

    assert [outcome.text for outcome in plans.of(family).outcomes] == ["First", "Second", "Third"]


def test_a_done_action_says_when_and_one_taken_up_again_does_not(desk: Desk):
    family = hartley_okoro(desk)
    plans = Plans(desk)
    action = plans.add_action(family, ActionDraft("Ring the school"))

    plans.set_progress(action, HowFar("done"), HowFar())
    done = next(a for a in plans.of(family).actions() if a.action == action)
    plans.set_progress(action, HowFar("blocked", "Nobody rings back"), HowFar("done"))
    stuck = next(a for a in plans.of(family).actions() if a.action == action)

    assert (done.finished, done.done_on) == (True, TODAY)
    assert (stuck.finished, stuck.done_on, stuck.barrier) == (False, None, "Nobody rings back")


def test_the_aim_is_written_over_what_was_shown(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)

    plans.set_aim(family, "Tom in school", "")
    plans.set_aim(family, "Tom in school by nine", "Tom in school")
    plans.set_contingency(family, "Ring Pat", "")
    plans.set_review(family, TODAY, None)

    plan = plans.of(family)
    assert (plan.aim, plan.contingency, plan.review_on) == ("Tom in school by nine", "Ring Pat", TODAY)


def test_what_is_typed_over_a_change_of_somebody_elses_is_joined_with_it(desk: Desk):
    """S18: a save carries what its editor showed."""
    family = a_family(desk)
    plans = Plans(desk)
    action = plans.add_action(family, ActionDraft("Ring the school."))

    plans.change_action(action, "text", "Ring the school at nine.", "Ring the school.")
    plans.change_action(action, "text", "Ring the school. Ask for Sam.", "Ring the school.")

    assert plans.of(family).loose[0].text == "Ring the school at nine. Ask for Sam."


def test_s18_a_review_that_somebody_else_chose_under_the_page_is_not_written_over(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)

    plans.set_review(family, TODAY + timedelta(days=7), None)
    plans.set_review(family, TODAY, None)

    assert plans.of(family).review_on == TODAY + timedelta(days=7)
    (conflict,) = Conflicts(desk).open(family)
    assert (conflict.kept.value, conflict.other.value) == (TODAY + timedelta(days=7), TODAY)


def test_s18_an_action_that_somebody_else_finished_under_the_page_stays_done_on_its_day(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)
    action = plans.add_action(family, ActionDraft("Ring the school."))

    plans.set_progress(action, HowFar("done"), HowFar())
    plans.set_progress(action, HowFar("started"), HowFar())

    (shown,) = plans.of(family).loose
    assert (shown.progress, shown.done_on) == ("done", TODAY)
    (conflict,) = Conflicts(desk).open(family)
    assert (conflict.kept.value, conflict.other.value) == ("done", "started")


def test_an_action_that_two_people_finished_was_done_when_the_first_said_so(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)
    action = plans.add_action(family, ActionDraft("Ring the school."))

    plans.set_progress(action, HowFar("done"), HowFar())
    desk.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]  # the desk's clock is a FixedClock
    plans.set_progress(action, HowFar("done"), HowFar())

    assert plans.of(family).loose[0].done_on == TODAY
    assert Conflicts(desk).open(family) == ()


def test_s18_what_is_in_the_way_is_joined_with_what_somebody_else_wrote_there(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)
    action = plans.add_action(family, ActionDraft("Ring the school."))
    plans.set_progress(action, HowFar("blocked", "Nobody rings back."), HowFar())

    plans.change_action(action, "barrier", "Nobody at school rings back.", "Nobody rings back.")
    shown = HowFar("blocked", "Nobody rings back.")
    plans.set_progress(action, HowFar("blocked", "Nobody rings back. Holidays."), shown)

    assert plans.of(family).loose[0].barrier == "Nobody at school rings back. Holidays."


def test_two_people_may_each_add_an_owner(desk: Desk):
    family = a_family(desk)
    a_person(desk, family, "Tom", years=9)
    plans = Plans(desk)
    jo, tom = plans.owners(family)
    action = plans.add_action(family, ActionDraft("Phones downstairs"))

    plans.change_owners(action, (jo,), ())
    plans.change_owners(action, (tom,), ())

    assert plans.of(family).loose[0].owned_by == (jo, tom)


def test_an_emptied_field_says_nothing_and_a_score_of_nought_is_a_score(desk: Desk):
    family = a_family(desk)
    plans = Plans(desk)
    outcome = plans.add_outcome(family, "Tom sleeps before ten", "Four nights of seven")

    plans.change_outcome(outcome, "measure", "", "Four nights of seven")
    plans.change_outcome(outcome, "start_score", 0, None)

    (shown,) = plans.of(family).outcomes
    assert (shown.measure, shown.start_score) == ("", 0)


def test_what_is_taken_out_is_a_decision_that_says_when_by_whom_and_why(desk: Desk):
    """S13 and S15."""
    family = a_family(desk)
    plans = Plans(desk)
    action = plans.add_action(family, ActionDraft("Phones downstairs"))

    plans.take_out_action(action, "Said twice")
    plans.take_out_action(action, "Said three times")

    with desk.reading() as session:
        row = session.get_one(Action, action)
        assert row.deleted == {"at": "2026-10-06T09:42:00Z", "by": "jo.ellery", "why": "Said twice"}
        sets = session.connection().exec_driver_sql("SELECT state, decision FROM change_set ORDER BY n").all()
    assert sets[-1][0] == "sealed"
    assert action in sets[-1][1]
    assert plans.of(family).actions() == ()
