"""The list of families: found by what is typed, opened by Enter, added after a look for the same."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton

from desktop.app.office_pages import NAMES
from desktop.casework.desk import Desk
from desktop.casework.duplicates import Duplicates
from desktop.casework.families import Families
from desktop.casework.looked import Questions
from desktop.casework.mergers import Mergers
from desktop.errors import DoorstepError
from desktop.ui import tokens
from desktop.ui.families.model import FamiliesModel
from desktop.ui.families.page import FamiliesPage
from desktop.ui.families.search import Council, SearchModel
from desktop.ui.families.table import Column
from desktop.ui.mergers.model import MergersModel
from desktop.ui.tasks import InlineTasks
from tests.support.desks import a_family, a_person, the_week
from tests.ui import rules
from tests.ui.shells import PaperShell, said


class DiskFull(DoorstepError):
    """Named as the store's is."""


class FullDisk(Families):
    """Reads and writes nothing any more."""

    def mine(self):
        raise DiskFull

    def add(self, new, looked):
        raise DiskFull


def a_page(
    qtbot, desk: Desk, shell: PaperShell, families: Families | None = None, role: str = "practitioner"
) -> FamiliesPage:
    tasks = InlineTasks((DoorstepError,))
    model = FamiliesModel(families or Families(desk), Questions(desk), desk.today, tasks)
    search = SearchModel(Duplicates(desk, NAMES), Council(lambda: False, lambda _people: "no"), tasks)
    page = FamiliesPage(model, search, MergersModel(Mergers(desk, role), tasks), shell)
    rules.show(qtbot, page)
    page.activateWindow()
    page.arrive()
    rules.settle()
    return page


def names(page: FamiliesPage) -> list[str]:
    return [row.name for row in page._model.state.rows]


def test_the_rules_hold(qtbot, desk, shell):
    the_week(desk)

    rules.check_all(qtbot, a_page(qtbot, desk, shell))


def test_the_rules_hold_without_any_family(qtbot, desk, shell):
    rules.check_all(qtbot, a_page(qtbot, desk, shell))


def test_the_rules_hold_in_the_dialog_for_a_new_family(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)

    page._add.click()

    shell.dialog.resize(1240, 1500)
    rules.check_all(qtbot, shell.dialog)


def test_finding_a_child_by_keyboard_alone(qtbot, desk, shell):
    families = the_week(desk)
    page = a_page(qtbot, desk, shell)
    page._find.setFocus()

    qtbot.keyClicks(page._find, "isaac")
    qtbot.keyClick(page._find, Qt.Key.Key_Down)
    qtbot.keyClick(page._view, Qt.Key.Key_Return)

    assert shell.asked == [("open", "family", {"family": families["Castell-Ward"]})]


def test_arrows_move_through_the_list(qtbot, desk, shell):
    families = the_week(desk)
    page = a_page(qtbot, desk, shell)
    page._find.setFocus()

    qtbot.keyClick(page._find, Qt.Key.Key_Down)
    qtbot.keyClick(page._view, Qt.Key.Key_Down)
    qtbot.keyClick(page._view, Qt.Key.Key_Enter)

    assert shell.asked[-1][-1] == {"family": families["Nowak"]}


def test_nobody_found_says_what_else_to_try(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)

    qtbot.keyClicks(page._find, "Harltey")

    assert "Nobody called “Harltey”" in said(page)
    assert "search by street or school" in said(page)


def test_filters_count_and_narrow(qtbot, desk, shell):
    the_week(desk)
    a_family(desk, "Osei", state="closed")
    page = a_page(qtbot, desk, shell)

    counts = dict(page._model.state.counts)
    page._filters.chip("closed").click()

    assert (counts["mine"], counts["week"], counts["closed"]) == (7, 7, 1)
    assert names(page) == ["Osei"]


def test_a_search_looks_beyond_the_filter(qtbot, desk, shell):
    a_family(desk, "Osei", state="closed")
    page = a_page(qtbot, desk, shell)

    qtbot.keyClicks(page._find, "osei")

    assert names(page) == ["Osei"]


def test_a_screen_reader_hears_the_whole_row(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)

    cell = page._table.index(0, Column.FAMILY)
    heard = page._table.data(cell, Qt.ItemDataRole.AccessibleTextRole)

    assert heard.startswith(
        "Hartley-Okoro family. Maya 14, Leo 8, Ruby 2. Aldermoor. Assessment. 1 action overdue. Today 11:00."
    )


def test_a_list_that_cannot_be_read_says_so(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, FullDisk(desk))

    assert "Not saved. The disk is full." in said(page)


def test_a_family_without_a_name_is_asked_for_one(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell)
    page._add.click()

    shell.dialog.save.click()

    assert shell.dialog._name_field.error() == "Give the family a name"


def test_a_family_that_could_not_be_saved_keeps_what_was_typed(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, FullDisk(desk))
    page._add.click()
    qtbot.keyClicks(shell.dialog._name, "Osei")
    shell.dialog.save.click()

    shell.dialog.save.click()

    assert "Not saved. The disk is full." in said(shell.dialog)
    assert shell.dialog._name.text() == "Osei"


def test_the_chosen_family_stays_chosen_when_the_list_is_read_again(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)
    page._view.selectRow(3)

    page.arrive()

    assert page._view.currentIndex().row() == 3


def test_a_name_is_shown_as_it_is_written(qtbot, desk, shell):
    hostile = "<img src='file:///tmp/x'>&=1+1"
    family = a_family(desk, hostile, area=hostile)
    a_person(desk, family, hostile, years=9)

    page = a_page(qtbot, desk, shell)
    shown = [page._table.index(0, column).data() for column in range(2)]

    assert shown == [f"{hostile} family", hostile]
    assert hostile in page._table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    rules.check_plain_text(page)


def test_search_and_all_filters_stand_in_one_line_of_a_small_laptop(qtbot, desk, shell):
    the_week(desk)
    a_family(desk, "Osei", state="closed")
    page = a_page(qtbot, desk, shell)
    width, height = tokens.tokens()["size"]["clientTypical"]
    page.resize(width - tokens.size("navWidth"), height)
    rules.settle()

    chips = list(rules.shown(page, QRadioButton))

    assert len(chips) == 5
    assert {chip.mapTo(page, QPoint()).y() for chip in chips} == {page._find.mapTo(page, QPoint()).y()}


def test_rows_end_inside_the_round_corners_of_their_frame(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)
    rows = page._view.viewport()

    assert not rows.mask().contains(rows.rect().bottomLeft())
    assert rows.mask().contains(rows.rect().topLeft())


def test_a_long_name_goes_on_in_a_next_line_and_only_its_row_is_higher(qtbot, desk, shell):
    a_family(desk, "Brierley")
    a_family(desk, "Featherstonehaugh-Cholmondeley and Wisniewski-Balakrishnan", "Aldermoor and Netherby North")

    page = a_page(qtbot, desk, shell)

    high = {name: page._view.rowHeight(at) for at, name in enumerate(names(page))}
    short = high.pop("Brierley")
    assert short == tokens.size("rowList")
    assert min(high.values()) > short


def test_a_manager_is_told_how_much_there_is_to_decide_and_nobody_else_is(qtbot, desk, shell):
    nowak, novak = a_family(desk, "Nowak"), a_family(desk, "Novak")
    Mergers(desk, "practitioner").propose(novak, "merge", nowak, "The school says so.")

    page = a_page(qtbot, desk, shell, role="manager")
    page._decide.click()

    assert page._decide.words() == "To decide 1"
    assert shell.asked == [("open", "decide", {})]
    assert not a_page(qtbot, desk, shell)._decide.isVisible()
