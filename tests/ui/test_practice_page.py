"""The page of the drills: every rule of the interface, and what each control makes happen."""

import pytest

from desktop.ui.practice.page import PracticePage
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import practice as words
from tests.ui import rules
from tests.ui.shells import said

PHONES = (("Duty team, any time", "01632 960 118"),)


class Noted:
    """Notes what is made to happen, or refuses it."""

    def __init__(self) -> None:
        self.happened: list[str] = []
        self.refuses = False

    def cut(self, *, cut: bool) -> None:
        self.happened.append("cut" if cut else "connected")

    def clash(self) -> None:
        if self.refuses:
            raise Full
        self.happened.append("clash")


class Full(Exception):
    """Foreseen."""


@pytest.fixture
def drills() -> Noted:
    return Noted()


def opened(qtbot, shell, drills: Noted, phones=PHONES) -> PracticePage:
    told = drills.happened.append
    page = PracticePage(drills, InlineTasks((Full,)), shell, phones, lambda: told("read again"), lambda: told("ended"))
    rules.show(qtbot, page)
    return page


def test_every_rule_holds_and_the_numbers_to_ring_are_shown(qtbot, shell, drills):
    page = opened(qtbot, shell, drills)

    rules.check_all(qtbot, page)
    assert PHONES[0][1] in said(page)


def test_a_council_without_numbers_is_asked_for_one(qtbot, shell, drills):
    assert words.NO_NUMBER in said(opened(qtbot, shell, drills, phones=()))


def test_each_control_makes_its_drill_happen(qtbot, shell, drills):
    page = opened(qtbot, shell, drills)

    for control in (page.off, page.off, page.clash, page.look, page.end):
        control.click()

    assert drills.happened == ["cut", "read again", "connected", "read again", "clash", "read again", "ended"]
    assert ("open", "sending", {}) in shell.asked
    assert ("tell", words.CLASHED) in shell.asked


def test_a_drill_that_fails_is_said_and_can_be_tried_again(qtbot, shell, drills):
    page = opened(qtbot, shell, drills)
    drills.refuses = True

    page.clash.click()

    assert page.clash.isEnabled()
    assert [call[0] for call in shell.asked] == ["tell"]
