"""Find in the running application: from any page, and in a visit inside that family alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.app.desk_window import DeskWindow
from desktop.ui.find.dialog import FindDialog
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import a_family, a_person, a_visit, an_action, today_at
from tests.ui.shells import said


class Laid:
    """Two families with one word in common."""

    def __init__(self, laptop: Unlocked) -> None:
        with laptop.desk() as desk:
            self.nowak, other = a_family(desk, "Nowak"), a_family(desk, "Brierley")
            a_person(desk, self.nowak, "Kasia", surname="Nowak")
            an_action(desk, self.nowak, "Ask the breakfast club")
            an_action(desk, other, "Pay the breakfast club")
            self.visit = a_visit(desk, self.nowak, today_at(10), arrived_at=today_at(10, 24))


@pytest.fixture
def laptop(tmp_path: Path) -> Unlocked:
    return Unlocked(tmp_path / "vault")


@pytest.fixture
def laid(laptop: Unlocked) -> Laid:
    return Laid(laptop)


@pytest.fixture
def opened(qtbot, laptop: Unlocked, laid: Laid) -> Iterator[DeskWindow]:
    with laptop.window(qtbot) as desk:
        yield desk


def found(qtbot, laptop: Unlocked, desk: DeskWindow, typed: str) -> FindDialog:
    """The dialog, with what was typed searched for."""
    desk.window.activateWindow()
    qtbot.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window._scrim.dialog
    assert isinstance(dialog, FindDialog)
    qtbot.keyClicks(dialog._field, typed)
    come_to_rest(qtbot, laptop.tasks)
    return dialog


def shown(dialog: FindDialog) -> list[str]:
    rows = dialog._rows
    return [rows.data(rows.index(at)) for at in range(rows.rowCount())]


def test_an_action_is_found_from_today_and_opens_the_plan_of_its_family(qtbot, laptop, opened, laid):
    dialog = found(qtbot, laptop, opened, "ask break")

    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    come_to_rest(qtbot, laptop.tasks)

    assert opened.window.family == laid.nowak
    assert opened.window.page is opened.window._pages["plan"][0]()


def test_a_person_is_found_and_their_own_page_opens(qtbot, laptop, opened, laid):
    dialog = found(qtbot, laptop, opened, "kasia")

    qtbot.keyClick(dialog._field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    come_to_rest(qtbot, laptop.tasks)

    assert opened.window.page is opened.window._pages["person"][0]()
    assert "Kasia" in said(opened.window.page)


def test_in_a_visit_only_this_family_is_found(qtbot, laptop, opened, laid):
    opened.window.begin_visit(family=laid.nowak, visit=laid.visit)
    come_to_rest(qtbot, laptop.tasks)

    dialog = found(qtbot, laptop, opened, "breakfast")

    assert shown(dialog) == ["Actions", "Ask the breakfast club"]
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    come_to_rest(qtbot, laptop.tasks)
    assert opened.window.in_visit
    assert opened.window.page is opened.window._pages["visit-plan"][0]()
