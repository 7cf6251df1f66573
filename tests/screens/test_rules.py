"""The rules of the interface (interface.md, section 7) over every screen there is, in each theme and at twice the text size.

The window is built once a look; every screen is opened in it and looked at. What breaks a rule is told with its screen, all of it at once.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import dress
from tests.screens import seen
from tests.screens.looks import LIGHT, LOOKS
from tests.screens.registry import SCREENS
from tests.screens.room import Room, Screen, room
from tests.ui import rules

Rule = Callable[[QWidget], None]


def _is_shown(screen: Screen) -> Rule:
    def rule(window: QWidget) -> None:
        assert any(isinstance(one, screen.shows) for one in (window, *rules.shown(window, QWidget))), screen.shows

    return rule


ONCE: tuple[Rule, ...] = (
    rules.check_names,
    rules.check_labels,
    rules.check_plain_text,
    rules.check_keyboard,
    seen.check_siblings,
    seen.check_statuses,
    seen.check_title,
)
"""What no theme changes."""
ALWAYS: tuple[Rule, ...] = (
    rules.check_targets,
    rules.check_fonts,
    rules.check_text_fits,
    seen.check_contrast,
    seen.check_focus,
)


OPEN_AT_TWICE_THE_SIZE = {
    ("families", "check_text_fits"),
    ("families-none-found", "check_text_fits"),
    ("settings-passphrase", "check_text_fits"),
    ("story-empty", "check_text_fits"),
}
"""Faults that are known: words are squeezed there. Nothing is added; what is mended goes, or the test says so."""


@pytest.fixture
def opened(qapp, tmp_path, request) -> Iterator[Room]:
    dress(qapp, LOOKS[request.param])
    with room(tmp_path / "laptop") as made:
        yield made


@pytest.mark.parametrize(("opened", "look"), [(look, look) for look in LOOKS], indirect=["opened"])
def test_every_screen_keeps_every_rule(opened: Room, look: str):
    broken: dict[tuple[str, str], str] = {}
    for screen in SCREENS:
        screen.open(opened)
        for rule in (_is_shown(screen), *(ONCE if look == LIGHT else ()), *ALWAYS):
            try:
                rule(opened.top)
            except AssertionError as how:
                broken[screen.name, rule.__name__] = f"{screen.name}, {rule.__name__}: {how}"
        opened.clear()
    known = OPEN_AT_TWICE_THE_SIZE if LOOKS[look].k > 1 else set()
    assert {*broken} == known, "\n".join(broken.values())
