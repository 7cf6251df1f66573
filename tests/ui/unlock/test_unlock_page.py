"""Unlocking: the happy path, each thing that goes wrong with its sentence, the keyboard, and how little is imported."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.ports import VaultChoice
from desktop.ui.shell.frame import Frame
from desktop.ui.tasks import InlineTasks
from desktop.ui.unlock.model import UnlockModel
from desktop.ui.unlock.page import UnlockPage
from desktop.ui.unlock.recovery import RecoveryForm
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import gate
from tests.ui import rules
from tests.ui.gates import EXPECTED, GOOD, PaperGate

Found = TypeVar("Found", bound=QWidget)


@pytest.fixture
def opened(qtbot) -> Iterator[Callable[..., UnlockPage]]:
    """Opens the page in a window, and keeps the window."""
    frames = []

    def opened(paper: PaperGate, notice: str = "") -> UnlockPage:
        frame = Frame(demo=paper.demo is not None)
        page = UnlockPage(UnlockModel(paper, InlineTasks((*EXPECTED, Foreseen))), notice)
        frame.set_body(page)
        rules.show(qtbot, frame)
        frame.activateWindow()
        page.setFocus()
        rules.settle()
        frames.append(frame)
        return page

    yield opened
    frames.clear()


def _only(page: UnlockPage, kind: type[Found]) -> Found:
    found = page.findChild(kind)
    assert found is not None
    return found


class Foreseen(Exception):
    """Parent of the errors that tests make up by name."""


def _texts(page: UnlockPage) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]


def test_every_rule_holds_for_the_unlock_page(qtbot, opened):
    page = opened(PaperGate(demo=GOOD), gate.LOCKED_BY_ITSELF)
    page.passphrase.set_error("That is not the passphrase. Check Caps Lock and try again")

    rules.check_all(qtbot, page.window())


def test_every_rule_holds_for_the_help_desks_code(qtbot, opened):
    page = opened(PaperGate())
    page._model.forget(forgot=True)

    rules.check_all(qtbot, page.window())


def test_the_right_passphrase_and_enter_open_the_laptop(qtbot, opened):
    page = opened(PaperGate())

    with qtbot.waitSignal(page._model.unlocked):
        qtbot.keyClicks(page.passphrase.edit, GOOD)
        qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)

    assert page.passphrase.edit.text() == ""


def test_typing_tells_that_it_is_time_to_load_the_rest(qtbot, opened):
    page = opened(PaperGate())

    with qtbot.waitSignal(page.typing_started):
        qtbot.keyClick(page.passphrase.edit, "k")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("WrongPassphrase", "That is not the passphrase. Check Caps Lock and try again"),
        ("WaitAMinute", "Wait one minute, then try again. Nothing has been deleted"),
        ("VaultDamaged", "The lock of this laptop’s file is damaged. Nothing is deleted. Ring the help desk."),
        ("AlreadyOpen", "Doorstep is already open on this laptop. Use that window."),
    ],
)
def test_what_goes_wrong_is_said_beside_the_field_and_can_be_tried_again(qtbot, opened, error, sentence):
    paper = PaperGate(fails=[type(error, (Foreseen,), {})()])
    page = opened(paper)
    qtbot.keyClicks(page.passphrase.edit, GOOD)

    page.button.click()
    assert page.passphrase.error() == sentence
    assert page.passphrase.edit.hasFocus()
    assert page.passphrase.edit.selectedText() != ""

    with qtbot.waitSignal(page._model.unlocked):
        page.button.click()


def test_an_empty_field_is_not_a_try(qtbot, opened):
    paper = PaperGate()
    page = opened(paper)

    page.button.click()

    assert paper.asked == []


def test_the_demonstration_shows_its_passphrase_and_nothing_else_does(qtbot, opened):
    shown, hidden = opened(PaperGate(demo=GOOD)), opened(PaperGate())

    assert any(GOOD in text for text in _texts(shown))
    assert not any("demonstration" in text for text in _texts(hidden))


def test_two_people_on_one_laptop_are_told_apart_by_initials(qtbot, opened):
    paper = PaperGate(choices=(VaultChoice("JE", "je"), VaultChoice("NK", "nk")))
    page = opened(paper)

    qtbot.mouseClick(_only(page, ChoiceChips).chip("nk"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.passphrase.edit, GOOD)
    page.button.click()

    assert paper.asked == [("unlock", GOOD, "nk")]


def test_the_help_desks_code_and_a_new_passphrase_open_the_laptop(qtbot, opened):
    paper = PaperGate()
    page = opened(paper)
    page._model.forget(forgot=True)
    form = _only(page, RecoveryForm)

    qtbot.keyClicks(form.code, "ABCD EFGH")
    form.fresh.suggest.click()
    qtbot.keyClicks(form.fresh.again.edit, GOOD)
    with qtbot.waitSignal(page._model.unlocked):
        form.use.click()

    assert paper.asked == [("recover", "ABCD EFGH", GOOD, "je")]


def test_showing_the_page_makes_no_class_of_qt_that_is_not_on_it(tmp_path):
    """PySide6 makes the classes of Qt when they are first named, and all at once where it meets one that it does not know: 20 ms."""
    (tmp_path / "northmere" / "0011223344556677").mkdir(parents=True)
    (tmp_path / "northmere" / "0011223344556677" / "vault.db").touch()
    code = f"""
import enum
from desktop import app
doorstep = app.build(["--root", {str(tmp_path)!r}])
doorstep._app.processEvents()
made = {{kind.__name__ for base in (enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag) for kind in base.__subclasses__()}}
print(sorted(made & {{"AlignmentFlag", "StandardPixmap", "WizardButton", "AreaOption"}}))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "['AlignmentFlag']"


def test_the_page_needs_neither_sql_nor_any_page_behind_it():
    heavy = (
        "[m for m in sys.modules if m.split('.')[0] in ('sqlalchemy','httpx','reportlab','zxcvbn') or 'casework' in m]"
    )
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, desktop.ui.unlock.page, desktop.ui.shell.frame; print({heavy})"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[]"


def test_initials_like_markup_are_shown_as_they_are(qtbot, opened):
    """F14"""
    hostile = "<img src='file:///tmp/x'>&=1+1"

    page = opened(PaperGate(choices=[VaultChoice(hostile, "one"), VaultChoice("PS", "other")]))

    assert _only(page, ChoiceChips).chip("one").accessibleName() == hostile
    rules.check_plain_text(page.window())
