"""The rail at the largest text, in the smallest window that is usual."""

from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QAbstractButton

from desktop.ui import theme, tokens
from desktop.ui.shell.window import MainWindow
from tests.ui import rules
from tests.ui.test_shell import NotedPage


def test_at_200_percent_the_buttons_of_a_full_rail_stand_one_under_another(qtbot, qapp):
    """A5 at the smallest window: with a visit to go back to, ten things stand in the rail."""
    window = MainWindow(demo=True, now=lambda: 0.0)
    for key, name in (("today", "Today"), ("families", "Families"), ("practice", "Practice")):
        window.add_page(key, partial(NotedPage, name), name, "sun")
    window.open("today")
    rules.show(qtbot, window)
    window.rail.offer_visit(offered=True)

    theme.dress(qapp, theme.Theme(k=2.0))
    rules.settle()

    buttons = sorted(rules.shown(window.rail, QAbstractButton), key=lambda button: button.y())
    assert len(buttons) == 9
    assert min(button.height() for button in buttons) >= tokens.size("targetPreferred")
    for above, under in pairwise(buttons):
        assert above.y() + above.height() <= under.y(), rules.text_of(under)
