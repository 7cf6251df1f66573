"""The end of a window: what is still under way then may outlive it, and reaches it no more."""

from pathlib import Path

from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import a_family


def test_a_window_that_was_closed_is_told_nothing_by_what_was_under_way(qtbot, tmp_path: Path):
    laptop = Unlocked(tmp_path / "vault")
    with laptop.window(qtbot) as desk:
        said = desk.window.sync_card.lines()
        a_family(desk.desk)  # what waits here is counted soon after
        desk.close()

        desk.post.look()
        come_to_rest(qtbot, laptop.tasks)

        assert desk.window.sync_card.lines() == said
