"""Prepare: what to know before a visit, on one page, by keyboard too."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.casework.desk import Desk
from desktop.casework.preparing import Preparations
from desktop.casework.reads import Reads
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.reports.visit_sheet import VisitSheets
from desktop.ui.prepare.model import PrepareModel
from desktop.ui.prepare.page import PreparePage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.choices import TickBox
from sync.records.note import Note
from sync.records.visit import Visit
from tests.reports.reading import readable
from tests.support.desks import a_family, a_visit, hartley_okoro, today_at, write
from tests.ui import rules
from tests.ui.bookings import PaperSaver, a_booking_model, acts
from tests.ui.shells import PaperShell, said


@dataclass
class PaperPrinter:
    """Implements `ports.Printer`."""

    printed: list[tuple[str, bytes]] = field(default_factory=list)

    def save_pdf(self, suggested_name: str, data: bytes) -> str:
        self.printed.append((suggested_name, data))
        return f"Documents, {suggested_name}"


@dataclass
class Opened:
    """The page of a visit of the mockups' family at eleven."""

    desk: Desk
    shell: PaperShell
    page: PreparePage
    printer: PaperPrinter
    family: str
    visit: str

    def press(self, words: str, room: QWidget | None = None) -> None:
        found = [
            b
            for b in (room or self.page).findChildren(QAbstractButton)
            if b.accessibleName() == words and b.isVisible()
        ]
        found[0].click()
        rules.settle()

    def row(self) -> Visit:
        with self.desk.reading() as session:
            return session.get_one(Visit, self.visit)


def a_page(qtbot, desk: Desk, shell: PaperShell, family: str, visit: str) -> Opened:
    tasks, preparations, printer = InlineTasks((DoorstepError,)), Preparations(desk), PaperPrinter()
    model = PrepareModel(
        preparations,
        Visits(desk),
        VisitSheets(preparations, "Northmere Council", desk.today),
        printer,
        Reads(desk),
        lambda: desk.clock.now().astimezone(LONDON),
        tasks,
    )
    page = PreparePage(model, a_booking_model(desk, PaperSaver()), shell)
    rules.show(qtbot, page)
    page.activateWindow()
    page.arrive(family=family, visit=visit)
    rules.settle()
    return Opened(desk, shell, page, printer, family, visit)


@pytest.fixture
def opened(qtbot, desk: Desk, shell: PaperShell) -> Opened:
    family = hartley_okoro(desk)
    (visit,) = Visits(desk).on(desk.today())
    return a_page(qtbot, desk, shell, family, visit.visit)


def test_the_rules_hold_on_the_page(qtbot, opened: Opened):
    rules.check_all(qtbot, opened.page)


def test_the_page_says_what_to_know(opened: Opened):
    words = said(opened.page)

    for expected in (
        "Prepare: Hartley-Okoro family",
        "Tuesday 6 October at 11:00, 1 hour. Home visit.",
        "Dog in the house. Ring before you arrive.",
        "Since you last visited, 29 Sep",
        "Maya spoke about mornings. “I’m not lazy, I’m tired.”",
        "Ring Aldermoor Homes about the arrears plan",
        "You may share with: School.",
        "14 Fern Close, Aldermoor, ZZ1 4QQ",
        "Maya Hartley, 14",
    ):
        assert expected in words


def test_the_visit_begins_from_here(opened: Opened):
    opened.press("Start visit")

    assert opened.shell.asked[-1] == ("begin_visit", {"family": opened.family, "visit": opened.visit})
    assert opened.row().arrived_at is not None


def test_a_visit_is_moved_and_the_page_says_the_new_time(opened: Opened):
    opened.press("Move")
    dialog = opened.shell.dialog
    dialog._when.time.setText("15:30")
    dialog.save.click()
    rules.settle()

    assert opened.row().planned_at == today_at(15, 30)
    assert "Tuesday 6 October at 15:30, 1 hour. Home visit." in said(opened.page)


def test_a_visit_is_called_off_with_who_and_why_and_brought_back(opened: Opened):
    opened.press("Call off")
    dialog = opened.shell.dialog
    dialog.save.click()
    assert dialog._by_field.error() == "Choose who called it off"
    dialog._by.set_values(["family"])
    dialog._why.setText("Leo is ill")
    dialog.save.click()
    rules.settle()

    row = opened.row()
    assert (row.state, row.failed_because, row.failed_tried) == ("failed", "cancelled_by_family", "Leo is ill")
    assert "This visit is over. You can read, not change." in said(opened.page)
    opened.press("Undo")

    assert opened.row().state == "planned"


def test_what_was_ticked_and_added_is_in_the_bag(opened: Opened):
    opened.page._take._more.setText("Library card")
    opened.page._take._more.returnPressed.emit()
    rules.settle()
    opened.press("Library card")

    boxes = {box.accessibleName(): box.isChecked() for box in opened.page.findChildren(TickBox) if box.isVisible()}
    assert boxes == {
        "The assessment, to go on with": False,
        "The plan, to go through together": False,
        "Library card": True,
    }
    opened.press("Leave out: Library card")
    assert (opened.row().to_take, opened.row().packed) == (None, None)
    opened.press("Undo")
    assert opened.row().to_take == ("Library card",)


def test_the_way_in_is_written_down_with_its_writer(opened: Opened):
    opened.press("Write a note about the way")
    dialog = opened.shell.dialog
    dialog._text.set_text("Knock on the window.")
    dialog.save.click()
    rules.settle()

    assert "Knock on the window." in said(opened.page)
    assert "Written by Jo Ellery" in said(opened.page)


@pytest.mark.parametrize(("button", "is_on_paper"), [("Without what is hidden", False), ("With what is hidden", True)])
def test_it_is_printed_under_a_neutral_name_and_noted(opened: Opened, button: str, is_on_paper: bool):
    write(
        opened.desk, Note, opened.family, happened_at=today_at(9), channel="call", text="HIDDENMARK",
        sensitivity="not_for_family",
    )  # fmt: skip

    opened.press("Print")
    opened.press(button, opened.shell.dialog)

    ((name, data),) = opened.printer.printed
    assert name == "visit.pdf"
    assert ("HIDDENMARK" in readable(data)) is is_on_paper
    assert acts(opened.desk) == ["print"]


def test_a_half_written_note_about_the_way_comes_back_after_a_lock(opened: Opened):
    opened.press("Write a note about the way")
    opened.shell.dialog._text.set_text("Knock on")
    kept = opened.shell.dialog.keep()
    opened.shell.close_dialog()

    opened.page.ask_again(kept["name"], kept["about"])
    opened.shell.dialog.resume(kept)

    assert opened.shell.dialog.read() == "Knock on"


def test_a_first_visit_to_a_family_of_which_nothing_is_known(qtbot, desk: Desk, shell: PaperShell):
    family = a_family(desk, "Nowak")
    opened = a_page(qtbot, desk, shell, family, a_visit(desk, family, today_at(11)))

    words = said(opened.page)

    for expected in (
        "Nothing new is written down.",
        "No open actions.",
        "No address is written down yet.",
    ):
        assert expected in words
    assert opened.page.findChildren(TickBox)[0].accessibleName() == "Consent form"
    rules.check_all(qtbot, opened.page)


def test_a_family_that_was_taken_away_leaves_nothing_on_the_page(opened: Opened):
    opened.page._model.let_go(opened.family)
    rules.settle()

    assert "Hartley" not in said(opened.page)
