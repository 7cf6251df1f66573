"""The plan: actions are added and moved, missing parts are named and block nothing, and the page keeps the rules."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.casework.desk import Desk
from desktop.casework.plans import ActionDraft, Plans
from desktop.store.errors import DiskFull
from desktop.ui.plan.model import PlanState
from desktop.ui.widgets.badge import Badge
from desktop.ui.words import plan as words
from tests.support.desks import TODAY, a_family, a_person, an_action
from tests.ui import rules
from tests.ui.plan.planned import Planned

MARKUP = "<img src='file:///tmp/x'>&=1+1"


def test_each_action_says_who_by_when_and_how_far(planned: Planned):
    row = planned.row("Ring Aldermoor Homes about the arrears plan")

    assert [badge.text() for badge in row.findChildren(Badge)] == ["Jo Ellery", "2 days overdue"]
    assert row.far.words() == "To do"
    assert "2 of 5 actions finished" in planned.said()


def test_the_aim_is_saved_as_it_is_typed(planned: Planned):
    editor = planned.page._texts["aim"]
    editor.setFocus()
    QTest.keyClicks(editor, "Maya in school")
    editor.flush()
    QTest.keyClicks(editor, " by nine")

    planned.page.leave()

    assert planned.plan().aim == "Maya in school by nine"
    assert any(said.startswith("Saved on this laptop") for said in planned.said())


def test_words_that_were_not_saved_stay_in_the_editor(planned: Planned, monkeypatch):
    is_full, set_aim = [True], planned.plans.set_aim

    def full(*args: str) -> None:
        if is_full:
            raise DiskFull
        set_aim(*args)

    monkeypatch.setattr(planned.plans, "set_aim", full)
    editor = planned.page._texts["aim"]
    editor.setPlainText("Maya in school")
    editor.flush()
    said, kept = planned.said(), editor.text()
    is_full.clear()
    editor.setPlainText("Maya in school by nine")
    editor.flush()

    assert "Not saved. The disk is full. Keep this window open and free some space." in said
    assert kept == "Maya in school"
    assert planned.plan().aim == "Maya in school by nine"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_action_is_moved_with_the_keyboard_alone(planned: Planned, qtbot):
    row = planned.row("Ask for speech therapy date")
    row.far.setFocus()

    QTest.keyClick(row.far, Qt.Key.Key_M)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    rules.settle()

    moved = next(a for a in planned.plan().actions() if a.text == "Ask for speech therapy date")
    assert moved.progress == "started"
    assert planned.row("Ask for speech therapy date").far.words() == "Doing"


def test_an_action_that_is_stuck_says_what_is_in_the_way(planned: Planned):
    row = planned.row("Ask for speech therapy date")

    row.menu.actions()[list(words.PROGRESS).index("blocked")].trigger()
    rules.settle()
    planned.shell.dialog._barrier.setPlainText("Nobody rings back")
    planned.shell.dialog.save.click()
    rules.settle()

    assert words.in_the_way("Nobody rings back") in planned.said()


def test_what_is_missing_is_asked_once_and_then_added_anyway(planned: Planned):
    planned.page._add_action.click()
    dialog = planned.shell.dialog
    dialog.save.click()
    without_words = dialog._fields["what"].error()
    dialog._what.setPlainText("Ring the school")

    dialog.save.click()
    asked = [dialog._fields[name].error() for name in ("what", "who", "when", "know")]
    dialog.save.click()
    rules.settle()

    assert without_words == words.MISSING_WHAT
    assert asked == ["", words.MISSING_WHO, words.MISSING_WHEN, words.MISSING_MEASURE]
    badges = [badge.text() for badge in planned.row("Ring the school").findChildren(Badge)]
    assert badges == [words.NOBODY, words.NO_DATE]


def test_an_action_and_its_outcome_are_added(planned: Planned):
    planned.page._add_outcome.click()
    planned.shell.dialog._text.setPlainText("Maya is in school by nine")
    planned.shell.dialog.save.click()
    outcome = planned.plan().outcomes[0]
    planned.page._ask_action(outcome.outcome)
    dialog = planned.shell.dialog
    dialog._what.setPlainText("Late start on Wednesdays")
    dialog._who.chip("0").click()
    dialog._by.setText("13 10 2026")
    dialog._know.setPlainText("The register says so")

    dialog.save.click()

    (action,) = planned.plan().outcomes[0].actions
    assert (action.owners, action.due_on) == (("Jo Ellery",), date(2026, 10, 13))


def test_an_action_that_is_not_saved_stays_in_its_dialog(planned: Planned, monkeypatch):
    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(planned.plans, "add_outcome", full)
    planned.page._add_outcome.click()
    dialog = planned.shell.dialog
    dialog._text.setPlainText("Maya is in school by nine")

    dialog.save.click()

    assert planned.shell.dialog is dialog
    assert dialog._problem.title.text().startswith("Not saved.")


def test_the_next_review_is_a_date_or_nothing(planned: Planned):
    review = planned.page._review
    review.setFocus()

    QTest.keyClicks(review, "soon")
    QTest.keyClick(review, Qt.Key.Key_Return)
    wrong = planned.page._review_field.error()
    review.setText("23 10 2026")
    planned.page.leave()

    assert wrong
    assert planned.page._review_field.error() == ""
    assert planned.plan().review_on == date(2026, 10, 23)


def test_the_page_keeps_the_rules(planned: Planned, qtbot, desk: Desk):
    outcome = planned.plans.add_outcome(planned.family, "Maya is in school by nine", "The register says so")
    planned.plans.add_action(planned.family, ActionDraft("Late start on Wednesdays", outcome=outcome))
    an_action(desk, planned.family, "Post to open together", TODAY + timedelta(days=2), "blocked", barrier="Fear")
    planned.page.arrive(family=planned.family)

    rules.check_all(qtbot, planned.page)


def test_the_page_of_a_visit_keeps_the_rules(qtbot, desk: Desk):
    rules.check_all(qtbot, Planned(qtbot, desk, visiting=True).page)


def test_the_dialog_keeps_the_rules(planned: Planned, qtbot):
    planned.page._add_action.click()
    planned.shell.dialog.save.click()

    rules.check_all(qtbot, planned.shell.dialog)


def test_the_dialog_for_an_outcome_keeps_the_rules(planned: Planned, qtbot):
    planned.page._add_outcome.click()
    planned.shell.dialog.save.click()

    rules.check_all(qtbot, planned.shell.dialog)


def test_the_question_what_is_in_the_way_keeps_the_rules(planned: Planned, qtbot):
    row = planned.row("Ask for speech therapy date")
    row.menu.actions()[list(words.PROGRESS).index("blocked")].trigger()
    rules.settle()
    planned.shell.dialog.resize(1240, 900)

    rules.check_all(qtbot, planned.shell.dialog)


def test_words_are_shown_as_they_are_written(qtbot, desk: Desk):
    family = a_family(desk, MARKUP)
    a_person(desk, family, MARKUP, years=9)
    plans = Plans(desk)
    plans.add_action(
        family, ActionDraft(MARKUP, plans.owners(family), detail=MARKUP, outcome=plans.add_outcome(family, MARKUP))
    )

    planned = Planned(qtbot, desk, family)

    assert sum(MARKUP in said for said in planned.said()) >= 4
    rules.check_plain_text(planned.page)


def test_nothing_is_added_before_it_is_known_who_could_do_it(qtbot, planned):
    planned.page._model._become(PlanState(planned.page._model.state.now))

    assert not planned.page._add_action.isEnabled()


def test_the_plan_is_whole_again_after_that_of_another_family_was_looked_at(planned: Planned, desk: Desk):
    before = planned.said()

    planned.page.arrive(family=a_family(desk, "Brierley"))
    planned.page.arrive(family=planned.family)
    rules.settle()

    assert planned.said() == before
