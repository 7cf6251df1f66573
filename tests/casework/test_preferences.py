"""A worker's own preferences: kept, within the council's bounds, and harmless where they cannot be read."""

import pytest

from desktop.casework.preferences import PREFERENCES, Own


def test_what_was_never_chosen_is_the_councils_usual(desk):
    chosen = Own(desk).read()

    assert chosen.preferences.idle_minutes == chosen.idle_minutes.usual
    assert (chosen.preferences.theme, chosen.preferences.text_percent) == ("system", 100)


def test_a_choice_is_kept_and_leaves_the_others(desk):
    Own(desk).choose(theme="dark", loose=True)
    Own(desk).choose(text_percent=150)

    kept = Own(desk).read().preferences

    assert (kept.theme, kept.loose, kept.text_percent) == ("dark", True, 150)


def test_nobody_goes_beyond_what_the_council_allows(desk):
    chosen = Own(desk).choose(idle_minutes=600, text_percent=5)

    assert chosen.preferences.idle_minutes == chosen.idle_minutes.most
    assert chosen.preferences.text_percent == chosen.text_percent.least


@pytest.mark.parametrize(
    "kept", [None, [], "dark", {"theme": "pink"}, {"theme": 3, "idle_minutes": "5", "loose": 1}, {"later": True}]
)
def test_what_cannot_be_read_is_the_usual(desk, kept):
    usual = Own(desk).read()
    desk.store.put_setting(PREFERENCES, kept)

    assert Own(desk).read() == usual
