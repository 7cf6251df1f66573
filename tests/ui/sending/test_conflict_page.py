"""The choice between two versions: both are shown, the result before it is kept, and nothing is chosen by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.casework.conflicts import AlreadySettled, Conflicts
from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from desktop.clock import LONDON
from desktop.store.errors import DiskFull
from desktop.ui.sending.conflict_model import ConflictModel
from desktop.ui.sending.conflict_page import ConflictPage
from desktop.ui.sending.marked_text import MarkedText
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.toggle import Toggle
from desktop.ui.words import conflicts as words
from tests.support.desks import a_family
from tests.ui import rules
from tests.ui.sending.clashes import MINE, THEIRS, TOGETHER, a_clash, name_of
from tests.ui.shells import PaperShell

MARKUP = "<img src='file:///tmp/x'>&=1+1"


class Choice:
    """A conflict about the aim of a plan, on its page."""

    def __init__(self, qtbot, desk: Desk, **fields) -> None:
        self.desk, self.family = desk, a_family(desk, fields.pop("name", "Hartley-Okoro"))
        self.id = a_clash(desk, self.family, **fields)
        self.conflicts, self.shell = Conflicts(desk), PaperShell()
        tasks = InlineTasks((DiskFull, AlreadySettled))
        self.model = ConflictModel(self.conflicts, lambda: desk.clock.now().astimezone(LONDON), tasks)
        self.page = ConflictPage(self.model, self.shell, words.field, name_of)
        self.page.arrive(conflict=self.id)
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        rules.settle()

    def aim(self) -> str:
        return Plans(self.desk).of(self.family).aim

    def said(self) -> list[str]:
        return [text.text() for text in rules.shown(self.page, PlainLabel)]

    def versions(self) -> list[MarkedText]:
        return list(rules.shown(self.page._versions, MarkedText))


@pytest.fixture
def choice(qtbot, desk: Desk) -> Choice:
    return Choice(qtbot, desk)


def test_both_versions_say_whose_they_are_and_what_they_changed(choice: Choice):
    mine, theirs = choice.versions()

    assert (mine.accessibleName(), theirs.accessibleName()) == (MINE, THEIRS)
    assert mine.accessibleDescription() == "Added: when Ruby is up"
    assert theirs.accessibleDescription() == "Added: gas"
    assert {"Your version", "Nadia’s version", "Nadia Khan, 08:42"} <= set(choice.said())


def test_both_together_is_proposed_and_kept_only_when_somebody_keeps_it(choice: Choice):
    before = choice.aim()

    choice.page._keep.click()

    assert (before, choice.aim()) == (THEIRS, TOGETHER)
    assert choice.conflicts.open() == ()
    assert choice.shell.asked == [("tell", words.KEPT), ("open", "sending", {})]


@pytest.mark.parametrize(("said", "kept"), [("Yours", MINE), ("Nadia’s", THEIRS)])
def test_a_version_is_chosen_by_whose_it_is(choice: Choice, said: str, kept: str):
    button = next(b for b in choice.page._sides if b.accessibleName() == said)

    button.click()
    shown = choice.page._kept.text()
    choice.page._keep.click()

    assert (shown, choice.aim()) == (kept, kept)


def test_a_text_of_ones_own_is_written_with_the_keyboard_alone(choice: Choice):
    choice.page._edit.setFocus()
    QTest.keyClick(choice.page.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(choice.page.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(choice.page.focusWidget(), " Really.")
    choice.page._keep.setFocus()

    QTest.keyClick(choice.page._keep, Qt.Key.Key_Space)

    assert choice.aim() == f"{TOGETHER} Really."


def test_what_was_begun_is_still_there_after_leaving(choice: Choice):
    choice.page._edit.click()
    choice.page._editor.setPlainText("Mine alone")

    choice.page.leave()
    choice.page.arrive(conflict=choice.id)

    assert choice.page._editor.text() == "Mine alone"
    assert choice.conflicts.open() != ()


def test_decide_later_settles_nothing(choice: Choice):
    choice.page._later.click()

    assert len(choice.conflicts.open()) == 1
    assert choice.shell.asked == [("tell", words.LATER_TEXT), ("open", "sending", {})]


def test_somebody_chose_meanwhile_and_nothing_is_overwritten(choice: Choice):
    choice.conflicts.settle(choice.conflicts.open()[0], "kept")

    choice.page._keep.click()

    assert choice.aim() == THEIRS
    assert any(said.startswith("Somebody has chosen already.") for said in choice.said())
    choice.page.arrive(conflict=choice.id)
    assert words.GONE in choice.said()


def test_joined_texts_are_only_to_be_read(qtbot, desk: Desk):
    choice = Choice(qtbot, desk, nature="joined", current=TOGETHER)
    offered = list(rules.shown(choice.page, Toggle))

    said = choice.said()
    choice.page._keep.click()

    assert offered == []
    assert {words.TITLE_JOINED, TOGETHER} <= set(said)
    assert choice.page._keep.words() == words.I_HAVE_READ_IT
    assert (choice.aim(), choice.conflicts.open()) == (TOGETHER, ())


def test_nothing_is_chosen_where_nobody_can_join_both(qtbot, desk: Desk):
    choice = Choice(qtbot, desk, kept="Heating on for one hour.", other="Heating on for three hours.")

    assert not choice.page._keep.isEnabled()
    assert not choice.page._together.isVisible()
    assert words.SAME_SENTENCE in choice.said()


def test_the_page_keeps_the_rules(choice: Choice, qtbot):
    rules.check_all(qtbot, choice.page)
    choice.page._edit.click()
    rules.check_all(qtbot, choice.page)


def test_versions_are_shown_as_they_are_written(qtbot, desk: Desk):
    choice = Choice(qtbot, desk, name=MARKUP, base=MARKUP, kept=f"{MARKUP} and", other=f"{MARKUP} or")

    assert sum(MARKUP in said for said in choice.said()) >= 3
    rules.check_plain_text(choice.page)


def test_what_it_said_before_both_changes_is_one_step_away(choice: Choice):
    choice.page._history.click()

    ((asked, page, args),) = choice.shell.asked
    assert (asked, page, args["kind"], args["field"]) == ("open", "history", "plan", "aim")


def test_what_was_changed_again_meanwhile_is_shown_and_is_what_stays(choice: Choice):
    Plans(choice.desk).set_aim(choice.family, "The boiler is new.", THEIRS)
    choice.page.arrive(conflict=choice.id)
    rules.settle()

    said = choice.said()
    stays = next(b for b in choice.page._sides if b.accessibleName() == "Nadia’s")
    stays.click()

    assert words.MOVED in said
    assert choice.page._kept.text() == choice.aim() == said[said.index(words.MOVED) + 1]
    rules.check_all(rules, choice.page)


def test_nothing_is_said_of_a_change_where_there_was_none(choice: Choice):
    assert words.MOVED not in choice.said()


def test_what_was_not_as_the_author_of_a_decision_saw_it_is_named(qtbot, desk: Desk):
    choice = Choice(
        qtbot, desk, nature="deleted", field="deleted", base=None, kept=None, other={}, changed=("due_on", "progress")
    )

    assert words.changed_meanwhile(["By when", "How far it is"]) in choice.said()
