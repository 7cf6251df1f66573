"""The assessment page: its rail, its questions and what is known beside them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.forms import Answer, AnswerKey
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import assessment as words
from tests.support.desks import hartley_okoro
from tests.ui.assessments import Laid, settle
from tests.ui.rules import check_all


@pytest.fixture
def laid(qtbot, desk) -> Laid:
    """The Hartley-Okoro family's assessment, just begun."""
    page = Laid(qtbot, desk)
    return page.begin(hartley_okoro(desk))


def select(editor, said: str) -> None:
    cursor = editor.textCursor()
    start = editor.text().index(said)
    cursor.setPosition(start)
    cursor.setPosition(start + len(said), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_every_rule_of_the_interface_holds_on_a_page_of_questions(qtbot, laid):
    laid.go(f"{laid.child('Maya')}/mornings")

    check_all(qtbot, laid.page)


@pytest.mark.slow
@pytest.mark.parametrize("section", ["@people", "@consent", "@summary", "worry_list", "safe"])
def test_every_rule_holds_on_other_pages_of_the_rail(qtbot, laid, section):
    laid.page.workspace.open_section(section)

    check_all(qtbot, laid.page)


def test_the_rail_tells_each_section_and_how_far_it_is(laid):
    maya = laid.child("Maya")
    laid.model.answer(f"{maya}/day", "Up at five.")

    shown = {section.title: section.said for section in laid.page.workspace.rail.sections()}

    assert list(shown)[:6] == ["People at home", "Consent", "Why now", "Maya, 14", "Leo, 8", "Ruby, 2"]
    assert shown["People at home"] == shown["Consent"] == "Done"
    assert shown["Maya, 14"] == "1 of 11"
    assert shown["Leo, 8"] == "Not started"


def test_answers_of_each_kind_are_in_the_store(qtbot, laid):
    maya = laid.child("Maya")

    laid.type(qtbot, f"{maya}/mornings", "Ruby wakes her at 5.")
    qtbot.keyClick(laid.go(f"{maya}/late").editor.widget.chip("never"), Qt.Key.Key_Space)
    qtbot.keyClick(laid.go(f"{maya}/school").editor.widget, Qt.Key.Key_5)
    laid.type(qtbot, "home/bedrooms", "3")
    laid.go("home/condition").editor.widget.chip("cold").click()
    laid.go("home/condition").editor.widget.chip("damp").click()
    laid.go("home/arrears").editor.widget.chip("notice").click()
    laid.type(qtbot, "home/leave_by", "1 12 2026")

    assert laid.stored(f"{maya}/mornings").value == "Ruby wakes her at 5."
    assert laid.stored(f"{maya}/late").value == "never"
    assert laid.stored(f"{maya}/school").value == "5"
    assert laid.stored("home/bedrooms").value == "3"
    assert set(laid.stored("home/condition").value.split()) == {"cold", "damp"}
    assert laid.stored("home/leave_by").value == "2026-12-01"
    assert "Saved on this laptop 10:42" in laid.page.saved.words.text()


def test_the_keyboard_alone_answers_and_goes_on(qtbot, laid):
    maya = laid.child("Maya")
    laid.go(f"{maya}/day")
    assert QApplication.focusWidget() is not None

    qtbot.keyClicks(QApplication.focusWidget(), "Quiet.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    qtbot.keyClicks(QApplication.focusWidget(), "Hard.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert laid.stored(f"{maya}/day").value == "Quiet."
    assert laid.stored(f"{maya}/mornings").value == "Hard."
    assert laid.page.workspace.current.key == f"{maya}/late"


def test_the_last_question_of_a_section_leads_to_the_next_section(laid):
    rows = laid.page.workspace.view.rows()
    laid.go(rows[-1].key)

    laid.page.workspace.go_on()

    assert laid.page.workspace.view.key == laid.child("Maya")


def test_what_to_come_back_to_is_said_in_the_rail_and_remembered(qtbot, laid):
    maya = laid.child("Maya")
    laid.go(f"{maya}/day")

    laid.page.workspace.come_back_later()

    shown = {section.title: section for section in laid.page.workspace.rail.sections()}
    assert (shown["Maya, 14"].state, shown["Maya, 14"].said) == ("needsAnswer", "1 to answer")
    assert laid.assessments.later(laid.model.state.sheet.opened.head.assessment) == {f"{maya}/day"}


def test_an_answer_takes_a_question_off_what_to_come_back_to(qtbot, laid):
    maya = laid.child("Maya")
    laid.go(f"{maya}/day")
    laid.page.workspace.come_back_later()

    laid.type(qtbot, f"{maya}/day", "Calm.")

    assert laid.model.later == frozenset()


def test_selected_words_become_a_quotation(qtbot, laid):
    key = f"{laid.child('Maya')}/mornings"
    laid.type(qtbot, key, "Maya says I am tired. And so on.")
    editor = laid.row(key).editor.widget
    select(editor, "I am tired.")

    qtbot.keyClick(editor, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    assert laid.stored(key) == Answer("Maya says “I am tired.” And so on.", words=("I am tired.",))
    assert len(editor.extraSelections()) == 1


def test_a_quotation_that_is_edited_away_is_none(qtbot, laid):
    key = f"{laid.child('Maya')}/mornings"
    laid.type(qtbot, key, "I am tired.")
    editor = laid.row(key).editor.widget
    select(editor, "I am tired.")
    laid.row(key)._mark_words()

    editor.selectAll()
    qtbot.keyClicks(editor, "She was well.")
    laid.row(key).flush()

    assert laid.stored(key) == Answer("She was well.")


def test_nothing_selected_is_said_kindly(qtbot, laid):
    row = laid.go(f"{laid.child('Maya')}/mornings")

    qtbot.keyClick(row.editor.widget, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    assert ("tell", words.SELECT_FIRST) in laid.shell.asked


def test_an_answer_is_hidden_from_the_family_and_shown_again(qtbot, laid):
    key = f"{laid.child('Maya')}/mornings"
    laid.type(qtbot, key, "A secret.")
    editor = laid.row(key).editor.widget

    qtbot.keyClick(editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    hidden = laid.stored(key).sensitivity
    qtbot.keyClick(editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)

    assert (hidden, laid.stored(key).sensitivity) == ("not_for_family", "normal")
    assert laid.stored(key).value == "A secret."


def test_what_the_form_hides_cannot_be_let_out_here(qtbot, laid):
    row = laid.go("safe/harm/abuse")

    qtbot.keyClick(row.editor.widget.chip("no"), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)

    assert laid.model.hidden(row.key)
    assert laid.model.session.answer(row.key) is None


def test_why_there_is_no_answer_is_an_answer(laid):
    key = f"{laid.child('Maya')}/day"
    laid.go(key)

    laid.row(key).say_why_not("declined")

    assert laid.stored(key).status == "declined"


def test_the_reasons_are_offered_in_words(qtbot, laid):
    key = f"{laid.child('Maya')}/day"
    laid.go(key)

    laid.page.workspace.foot.why.click()
    qtbot.addWidget(laid.shell.dialog)
    offered = {button.words(): button for button in laid.shell.dialog.findChildren(Button)}
    offered["Not applicable"].click()

    assert list(offered) == ["Not asked", "Declined", "Not applicable", "Take the answer back", "Cancel"]
    assert laid.stored(key).status == "not_applicable"


def test_the_rules_hold_in_every_dialog(qtbot, laid):
    laid.go("why/led_to")

    for opens in (laid.page.workspace.foot.why, laid.page.print):
        opens.click()
        laid.shell.dialog.findChildren(Button)[-1].setFocus()  # so that Tab begins at the first
        check_all(qtbot, laid.shell.dialog)
        laid.shell.close_dialog()


def test_a_question_appears_when_it_applies_and_keeps_its_answer_when_not(qtbot, laid):
    laid.go("why/interpreter").editor.widget.chip("yes").click()
    laid.type(qtbot, "why/interpreter_what", "Polish")

    laid.go("why/interpreter").editor.widget.chip("no").click()
    gone = laid.shows("why/interpreter_what")
    laid.go("why/interpreter").editor.widget.chip("yes").click()

    assert not gone
    assert laid.row("why/interpreter_what").editor.widget.text() == "Polish"


def test_a_new_question_stands_where_the_form_has_it(laid):
    laid.go("why/earlier").editor.widget.chip("closed").click()
    laid.go("why/interpreter").editor.widget.chip("yes").click()

    laid.go("why/harm_now").editor.widget.chip("yes").click()
    settle()

    rows = laid.page.workspace.view.rows()
    assert [row.key for row in rows[:3]] == ["why/harm_now", "why/harm_done", "why/asked_by"]
    assert [row.mapTo(laid.page, row.rect().topLeft()).y() for row in rows] == sorted(
        row.mapTo(laid.page, row.rect().topLeft()).y() for row in rows
    )


def test_answering_unmakes_no_widget_under_the_caret(qtbot, laid):
    key = "why/led_to"
    editor = laid.go(key).editor.widget
    qtbot.keyClicks(editor, "Half a sen")

    laid.model.answer("why/interpreter", "yes")
    qtbot.keyClicks(editor, "tence")

    assert laid.row(key).editor.widget is editor
    assert editor.text() == "Half a sentence"


def test_a_worry_can_be_added_removed_and_brought_back(qtbot, laid):
    laid.page.workspace.open_section("worry_list")
    several = next(iter(laid.page.workspace.view._several.values()))
    first = next(iter(several.cards))

    several.more.click()
    second = next(key for key in several.cards if key != first)
    laid.type(qtbot, f"{second}/worry_what", "Nobody sleeps.")
    laid.model.remove(second)
    removed = laid.stored(f"{second}/worry_what")
    laid.model.undo_removal()

    assert removed is None
    assert laid.stored(f"{second}/worry_what").value == "Nobody sleeps."
    assert list(several.cards) == [first, second]


def test_an_answer_outside_what_the_form_allows_is_said_beside_it(qtbot, laid):
    laid.type(qtbot, "home/bedrooms", "40")

    assert laid.row("home/bedrooms").field.error() == "Give a number from 0 to 20."


def test_what_is_no_number_is_said_and_stays_in_its_field(qtbot, laid):
    laid.type(qtbot, "home/bedrooms", "three")

    row = laid.row("home/bedrooms")
    assert row.field.error() == words.REFUSED["not_a_number"]
    assert row.editor.widget.text() == "three"


def test_the_summary_leads_to_each_missing_answer(laid):
    workspace = laid.page.workspace
    workspace.open_section("@summary")

    workspace.go_to(AnswerKey("level/level_why"))
    settle()

    assert workspace.view.key == "level"
    assert workspace.current.key == "level/level_why"
