"""The plan: what is wanted is edited in place, actions are added and moved, missing parts are named and block nothing."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.casework.plans import ActionDraft, Plans
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.store.errors import DiskFull
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.plan.action_row import ActionRow
from desktop.ui.plan.fields import ActionFields, OutcomeFields, RecordFields
from desktop.ui.plan.model import PlanModel, PlanState
from desktop.ui.plan.page import PlanPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import plan as words
from sync.records.plan import Action
from tests.support.desks import TODAY, a_family, a_person, an_action, hartley_okoro
from tests.ui import rules
from tests.ui.shells import PaperShell

MARKUP = "<img src='file:///tmp/x'>&=1+1"


class Planned:
    """The plan page of a family, shown."""

    def __init__(self, qtbot, desk: Desk, family: str = "", *, visiting: bool = False) -> None:
        self.plans, self.family, self.shell = Plans(desk), family or hartley_okoro(desk), PaperShell()
        tasks = InlineTasks((DiskFull,))
        self.model = PlanModel(self.plans, self._now(desk), tasks)
        head = FamilyHeadModel(Overviews(desk), Visits(desk), self._now(desk), tasks)
        self.page = PlanPage(self.model, head, self.shell, visiting=visiting)
        self.page.arrive(family=self.family)
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        rules.settle()

    @staticmethod
    def _now(desk: Desk):
        return lambda: desk.clock.now().astimezone(LONDON)

    def plan(self):
        return self.plans.of(self.family)

    def row(self, text: str) -> ActionRow:
        return next(row for row in rules.shown(self.page, ActionRow) if row.title.text() == text)

    def open(self, record: str) -> RecordFields:
        """The fields of an outcome or an action, opened by the keyboard."""
        item = self.page._list._items[record]
        assert item._change is not None
        QTest.keyClick(item._change, Qt.Key.Key_Space)
        return item.fields

    def action(self, text: str):
        return next(action for action in self.plan().actions() if action.text == text)

    def said(self) -> list[str]:
        return [label.text() for kind in (PlainLabel, Badge) for label in rules.shown(self.page, kind)]


@pytest.fixture
def planned(qtbot, desk: Desk) -> Planned:
    return Planned(qtbot, desk)


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
    def full(*_args: object) -> None:
        raise DiskFull

    editor = planned.page._texts["aim"]
    with monkeypatch.context() as broken:
        broken.setattr(planned.plans, "set_aim", full)
        editor.setPlainText("Maya in school")
        editor.flush()
        said, kept = planned.said(), editor.text()
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


def test_the_words_of_an_action_are_changed_where_they_stand(planned: Planned):
    action = planned.action("Ask for speech therapy date")
    fields = planned.open(action.action)

    QTest.keyClicks(fields.texts["text"], " by phone")
    fields.texts["text"].flush()
    QTest.keyClick(fields.texts["text"], Qt.Key.Key_Escape)

    assert planned.action("Ask for speech therapy date by phone").action == action.action
    assert planned.row("Ask for speech therapy date by phone").change.hasFocus()


def test_who_does_it_by_when_and_how_we_will_know_are_changed_where_they_stand(planned: Planned):
    action = planned.action("Ask for speech therapy date")
    fields = planned.open(action.action)
    assert isinstance(fields, ActionFields)

    fields.who.chip("1").click()
    fields.by.setText("30 10 2026")
    fields.texts["detail"].setPlainText("There is a date")
    planned.page.leave()

    changed = planned.action("Ask for speech therapy date")
    assert (changed.owners, changed.due_on, changed.detail) == (
        ("Jo Ellery", "Dana"),
        date(2026, 10, 30),
        "There is a date",
    )


def test_a_date_that_is_none_is_said_and_stays_while_the_rest_is_saved(planned: Planned):
    fields = planned.open(planned.action("Ask for speech therapy date").action)
    assert isinstance(fields, ActionFields)

    fields.by.setText("soon")
    fields.by.flush()
    fields.texts["detail"].setPlainText("There is a date")
    fields.flush()

    assert fields._when.error()
    assert fields.by.text() == "soon"
    assert planned.action("Ask for speech therapy date").detail == "There is a date"


def test_an_outcome_and_its_scores_are_changed_where_they_stand(planned: Planned):
    outcome = planned.plans.add_outcome(planned.family, "Maya is in school")
    planned.page.arrive(family=planned.family)
    fields = planned.open(outcome)
    assert isinstance(fields, OutcomeFields)

    QTest.keyClicks(fields.texts["text"], " by nine")
    fields.scales["start_score"].box(0).click()
    fields.scales["target_score"].box(7).click()
    QTest.keyClick(fields.texts["text"], Qt.Key.Key_Escape)
    rules.settle()

    (changed,) = planned.plan().outcomes
    assert (changed.text, changed.start_score, changed.target_score) == ("Maya is in school by nine", 0, 7)
    assert words.scores(0, 7) in planned.said()


def test_ctrl_z_takes_back_what_was_typed_after_it_was_saved(planned: Planned):
    fields = planned.open(planned.action("Ask for speech therapy date").action)
    editor = fields.texts["text"]

    QTest.keyClicks(editor, " soon")
    editor.flush()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    editor.flush()

    assert editor.text() == "Ask for speech therapy date"
    assert planned.action("Ask for speech therapy date").text == editor.text()


def test_what_comes_in_meanwhile_does_not_interrupt_and_both_are_kept(planned: Planned):
    """S18: what is saved was typed over what the editor showed."""
    outcome = planned.plans.add_outcome(planned.family, "Maya is in school.", "")
    planned.page.arrive(family=planned.family)
    fields = planned.open(outcome)
    QTest.keyClicks(fields.texts["text"], " She eats first.")

    planned.plans.change_outcome(outcome, "text", "Maya is in school by nine.", "Maya is in school.")
    planned.model.reload()
    caret = fields.texts["text"].textCursor().position()
    fields.texts["text"].flush()

    assert fields.texts["text"].hasFocus()
    assert caret == len("Maya is in school. She eats first.")
    assert planned.plan().outcomes[0].text == "Maya is in school by nine. She eats first."


def test_what_could_not_be_saved_is_saved_later_though_its_fields_are_closed(planned: Planned, monkeypatch):
    def full(*_args: object) -> None:
        raise DiskFull

    fields = planned.open(planned.action("Ask for speech therapy date").action)
    change = planned.plans.change_action
    with monkeypatch.context() as broken:
        broken.setattr(planned.plans, "change_action", lambda *args: full() if not repaired else change(*args))
        repaired: list[bool] = []
        QTest.keyClicks(fields.texts["text"], " soon")
        fields.closed.emit()
        kept = planned.model.state.unsaved
        repaired.append(True)
        planned.model._again.timeout.emit()

    assert kept == 1
    assert planned.model.state.settled
    assert planned.action("Ask for speech therapy date soon")


def test_nothing_is_taken_out_without_a_reason(planned: Planned):
    action = planned.action("Ask for speech therapy date")
    planned.open(action.action).take_out.click()
    dialog = planned.shell.dialog

    dialog.save.click()
    asked = dialog._field.error()
    dialog._why.setPlainText("She has one already")
    dialog.save.click()
    rules.settle()

    assert asked == words.MISSING_WHY
    assert planned.shell.dialog is None
    assert action.text not in [card.text for card in planned.plan().actions()]
    assert action.text not in planned.said()
    assert planned.page.focusWidget() is planned.page._add_action


def test_the_actions_of_an_outcome_that_is_taken_out_stay(planned: Planned):
    outcome = planned.plans.add_outcome(planned.family, "Maya is in school by nine")
    planned.plans.add_action(planned.family, ActionDraft("Late start on Wednesdays", outcome=outcome))
    planned.page.arrive(family=planned.family)
    planned.open(outcome).take_out.click()
    planned.shell.dialog._why.setPlainText("Said twice")

    planned.shell.dialog.save.click()
    rules.settle()

    assert planned.plan().outcomes == ()
    assert planned.row("Late start on Wednesdays").isVisible()


def test_an_action_that_a_colleague_moves_under_another_outcome_goes_there_with_its_open_fields(planned, desk: Desk):
    first, second = (planned.plans.add_outcome(planned.family, text) for text in ("First", "Second"))
    action = planned.plans.add_action(planned.family, ActionDraft("Late start", outcome=first))
    planned.page.arrive(family=planned.family)
    fields = planned.open(action)
    with desk.writing() as session:
        session.get_one(Action, action).outcome = second

    planned.model.reload()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    rules.settle()

    assert planned.page._list._cards[second].isAncestorOf(fields)
    assert fields.isVisible()


def test_what_is_typed_in_an_action_that_a_colleague_takes_out_is_saved_all_the_same(planned: Planned, desk: Desk):
    """S14: it comes back with it, once the two meet."""
    action = planned.action("Ask for speech therapy date").action
    QTest.keyClicks(planned.open(action).texts["text"], " soon")
    planned.plans.take_out_action(action, "Not needed")

    planned.model.reload()

    with desk.reading() as session:
        assert session.get_one(Action, action).text == "Ask for speech therapy date soon"


def test_open_fields_keep_the_rules(planned: Planned, qtbot):
    outcome = planned.plans.add_outcome(planned.family, "Maya is in school by nine", "The register says so")
    planned.page.arrive(family=planned.family)
    planned.open(outcome)
    planned.open(planned.action("Ask for speech therapy date").action)

    rules.check_all(qtbot, planned.page)


def test_the_question_why_keeps_the_rules(planned: Planned, qtbot):
    planned.open(planned.action("Ask for speech therapy date").action).take_out.click()
    planned.shell.dialog.save.click()

    rules.check_all(qtbot, planned.shell.dialog)
