"""The pages of a family that was taken away close calmly: what is typed is handed over, and nothing leads back to them (S24)."""

from PySide6.QtTest import QTest

from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.casework.plans import Plans
from desktop.casework.visits import Visits
from desktop.store.errors import StoreError
from desktop.ui.family.head import FamilyHeadModel, HeadState
from desktop.ui.plan.model import PlanModel
from desktop.ui.shell.dialog import Dialog
from desktop.ui.tasks import InlineTasks
from tests.support.desks import a_family
from tests.ui.test_shell import clock, window

__all__ = ["clock", "window"]


def test_the_open_page_hands_over_what_is_typed_and_gives_way_to_the_one_before(window):
    window.open("families")
    window.open("family", family="f1")
    page = window.page
    QTest.keyClicks(page.note, "Typed to the en")

    window.leave_family("f1")

    assert page.saved == ["Typed to the en"]
    assert (window.page.arrivals, window.family) == ([{}, {}], None)


def test_nothing_leads_back_to_it(window):
    window.open("family", family="f1")
    window.open("families")

    window.leave_family("f1")
    window.back()

    assert window.page.arrivals == [{}, {}]
    assert window.family is None


def test_its_visit_ends_and_the_office_is_back(window):
    window.open("family", family="f1")
    window.begin_visit(family="f1", visit="v1")

    window.leave_family("f1")

    assert not window.in_visit
    assert window.page.arrivals == [{}, {}]


def test_a_visit_to_another_family_goes_on(window):
    window.open("family", family="f1")
    window.begin_visit(family="f2", visit="v1")

    window.leave_family("f1")

    assert window.family == "f2"


def test_while_a_dialog_asks_something_the_page_stays(window):
    window.open("family", family="f1")
    window.ask(Dialog("Write a note"))

    window.leave_family("f1")

    assert window.family == "f1"


def test_no_model_shows_or_asks_after_a_family_that_has_gone(desk: Desk):
    """Not even one of a page that is not on the screen; another family stays."""
    family, other = a_family(desk, "Brierley"), a_family(desk, "Castell-Ward")
    now, tasks = desk.clock.now, InlineTasks((StoreError,))
    head = FamilyHeadModel(Overviews(desk), Visits(desk), now, tasks)
    plan = PlanModel(Plans(desk), now, tasks)
    head.arrive(family)
    plan.open(family)

    for model in (head, plan):
        model.let_go(other)
    stays = head.state.head.name, plan.family
    for model in (head, plan):
        model.let_go(family)
        model.reload()

    assert stays == ("Brierley", family)
    assert (head.family, head.state, plan.family, plan.state.plan) == ("", HeadState(), "", None)
