"""Journey 2: the laptop dies in the middle of a sentence, and comes back."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from desktop.casework.visits import Visits
from desktop.ui.widgets.labels import PlainLabel
from tests.app.desks import Unlocked, come_to_rest
from tests.journeys.dying_laptop import FIRST, SECOND
from tests.support.desks import hartley_okoro
from tests.ui import rules
from tests.ui.conftest import light, qapp_args

__all__ = ["light", "qapp_args"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_laptop_dies_in_the_middle_of_a_sentence_and_comes_back(qtbot, tmp_path: Path):
    """At most what was typed since the last pause is lost; the visit is still under way, and goes on from Today."""
    laptop = Unlocked(tmp_path / "vault")
    with laptop.desk() as desk:
        family = hartley_okoro(desk)
        visit = Visits(desk).on(desk.today())[0].visit
        Visits(desk).begin(visit)
    dying = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.dying_laptop", str(tmp_path / "vault"), family, visit],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert dying.stdout is not None
    said = [dying.stdout.readline().strip() for _word in range(2)]
    dying.kill()
    dying.communicate()

    with laptop.window(qtbot) as desk:
        page = desk.window.page
        page._agenda._entries[0].start.click()
        come_to_rest(qtbot, laptop.tasks)
        shown = "\n".join(label.text() for label in rules.shown(desk.window, PlainLabel))
        QTest.keyClicks(desk.window.focusWidget(), "That was a power cut.")
        desk.window.page.keep()
        come_to_rest(qtbot, laptop.tasks)
        lines = {entry.text for entry in Visits(desk.desk).note(family, visit).entries}

    assert said == ["saved", "typing"]
    assert FIRST in shown
    assert SECOND not in shown
    assert lines == {FIRST, "That was a power cut."}
