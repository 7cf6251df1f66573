"""What comes in stands on the open page while the rest is still on its way."""

from pathlib import Path

from desktop.ui.families.page import FamiliesPage
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import a_family


def test_a_family_that_has_come_is_listed_before_the_sync_is_over(qtbot, tmp_path: Path):
    laptop = Unlocked(tmp_path / "vault")
    with laptop.window(qtbot) as opened:
        opened.window.open("families")
        come_to_rest(qtbot, laptop.tasks)
        page = opened.window.findChild(FamiliesPage)
        assert page is not None
        table = page._table
        a_family(opened.desk, "Nowak")
        come_to_rest(qtbot, laptop.tasks)
        assert table.rowCount() == 0

        opened.post.progressed.emit("receiving", 2, 8)

        qtbot.waitUntil(lambda: table.rowCount() == 1)
