"""Flags on the overview: added, changed, checked and taken out with undo; a date that is past is said."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from desktop.casework.desk import Desk
from desktop.casework.flags import Flags
from desktop.casework.people import People
from desktop.errors import DoorstepError
from desktop.ui.flags.card import FlagsCard
from desktop.ui.flags.dialog import FlagDialog
from desktop.ui.flags.model import FlagsModel
from desktop.ui.shell.draft import editors
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.choices import TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import flags as words
from sync.records.flag import Flag
from tests.support.desks import TODAY, a_family, a_person, write
from tests.ui import rules
from tests.ui.shells import PaperShell, said


class Shown:
    """A family's card."""

    def __init__(self, qtbot, desk: Desk, shell: PaperShell) -> None:
        self.desk, self.shell, self.family = desk, shell, a_family(desk)
        a_person(desk, self.family, "Maya", years=14)
        self.model = FlagsModel(Flags(desk), People(desk), InlineTasks((DoorstepError,)))
        self.card = FlagsCard(self.model, shell)
        rules.show(qtbot, self.card)
        self.model.arrive(self.family)
        rules.settle()

    def press(self, says: str, room: QWidget | None = None) -> None:
        rules.settle()
        next(one for one in rules.shown(room or self.card, Button) if one.words() == says).click()
        rules.settle()

    def dialog(self) -> FlagDialog:
        assert isinstance(self.shell.dialog, FlagDialog)
        return self.shell.dialog

    def flags(self):
        return Flags(self.desk).of(self.family)


@pytest.fixture
def overview(qtbot, desk: Desk, shell: PaperShell) -> Shown:
    return Shown(qtbot, desk, shell)


def test_a_flag_is_added_and_the_council_says_when_to_check_it_again(overview: Shown):
    overview.press(words.ADD)
    dialog = overview.dialog()
    text, review = (next(one for one in editors(dialog) if isinstance(one, kind)) for kind in (TextAnswer, DateEdit))
    text.set_text("Dog in the house.\nRing first.")
    assert review.day() == TODAY + timedelta(weeks=12)

    overview.press(words.SAVE, dialog)

    (card,) = overview.flags()
    assert card.said.text == "Dog in the house.\nRing first."
    assert "Dog in the house." in said(overview.card)
    assert "Check again on 29 December 2026." in said(overview.card)


def test_one_without_words_is_not_added_and_says_why(overview: Shown):
    overview.press(words.ADD)

    overview.press(words.SAVE, overview.dialog())

    assert overview.flags() == ()
    assert words.WHAT_MISSING in said(overview.dialog())


def test_one_for_named_people_only_says_so_and_the_choice_is_not_offered_again(overview: Shown):
    overview.press(words.ADD)
    text, named = (
        next(one for one in editors(overview.dialog()) if isinstance(one, kind)) for kind in (TextAnswer, TickBox)
    )
    text.set_text("Hidden address")
    named.setChecked(True)
    overview.press(words.SAVE, overview.dialog())
    assert any(rules.name_of(widget) == words.NAMED for widget in rules.shown(overview.card, QWidget))

    overview.press(words.CHANGE)

    assert not any(
        isinstance(one, TickBox) and one.isVisibleTo(overview.dialog()) for one in editors(overview.dialog())
    )


def test_a_date_that_is_past_is_said_until_somebody_says_that_it_is_still_true(overview: Shown):
    write(overview.desk, Flag, overview.family, text="Dog", review_on=date(2026, 9, 3), source="Dana")
    overview.model.reload()
    past = words.past(date(2026, 9, 3))
    assert any(rules.name_of(widget) == past for widget in rules.shown(overview.card, QWidget))

    overview.press(words.STILL_TRUE)

    assert not any(rules.name_of(widget) == past for widget in rules.shown(overview.card, QWidget))
    assert "Dana says so. Checked 6 Oct." in said(overview.card)


def test_what_was_taken_out_is_put_back(overview: Shown):
    write(overview.desk, Flag, overview.family, text="Dog")
    overview.model.reload()
    overview.press(words.TAKE_OUT)
    assert overview.flags() == ()

    overview.press(words.PUT_BACK)

    assert [card.said.text for card in overview.flags()] == ["Dog"]


def test_the_rules_hold_for_the_card_and_its_dialog(overview: Shown, qtbot):
    write(overview.desk, Flag, overview.family, text="Dog\nRing first.", review_on=date(2026, 9, 3), source="Dana")
    overview.model.reload()
    rules.check_all(qtbot, overview.card)
    overview.press(words.ADD)

    rules.check_labels(overview.dialog())
    rules.check_names(overview.dialog())
