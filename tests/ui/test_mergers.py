"""Two families that are one: proposed on a family's page, decided on the manager's, and undone the same way."""

from dataclasses import replace

import pytest

from desktop.casework.desk import Desk, Worker
from desktop.casework.mergers import Mergers
from desktop.casework.overview import Overviews
from desktop.casework.visits import Visits
from desktop.errors import DoorstepError
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.mergers.model import MergersModel
from desktop.ui.mergers.one_with import OneWith
from desktop.ui.mergers.page import DecidePage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from tests.support.desks import a_family
from tests.ui import rules
from tests.ui.shells import PaperShell, said


class Laid:
    """Jo's page of a family, and the page of her manager, on the same records."""

    def __init__(self, qtbot, desk: Desk, shell: PaperShell) -> None:
        self.qtbot, self.shell, self.desk = qtbot, shell, desk
        self.nowak, self.novak = a_family(desk, "Nowak"), a_family(desk, "Novak")
        tasks = InlineTasks((DoorstepError,))
        self.head = FamilyHeadModel(Overviews(desk), Visits(desk), desk.clock.now, tasks)
        self.piece = OneWith(MergersModel(Mergers(desk, "practitioner"), tasks), self.head, shell)
        nadia = replace(desk, worker=Worker("nadia.khan", "Nadia Khan", "Aldermoor"))
        self.decide = MergersModel(Mergers(nadia, "manager"), tasks)
        self.page = DecidePage(self.decide, shell, lambda user: {"jo.ellery": "Jo Ellery"}.get(user, ""))
        rules.show(qtbot, self.piece)
        rules.show(qtbot, self.page)
        self.head.arrive(self.novak)

    def propose(self, why: str = "The school says so.") -> None:
        self.piece.ask()
        self.qtbot.keyClicks(self.shell.dialog._why, why)
        self.shell.dialog.save.click()

    def agree(self) -> None:
        self.page.arrive()
        (button,) = [one for one in self.page.findChildren(Button) if one.words() == "Decide" and one.isVisible()]
        button.click()
        self.shell.dialog._decision.chip("agree").click()
        self.shell.dialog.save.click()
        self.piece._model.reload()


@pytest.fixture
def laid(qtbot, desk: Desk, shell: PaperShell) -> Laid:
    return Laid(qtbot, desk, shell)


def test_proposed_decided_and_undone(laid: Laid):
    laid.propose()
    assert "Is Novak family the same as Nowak family?" in said(laid.piece)
    assert "Waits for a manager" in said(laid.piece)
    assert not laid.piece._propose.isVisible()

    laid.page.arrive()
    assert "The school says so. Jo Ellery, Tuesday 6 October" in said(laid.page)
    laid.agree()
    assert "This family is one with Nowak family" in said(laid.piece)
    assert "Nothing to decide" in said(laid.page)
    laid.head.arrive(laid.nowak)
    assert "Novak family is one with this family" in said(laid.piece)

    laid.head.arrive(laid.novak)
    assert laid.piece._propose.words() == "Two families after all?"
    laid.propose()
    laid.agree()
    assert "is one with" not in said(laid.piece)
    assert laid.piece._propose.words() == "Same as another family?"


def test_the_family_that_stays_is_opened_from_the_one_that_was_merged(laid: Laid):
    laid.propose()
    laid.agree()

    (button,) = [one for one in laid.piece.findChildren(Button) if one.words() == "Open"]
    button.click()

    assert laid.shell.asked[-1] == ("open", "family", {"family": laid.nowak})


def test_why_and_what_is_decided_are_asked_for(laid: Laid):
    laid.piece.ask()
    laid.shell.dialog.save.click()
    assert "Say in a few words how you know" in said(laid.shell.dialog)
    laid.shell.close_dialog()
    laid.propose()
    laid.page.arrive()
    laid.page._ask(laid.decide.state.to_decide[0])
    laid.shell.dialog.save.click()
    assert "Choose one" in said(laid.shell.dialog)


def test_the_rules_hold(qtbot, laid: Laid):
    rules.check_all(qtbot, laid.page)
    laid.piece.ask()
    laid.shell.dialog.resize(1240, 1100)
    rules.check_all(qtbot, laid.shell.dialog)
    laid.shell.close_dialog()
    laid.propose()
    laid.page.arrive()
    rules.check_all(qtbot, laid.page)
    laid.page._ask(laid.decide.state.to_decide[0])
    laid.shell.dialog.resize(1240, 1100)
    rules.check_all(qtbot, laid.shell.dialog)
