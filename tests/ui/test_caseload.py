"""Adding families from a list, as the worker does it: choose, look at the columns, look at the rows, add, keep what stayed out."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.app.list_files import SystemListFiles
from desktop.app.office_pages import NAMES
from desktop.app.printer import FilePrinter
from desktop.casework.desk import Desk
from desktop.casework.duplicates import Duplicates
from desktop.casework.families import Families
from desktop.casework.importing import CHUNK, Importing
from desktop.casework.reads import Reads
from desktop.errors import DoorstepError
from desktop.ui.caseload.model import CaseloadModel
from desktop.ui.caseload.page import CaseloadPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.line_edit import LineEdit, Select
from tests.support.desks import the_week
from tests.ui import rules
from tests.ui.shells import PaperShell, said

HEADINGS = "Ref,Family name,Forename,Surname,Role,DOB,Post code\n"


class Files(SystemListFiles):
    """The worker points at the file that the test wrote, without the system's dialog."""

    path: Path

    def choose(self) -> str:
        return str(self.path)


class Laid:
    def __init__(self, qtbot, desk: Desk, shell: PaperShell, folder: Path) -> None:
        self.desk, self.shell, self.qtbot = desk, shell, qtbot
        window = QWidget()
        qtbot.addWidget(window)
        self.files = Files(window, FilePrinter(folder / "documents"))
        self.files.path = folder / "list.csv"
        importing = Importing(desk, Duplicates(desk, NAMES))
        self.model = CaseloadModel(importing, self.files, Reads(desk), InlineTasks((DoorstepError,)))
        self.page = CaseloadPage(self.model, shell)
        rules.show(qtbot, self.page)

    def choose(self, text: str | bytes) -> str:
        self.files.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.press("Choose a file")

    def press(self, words: str) -> str:
        """A button of the page; what can be read after it."""
        (button,) = [one for one in self.page.findChildren(Button) if one.words() == words and one.isVisible()]
        button.click()
        return said(self.page)


@pytest.fixture
def laid(qtbot, desk: Desk, shell: PaperShell, tmp_path: Path) -> Laid:
    return Laid(qtbot, desk, shell, tmp_path)


def test_the_rules_hold_at_each_step(qtbot, laid: Laid):
    the_week(laid.desk)
    rules.check_all(qtbot, laid.page)
    laid.choose(
        HEADINGS + "1,Osei,Ama,Osei,child,31/2/2012,S1\n2,Nowak,Katie,Novak,,1/6/2019,\n3,Fenn,Bo,Fenn,,,S1 9\n"
    )
    rules.check_all(qtbot, laid.page)
    laid.press("Look through the list")
    rules.check_all(qtbot, laid.page)
    laid.press("Add 1 family")
    rules.check_all(qtbot, laid.page)


def test_journey_7_five_hundred_families_with_forty_bad_rows(qtbot, laid: Laid):
    rows = "".join(
        f"{at // 2},Family{at // 2},Person{at},Family{at // 2},child,{'31/2/2012' if at % 25 == 0 else '4/3/2012'},\n"
        for at in range(1000)
    )

    laid.choose(HEADINGS + rows)
    looked = laid.press("Look through the list")
    done = laid.press("Add 500 families")
    laid.press("Save the rows that were not added")
    (save,) = [one for one in laid.shell.dialog.findChildren(Button) if one.words() == "Save the file"]
    save.click()

    assert "500 families with 960 people" in looked
    assert "40 rows cannot be added" in looked
    assert "Line 2: 0, Family0, Person0, Family0, child, 31/2/2012" in looked
    assert "Date of birth: The date of birth is not a date. Write it as 27/3/2012." in looked
    assert "And 20 more rows." in looked
    assert "500 families added." in done
    assert "40 rows were not added." in done
    assert len(Families(laid.desk).mine()) == 500
    (kept,) = (laid.files.path.parent / "documents").iterdir()
    assert kept.name == "rows-not-added.csv"
    assert len(kept.read_text("utf-8-sig").splitlines()) == 41
    assert laid.shell.asked[-1] == ("tell", "Saved in documents, rows-not-added.csv")


def test_a_column_that_was_guessed_wrongly_is_put_right(qtbot, laid: Laid):
    laid.choose("Who,Nickname\nOsei,Ama\n")

    assert "Choose a column for first names or surnames, and none twice" in said(laid.page)
    surname, first = laid.page.findChildren(Select)
    surname.set_value("surname")
    first.set_value("first_name")
    laid.press("Look through the list")
    laid.press("Change the columns")
    laid.press("Look through the list")
    laid.press("Add 1 family")

    (row,) = Families(laid.desk).mine()
    assert (row.name, row.children[0].name) == ("Osei", "Ama")


def test_families_that_are_here_already_are_shown_and_added_only_with_a_reason(qtbot, laid: Laid):
    the_week(laid.desk)
    laid.choose(HEADINGS + "1,Novak,Katie,Novak,child,1/6/2019,\n")

    looked = laid.press("Look through the list")
    assert "These may be known already" in looked
    assert "Nowak family is here: same date of birth, other form of the first name, similar surname" in looked
    (because,) = [one for one in laid.page.findChildren(LineEdit) if one.isVisible()]
    qtbot.keyClicks(because, "Cousins")
    done = laid.press("Add 1 family")

    assert "1 family added." in done
    assert len(Families(laid.desk).mine()) == 8


def test_whoever_stops_keeps_what_was_added_and_the_list_again_adds_the_rest(qtbot, laid: Laid):
    text = HEADINGS + "".join(f"{at},Family{at},Person{at},Family{at},child,,\n" for at in range(3 * CHUNK))
    laid.choose(text)
    laid.press("Look through the list")

    def stop_after_the_first() -> None:
        if laid.model.state.added == CHUNK:
            laid.model.stop()

    laid.model.changed.connect(stop_after_the_first)
    stopped = laid.press(f"Add {3 * CHUNK} families")
    assert "Stopped" in stopped
    assert len(Families(laid.desk).mine()) == CHUNK

    laid.press("Another list")
    laid.choose(text)
    assert f"{CHUNK} rows cannot be added" in laid.press("Look through the list")
    assert "This family was added from a list before" in said(laid.page)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "There are no rows in this list."),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "This is not a list we can read."),
        (HEADINGS.encode("utf-16-le"), "This is not a list we can read."),
        (b"Name\n" + b"x" * (10 * 2**20), "This list is too long for one go."),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(laid: Laid, data: bytes, words: str):
    assert words in laid.choose(data)
    assert laid.model.state.step == "choose"


def test_what_somebody_else_typed_is_shown_as_text(qtbot, laid: Laid):
    laid.choose('<b>Ref</b>,Surname,DOB\n<img src="file:///tmp/x">,=1+1,soon\n')
    laid.press("Look through the list")

    assert '<img src="file:///tmp/x">' in said(laid.page)
    rules.check_plain_text(laid.page)
