"""Somebody who is in two families: how it looks, before and after a manager decided."""

from dataclasses import replace

import pytest

from desktop.casework.desk import Desk, Worker
from desktop.casework.mergers import Mergers
from desktop.casework.person_links import PersonLinks, Saying
from desktop.errors import DoorstepError
from desktop.ui.mergers.model import MergersModel
from desktop.ui.mergers.page import DecidePage
from desktop.ui.people.also_in import AlsoIn
from desktop.ui.people.links_model import LinksModel
from desktop.ui.people.links_to_decide import LinksToDecide
from desktop.ui.people.person_page import PersonPage
from desktop.ui.tasks import InlineTasks
from sync.rules.links import Act
from tests.support.desks import a_family, a_person
from tests.ui import rules
from tests.ui.people.gathered import Gathered, button
from tests.ui.shells import said


class AtOnce:
    """A council at hand, that takes whatever is said by whoever is at the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def say(self, said: Saying) -> None:
        ends = sorted((said.one, said.other))
        who = self._desk.worker.user
        PersonLinks(self._desk, "").keep_one(
            Act(*ends[0], *ends[1], said.n, said.act, who, "2026-10-06T09:42:00Z", said.why)
        )


class Laid:
    """Maya's page with the families of the mockups; her cousin is elsewhere. And what Jo's manager decides on, on the same records."""

    def __init__(self, qtbot, gathered: Gathered) -> None:
        desk = gathered.desk
        self.gathered, self.shell = gathered, gathered.shell
        self.nowak = a_family(desk, "Nowak")
        a_person(desk, self.nowak, "Kasia", years=7)
        self.twin = a_person(desk, self.nowak, "Maya", years=14)
        tasks = InlineTasks((DoorstepError,))
        self.links = LinksModel(PersonLinks(desk, "practitioner"), AtOnce(desk), tasks)
        self.also = AlsoIn(self.links, self.shell)
        self.page: AlsoIn | PersonPage = PersonPage(gathered.model, gathered.head, self.shell)
        self.page.add(self.also)
        gathered._shown(self.page, family=gathered.family, person=gathered.id_of("Maya"))
        nadia = replace(desk, worker=Worker("nadia.khan", "Nadia Khan", "Aldermoor"))
        self.deciding = LinksModel(PersonLinks(nadia, "manager"), AtOnce(nadia), tasks)
        self.decide = DecidePage(MergersModel(Mergers(nadia, "manager"), tasks), self.shell, lambda _user: "Jo Ellery")
        self.decide.add(LinksToDecide(self.deciding, self.shell, lambda _user: "Jo Ellery"))
        gathered._shown(self.decide)

    def ask(self, qtbot) -> None:
        button(self.page, "Same person as in another family?").click()
        qtbot.keyClicks(self.shell.dialog._why, "Same birth certificate.")
        self.shell.dialog.save.click()
        self.decide.arrive()

    def agree(self) -> None:
        button(self.decide, "Decide").click()
        self.shell.dialog._decision.chip("agree").click()
        self.shell.dialog.save.click()
        self.links.reload()
        rules.settle()


@pytest.fixture
def laid(qtbot, gathered: Gathered) -> Laid:
    return Laid(qtbot, gathered)


def test_who_was_born_on_the_same_day_or_has_the_same_name_is_offered_first(laid: Laid):
    button(laid.page, "Same person as in another family?").click()

    assert laid.shell.dialog._other.value() == laid.twin
    assert "Nowak family" in laid.shell.dialog._other.currentText()


def test_why_and_what_is_decided_are_asked_for(qtbot, laid: Laid):
    button(laid.page, "Same person as in another family?").click()
    laid.shell.dialog.save.click()
    assert "Say in a few words how you know" in said(laid.shell.dialog)
    laid.shell.close_dialog()
    laid.ask(qtbot)
    button(laid.decide, "Decide").click()
    laid.shell.dialog.save.click()
    assert "Choose one" in said(laid.shell.dialog)


def test_a_dialog_that_was_open_at_a_lock_is_asked_again(qtbot, laid: Laid):
    button(laid.page, "Same person as in another family?").click()
    first = laid.shell.dialog
    laid.page.ask_again(first.name, first.about)
    assert laid.shell.dialog is not first
    laid.shell.dialog._why.setText("Same birth certificate.")
    laid.shell.dialog.save.click()
    laid.decide.arrive()
    button(laid.decide, "Decide").click()
    deciding = laid.shell.dialog
    laid.decide.ask_again(deciding.name, deciding.about)
    assert laid.shell.dialog is not deciding
    laid.shell.close_dialog()
    laid.agree()

    button(laid.page, "Two people after all?").click()
    second = laid.shell.dialog
    laid.page.ask_again(second.name, second.about)
    assert (laid.shell.dialog.name, laid.shell.dialog is second) == (second.name, False)


def test_the_other_family_is_opened_at_the_person(qtbot, laid: Laid):
    laid.ask(qtbot)
    laid.agree()

    button(laid.page, "Open", "Maya is also in the Nowak family").click()

    assert laid.shell.asked[-1] == ("open", "person", {"family": laid.nowak, "person": laid.twin})


def test_nothing_is_shown_of_a_family_that_is_gone(qtbot, laid: Laid):
    laid.ask(qtbot)
    laid.agree()
    laid.links.let_go(laid.nowak)
    laid.links.let_go(laid.gathered.family)

    assert "Nowak" not in said(laid.page)


def test_the_rules_hold(qtbot, laid: Laid):
    alone = AlsoIn(laid.links, laid.shell)
    alone.follow(laid.gathered.family, laid.gathered.id_of("Maya"))
    rules.show(qtbot, alone)
    laid.page.deleteLater()  # the rules of a page so large are looked at elsewhere
    laid.page = alone
    button(laid.page, "Same person as in another family?").click()
    laid.shell.dialog.resize(1240, 1100)
    rules.check_all(qtbot, laid.shell.dialog)
    laid.shell.close_dialog()
    laid.ask(qtbot)
    rules.check_all(qtbot, alone)
    rules.check_all(qtbot, laid.decide)
    button(laid.decide, "Decide").click()
    laid.shell.dialog.resize(1240, 1100)
    rules.check_all(qtbot, laid.shell.dialog)
    laid.shell.close_dialog()
    laid.agree()
    rules.check_all(qtbot, alone)
