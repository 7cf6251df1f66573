"""Moving a note that was written on the wrong family, with real widgets and a real store (F3)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop.casework.desk import Desk
from desktop.casework.moving import Move, Moving
from desktop.casework.notes import NewNote, Notes
from desktop.ui.family.page import FamilyPage
from sync.records.lawful import Redaction
from tests.support.desks import MORNING, a_family
from tests.ui import rules
from tests.ui.shells import PaperShell, said
from tests.ui.test_family import a_page, button

TEXT = "Leo was at the school gate."


@pytest.fixture
def families(desk: Desk) -> tuple[str, str]:
    """The wrong one and the right one; there are others."""
    a_family(desk, "Ashdown")
    return a_family(desk, "Castell-Ward"), a_family(desk, "Brierley")


@pytest.fixture
def note(desk: Desk, families: tuple[str, str]) -> str:
    return Notes(desk).write(families[0], NewNote(TEXT, MORNING))


@pytest.fixture
def page(qtbot, desk: Desk, shell: PaperShell, families: tuple[str, str], note: str) -> FamilyPage:
    return a_page(qtbot, desk, shell, families[0])


def chips(dialog) -> list[str]:
    return [chip.accessibleName() for chip in dialog._found.findChildren(QAbstractButton)]


def fill(dialog, typed: str = "brier", why: str = "It is another Leo.") -> None:
    dialog._find.setText(typed)
    dialog._why.set_text(why)
    rules.settle()


def test_a_note_is_moved_and_the_row_says_so_and_nothing_else(qtbot, desk, shell, page, families):
    button(page, "Move to another family").click()
    fill(shell.dialog)
    shell.dialog.save.click()
    rules.settle()

    assert ("tell", "Moved. A manager is asked to take it out here") in shell.asked
    assert "A note was moved to another record" in said(page)
    assert "It waits for a manager to take it out here for good." in said(page)
    assert TEXT not in said(page)
    there = a_page(qtbot, desk, shell, families[1])
    assert TEXT in said(there)
    assert "Moved here from another record." in said(there)
    assert "Castell-Ward" not in said(there)


def test_no_other_family_is_named_before_its_name_is_typed(shell, page):
    button(page, "Move to another family").click()
    assert chips(shell.dialog) == []
    assert "Brierley" not in said(shell.dialog)

    shell.dialog._find.setText("a")
    rules.settle()
    assert chips(shell.dialog) == ["Ashdown family"]  # neither its own family nor one without an a

    shell.dialog._find.setText("zz")
    rules.settle()
    assert "No family on this laptop is called that" in said(shell.dialog)


def test_a_note_is_not_moved_without_a_family_and_a_reason(desk, shell, page):
    button(page, "Move to another family").click()
    shell.dialog.save.click()
    rules.settle()

    assert "Type a part of the family’s name" in said(shell.dialog)
    assert "Say in a few words how it came to be here" in said(shell.dialog)
    with desk.reading() as session:
        assert session.query(Redaction).count() == 0


def test_a_slip_is_brought_back_from_the_row(shell, page, desk, families, note):
    Moving(desk).move(Move(note, families[1], "It is another Leo."))
    page.arrive(family=families[0])
    rules.settle()

    button(page, "Bring it back").click()
    rules.settle()

    assert TEXT in said(page)
    assert "A note was moved" not in said(page)


def test_what_a_manager_took_out_meanwhile_is_said_and_not_brought_back(shell, page, desk, families, note):
    Moving(desk).move(Move(note, families[1], "It is another Leo."))
    page.arrive(family=families[0])
    rules.settle()
    with desk.store.writing("the.council") as session:
        session.query(Redaction).one().approval = {"by": "nadia.khan", "at": "2026-10-06T10:00:00Z"}

    button(page, "Bring it back").click()
    rules.settle()

    assert ("tell", "A manager has had it taken out already. It stays on the other family.") in shell.asked


def test_the_rules_hold_in_the_dialog_and_on_the_folded_row(qtbot, shell, page, desk, families, note):
    button(page, "Move to another family").click()
    fill(shell.dialog)
    shell.dialog.resize(1240, 1500)
    rules.check_all(qtbot, shell.dialog)
    shell.dialog.save.click()
    rules.settle()
    rules.check_all(qtbot, page)


def test_what_was_typed_outlives_a_lock(shell, page):
    button(page, "Move to another family").click()
    fill(shell.dialog)
    kept = shell.dialog.keep()
    shell.close_dialog()

    page.ask_again(kept["name"], kept["about"])
    shell.dialog.resume(kept)

    assert shell.dialog.read() is not None
    assert shell.dialog.read().why == "It is another Leo."


def test_the_keyboard_alone_moves_a_note(qtbot, shell, page):
    mover = button(page, "Move to another family")
    mover.setFocus()
    qtbot.keyClick(mover, Qt.Key.Key_Space)
    fill(shell.dialog)
    shell.dialog.save.setFocus()
    qtbot.keyClick(shell.dialog.save, Qt.Key.Key_Space)
    rules.settle()

    assert "A note was moved to another record" in said(page)
