"""The pages of a family's people in the running application: saved as it is typed, drawn where somebody was put."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.casework.picture import Pictures
from desktop.ui.genogram.page import GenogramPage
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.person_page import PersonPage
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import hartley_okoro
from tests.ui.people.gathered import button


def test_a_family_s_people_are_opened_changed_and_drawn_as_a_worker_does_it(qtbot, tmp_path: Path):
    laptop = Unlocked(tmp_path / "vault")
    with laptop.desk() as desk:
        family = hartley_okoro(desk)
    with laptop.window(qtbot) as opened:
        window = opened.window
        window.open("people", family=family)
        come_to_rest(qtbot, laptop.tasks)
        people = window.page
        assert isinstance(people, PeoplePage)

        qtbot.keyClick(button(people, "Open", "Maya"), Qt.Key.Key_Space)
        come_to_rest(qtbot, laptop.tasks)
        person = window.page
        assert isinstance(person, PersonPage)
        known_as = person._groups["name"].editors["known_as"].widget
        known_as.setFocus()
        qtbot.keyClicks(known_as, "May")
        window.open("genogram", family=family)  # before the pause after the last key
        come_to_rest(qtbot, laptop.tasks)

        drawn = window.page
        assert isinstance(drawn, GenogramPage)
        drawn._people.choose(person._person)
        drawn._canvas.setFocus()
        for _press in range(4):
            qtbot.keyClick(drawn._canvas, Qt.Key.Key_Right)
        come_to_rest(qtbot, laptop.tasks)

    with laptop.desk() as desk:
        sheet = Pictures(desk).of(family).sheet(person._person)
    assert sheet.card.name == "May"
    assert sheet.values["drawn_at"]["x"] % 25 == 0
    assert sheet.values["drawn_at"]["x"] > 0
