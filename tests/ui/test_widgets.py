"""What widgets do with what people type, press and leave half done."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.ui import theme, tokens
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.passphrase import PassphraseField
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.scale import ScaleRow
from desktop.ui.widgets.section_rail import Section, SectionRail
from desktop.ui.widgets.states import SaveState
from desktop.ui.widgets.tabs import Tabs
from desktop.ui.widgets.toast import Toast
from desktop.ui.words import gate
from tests.ui import rules

LONG = "Several services know this family already and have been working with them together for a while"
SAID = "“I’m not lazy, I’m tired.”"


# -- dates, choices, scores


def test_a_date_is_handed_over_and_tidied_when_the_field_is_left(qtbot):
    edit = rules.focused(qtbot, DateEdit())

    with qtbot.waitSignal(edit.committed) as said:
        qtbot.keyClicks(edit, "27/3/12")
        qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert said.args == [dt.date(2012, 3, 27)]
    assert edit.text() == "27 3 2012"


def test_what_is_no_date_is_kept_as_typed_and_named(qtbot):
    edit = rules.focused(qtbot, DateEdit())

    with qtbot.assertNotEmitted(edit.committed), qtbot.waitSignal(edit.unread):
        qtbot.keyClicks(edit, "next week")
        qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert edit.text() == "next week"


def test_chips_choose_one_and_showing_a_saved_choice_is_silent(qtbot):
    chips = rules.focused(qtbot, ChoiceChips([("n", "Never"), ("s", "Sometimes")]))
    said: list[tuple[str, ...]] = []
    chips.chosen.connect(said.append)

    chips.set_values(["n"])
    qtbot.mouseClick(chips.chip("s"), Qt.MouseButton.LeftButton)
    chips.set_values([])

    assert said == [("s",)]
    assert chips.values() == ()


def test_the_whole_chip_is_the_target(qtbot):
    chips = rules.focused(qtbot, ChoiceChips([("n", "Never")]))
    chip = chips.chip("n")

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().bottomRight())

    assert chips.values() == ("n",)


def test_chips_for_several_take_several(qtbot):
    chips = rules.focused(qtbot, ChoiceChips([("a", "School"), ("b", "Health visitor")], many=True))

    for value in ("a", "b"):
        qtbot.keyClick(chips.chip(value), Qt.Key.Key_Space)

    assert chips.values() == ("a", "b")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_chips_with_many_words_stand_under_one_another_and_show_them_all(qtbot, qapp, scale):
    theme.dress(qapp, theme.Theme("light", scale))
    chips = ChoiceChips([("a", "No"), ("b", LONG), ("c", "Not known")])
    rules.focused(qtbot, chips).resize(400, chips.heightForWidth(400))
    rules.settle()

    few, long, other = (chips.chip(value) for value in "abc")
    assert {chip.width() for chip in (few, long, other)} == {400}
    assert (few.y(), long.y(), other.y()) == (0, few.height() + 8, few.height() + 8 + long.height() + 8)
    line = theme.current().px(tokens.type_style("body").line)
    assert long.height() >= 2 * line
    assert few.height() == theme.current().px(tokens.size("controlHeight"))
    assert chips.height() == other.geometry().bottom() + 1


def test_chips_with_few_words_stand_beside_one_another(qtbot):
    chips = rules.focused(qtbot, ChoiceChips([("n", "Never"), ("s", "Sometimes")]))

    assert chips.chip("n").y() == chips.chip("s").y()
    assert chips.chip("s").x() == chips.chip("n").width() + 8


def test_tab_goes_to_each_chip_of_several_and_to_one_of_a_choice(qtbot):
    def reached(many: bool) -> list[str]:
        chips = rules.focused(qtbot, ChoiceChips([("a", "School"), ("b", "Health visitor"), ("c", "GP")], many=many))
        names = []
        for _ in range(3):
            at = QApplication.focusWidget()
            assert at is not None
            names.append(rules.name_of(at))
            qtbot.keyClick(at, Qt.Key.Key_Tab)
        chips.close()
        return names

    assert reached(many=True) == ["School", "Health visitor", "GP"]
    assert reached(many=False) == ["School"] * 3


@pytest.mark.parametrize(("keys", "score"), [("7", 7), ("0", 0), ("10", 10), ("1", 1), ("40", 0)])
def test_digits_type_a_score(qtbot, keys, score):
    scale = rules.focused(qtbot, ScaleRow("cannot face it", "going well"))

    qtbot.keyClicks(scale.box(0), keys)

    assert scale.score() == score


def test_arrows_move_the_score(qtbot):
    scale = rules.focused(qtbot, ScaleRow("low", "high"))
    qtbot.keyClick(scale.box(0), "4")

    qtbot.keyClick(scale.box(4), Qt.Key.Key_Right)

    assert scale.score() == 5


def test_showing_a_saved_score_is_silent(qtbot):
    scale = rules.focused(qtbot, ScaleRow("low", "high"))

    with qtbot.assertNotEmitted(scale.scored):
        scale.set_score(3)
        scale.set_last(5)

    assert scale.score() == 3


# -- passphrases


def test_show_and_hide_say_what_they_will_do(qtbot):
    field = rules.focused(qtbot, PassphraseField("Your passphrase"))
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password

    field.edit.toggle.click()

    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field.edit.toggle.text() == gate.HIDE


def test_caps_lock_is_told_as_soon_as_a_letter_gives_it_away(qtbot):
    field = rules.focused(qtbot, PassphraseField("Your passphrase"))

    qtbot.keyClick(field.edit, "K")  # a capital without Shift
    said = [label.text() for label in field.findChildren(PlainLabel) if label.isVisible()]

    assert gate.CAPS_LOCK in said


def test_pasting_a_passphrase_is_allowed(qtbot):
    field = rules.focused(qtbot, PassphraseField("Your passphrase"))
    QApplication.clipboard().setText("kettle purple ladder")

    field.edit.paste()

    assert field.edit.text() == "kettle purple ladder"


# -- the rest


def test_an_error_is_heard_as_well_as_seen(qtbot):
    field = rules.focused(qtbot, Field("Date of birth", QLineEdit(), "For example, 27 3 2012"))

    field.set_error("Date of birth must be in the past")

    assert field.editor.accessibleDescription() == "For example, 27 3 2012. Date of birth must be in the past"
    assert field.label.buddy() is field.editor


def test_saving_is_said_only_when_it_takes_long(qtbot):
    state = rules.focused(qtbot, SaveState())

    state.saving()
    state.saved("Saved on this laptop 11:31")

    assert state.words.text() == "Saved on this laptop 11:31"


def test_a_slow_save_says_that_it_is_saving(qtbot):
    state = SaveState()
    qtbot.addWidget(state)

    state.saving()
    qtbot.waitUntil(lambda: state.words.text() == "Saving")


def test_rows_can_be_shown_again_and_again(qtbot):
    card = RowCard("Due soon", empty="Nothing is due")
    rules.focused(qtbot, card)

    for _ in range(3):
        card.set_rows([Row("Ring the school"), Row("Send the form")])
        rules.settle()
    assert sum(row.isVisible() for row in card.findChildren(Row)) == 2

    card.set_rows([])
    rules.settle()
    said = [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]
    assert said == ["Due soon", "Nothing is due"]


def test_sections_are_gone_to_by_keyboard_and_keep_their_place_when_they_change(qtbot):
    rail = SectionRail("Assessment")
    sections = tuple(Section(key, key.title(), "notStarted", "Not started") for key in ("one", "two", "three"))
    rail.set_sections(sections, "one")
    rules.focused(qtbot, rail)
    went: list[str] = []
    rail.chosen.connect(went.append)
    listed = next(widget for widget in rules.interactive(rail))

    qtbot.keyClick(listed, Qt.Key.Key_Down)
    rail.set_sections((Section("one", "One", "done", "Done"), *sections[1:]), "two")

    assert went == ["two"]
    assert rail.findChildren(PlainLabel)[1].text() == "1 of 3 done"


def test_tabs_tell_where_the_user_went_and_not_where_they_were_put(qtbot):
    tabs = Tabs([("overview", "Overview"), ("plan", "Plan")], "Parts of this family")
    rules.focused(qtbot, tabs)
    went: list[str] = []
    tabs.chosen.connect(went.append)

    tabs.set_current("plan")
    qtbot.keyClick(tabs, Qt.Key.Key_Left)

    assert went == ["overview"]


def test_a_long_text_wraps_and_gets_the_height_it_needs(qtbot):
    label = PlainLabel(" ".join([SAID] * 12))
    qtbot.addWidget(label)

    assert label.heightForWidth(300) > label.heightForWidth(900) >= 24
    label.setText("Short")
    assert label.heightForWidth(300) == 24


def test_a_toast_is_as_wide_as_its_words_also_after_a_shorter_one(qtbot):
    window = QWidget()
    rules.show(qtbot, window)
    toast = Toast(parent=window)

    for words in ("Visit finished", "Saved: prints, assessment-2.pdf, on this laptop"):
        toast.say(words)
        rules.settle()

        assert toast.words.width() >= toast.words.fontMetrics().horizontalAdvance(words)
        rules.check_text_fits(toast)
        assert toast.height() < 2 * toast.words.heightForWidth(toast.words.width()) + 40


def test_a_title_that_is_too_long_for_the_rail_goes_on_below_and_choosing_moves_nothing(qtbot):
    rail = SectionRail("Assessment")
    titles = ("Why now", "What needs to happen for this family", "Worries")
    sections = tuple(Section(title, title, "notStarted", "Not started") for title in titles)
    rail.set_sections(sections, titles[0])
    qtbot.addWidget(rail)
    rail.resize(280, 400)
    rail.show()
    rules.settle()

    before = [rail._list.sizeHintForRow(row) for row in range(3)]
    rail.set_sections(sections, titles[1])

    assert before[1] > before[0] == before[2]
    assert [rail._list.sizeHintForRow(row) for row in range(3)] == before
