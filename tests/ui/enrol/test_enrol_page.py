"""Setting a laptop up: all four steps, what can go wrong in each, and going back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from desktop.ui.enrol.model import EnrolModel, Step
from desktop.ui.enrol.page import EnrolPage
from desktop.ui.ports import CouncilGreeting
from desktop.ui.shell.frame import Frame
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import gate
from tests.ui import rules
from tests.ui.gates import EXPECTED, GOOD, CodeRefused, Offline, PaperGate
from tests.ui.shells import said

ADDRESS = "https://families.example.gov.uk"


@pytest.fixture
def opened(qtbot) -> Iterator[Callable[..., EnrolPage]]:
    """Opens the page with everything before `step` done, and keeps its window."""
    frames = []

    def opened(paper: PaperGate, step: Step = Step.CODE) -> EnrolPage:
        frame = Frame(demo=False)
        model = EnrolModel(paper, InlineTasks(EXPECTED))
        page = EnrolPage(model)
        frame.set_body(page)
        rules.show(qtbot, frame)
        frame.activateWindow()
        if step > Step.CODE:
            model.check(ADDRESS, "ABCD")
        if step > Step.WHO:
            model.confirm()
        if step > Step.PASSPHRASE:
            model.create(GOOD)
        rules.settle()
        frames.append(frame)
        return page

    yield opened
    frames.clear()


@pytest.mark.parametrize("step", list(Step))
def test_every_rule_holds_for_every_step(qtbot, opened, step):
    page = opened(PaperGate(), step)

    rules.check_all(qtbot, page.window())


def test_a_laptop_is_set_up_by_keyboard_alone(qtbot, opened):
    paper = PaperGate()
    page = opened(paper)

    qtbot.keyClicks(page.code.address_edit, ADDRESS)
    qtbot.keyClicks(page.code.code_edit, "ABCDE FGHIJ")
    qtbot.keyClick(page.code.code_edit, Qt.Key.Key_Return)
    assert page.who.me.hasFocus()
    qtbot.keyClick(page.who.me, Qt.Key.Key_Space)
    assert page.passphrase.fresh.first.edit.hasFocus()
    qtbot.keyClicks(page.passphrase.fresh.first.edit, GOOD)
    qtbot.keyClicks(page.passphrase.fresh.again.edit, GOOD)
    qtbot.keyClick(page.passphrase.fresh.again.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(page._model.enrolled):
        qtbot.keyClick(page.bring.open, Qt.Key.Key_Space)

    assert paper.asked == [("check", ADDRESS, "ABCDE FGHIJ"), ("create", GOOD)]
    assert page.passphrase.fresh.passphrase() == ""


def test_a_wrong_code_says_so_beside_the_code(qtbot, opened):
    page = opened(PaperGate(fails=[CodeRefused()]))
    qtbot.keyClicks(page.code.address_edit, ADDRESS)
    qtbot.keyClicks(page.code.code_edit, "WRONG")

    page.code.go_on.click()

    assert page.code.code.error() == "That code is not one we know. Check it with your manager"
    assert page._model.state.step is Step.CODE


def test_what_is_missing_is_asked_for(qtbot, opened):
    paper = PaperGate()
    page = opened(paper)

    page.code.go_on.click()

    assert page.code.address.error() == gate.MISSING_ADDRESS
    assert page.code.address_edit.hasFocus()
    assert paper.asked == []


def test_somebody_elses_code_can_be_left(qtbot, opened):
    page = opened(PaperGate(), Step.WHO)

    page._model.go_back()

    assert page._model.state.step is Step.CODE


def test_a_weak_passphrase_is_not_taken(qtbot, opened):
    paper = PaperGate()
    page = opened(paper, Step.PASSPHRASE)
    qtbot.keyClicks(page.passphrase.fresh.first.edit, "password")

    page.passphrase.go_on.click()

    assert page.passphrase.fresh.first.error() == gate.strength("short")
    assert all(asked[0] != "create" for asked in paper.asked)


def test_two_different_passphrases_are_not_taken(qtbot, opened):
    page = opened(PaperGate(), Step.PASSPHRASE)
    qtbot.keyClicks(page.passphrase.fresh.first.edit, GOOD)
    qtbot.keyClicks(page.passphrase.fresh.again.edit, GOOD[:-1])

    page.passphrase.go_on.click()

    assert page.passphrase.fresh.again.error() == gate.NOT_THE_SAME


def test_a_suggestion_is_shown_so_that_it_can_be_learnt(qtbot, opened):
    page = opened(PaperGate(), Step.PASSPHRASE)

    page.passphrase.fresh.suggest.click()

    first = page.passphrase.fresh.first.edit
    assert first.text() == GOOD
    assert first.echoMode() == first.EchoMode.Normal
    assert page.passphrase.fresh.again.edit.hasFocus()


def test_a_lost_connection_keeps_what_was_typed_and_tries_again(qtbot, opened):
    paper = PaperGate()
    page = opened(paper, Step.PASSPHRASE)
    paper.fails.append(Offline())
    qtbot.keyClicks(page.passphrase.fresh.first.edit, GOOD)
    qtbot.keyClicks(page.passphrase.fresh.again.edit, GOOD)
    page.passphrase.go_on.click()
    assert page._model.state.problem.startswith("You need a connection once")

    page.bring.again.click()

    assert page._model.state.ready
    assert page.bring.open.isVisible()


def test_a_council_and_a_worker_called_like_markup_are_shown_as_they_are(qtbot, opened):
    """F14"""
    hostile = "<img src='file:///tmp/x'>&=1+1"
    page = opened(PaperGate(greeting=CouncilGreeting(hostile, hostile, hostile, 14)), Step.WHO)

    assert said(page.window()).count(hostile) >= 3
    rules.check_plain_text(page.window())
