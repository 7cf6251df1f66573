"""Settings as a worker changes them: each holds at once and is there at the next unlock."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.app.own_passphrase import VaultPassphrase
from desktop.casework.preferences import Own
from desktop.casework.sending import Sending
from desktop.errors import DoorstepError
from desktop.store.errors import StoreError
from desktop.ui.settings.meeting import MINUTES, Meeting
from desktop.ui.settings.model import SettingsModel
from desktop.ui.settings.page import SettingsPage, Ways
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.line_edit import Select
from desktop.ui.words import settings as words
from desktop.vault.errors import WrongPassphrase
from desktop.vault.vault import Vault
from tests.support.desks import a_family
from tests.ui import rules
from tests.ui.shells import said
from tests.vault.vaults import NEW, PASSPHRASE, make, means

PHONES = (("Help desk", "01632 960 118"),)


class Capture:
    """A system that can leave a window out of what is captured."""

    def __init__(self, *, possible: bool) -> None:
        self.possible = possible
        self.blocked: list[bool] = []

    def is_possible(self) -> bool:
        return self.possible

    def block(self, *, blocked: bool) -> None:
        self.blocked.append(blocked)


@pytest.fixture
def vault(tmp_path) -> Iterator[Vault]:
    make(tmp_path / "vault")
    with Vault.open(tmp_path / "vault", means()) as vault:
        yield vault


class Opened:
    def __init__(self, qtbot, desk, shell, vault, *, possible: bool = False) -> None:
        self.locks: list[bool] = []
        self.capture = Capture(possible=possible)
        self.meeting = Meeting(self.capture)
        passphrase = VaultPassphrase(vault, os.urandom, ())
        backed_up_at = datetime(2026, 10, 6, 7, tzinfo=UTC)
        self.model = SettingsModel(
            Own(desk), Sending(desk), lambda: backed_up_at, passphrase, InlineTasks((DoorstepError,))
        )
        self.page = SettingsPage(
            self.model, shell, self.meeting, PHONES, Ways(partial(self.locks.append, True), lambda: None, lambda: None)
        )
        rules.show(qtbot, self.page)
        self.page.arrive()
        rules.settle()

    def choose(self, name: str, value: str) -> None:
        """As a worker does with the arrow keys and Enter."""
        select = next(found for found in self.page.findChildren(Select) if found.accessibleName() == name)
        select.set_value(value)
        select.activated.emit(select.currentIndex())


@pytest.fixture
def opened(qtbot, desk, shell, vault) -> Opened:
    return Opened(qtbot, desk, shell, vault)


@pytest.mark.parametrize("part", [key for key, _said in words.TABS])
def test_the_rules_hold(qtbot, opened, part):
    opened.page._tabs.setCurrentIndex([key for key, _said in words.TABS].index(part))

    rules.check_all(qtbot, opened.page)


def test_every_choice_holds_at_once_and_is_kept(desk, opened):
    worn: list[str] = []
    opened.model.chose.connect(lambda preferences: worn.append(preferences.theme))

    opened.choose(words.COLOURS, "dark")
    opened.choose(words.SIZE, "150")
    opened.page._loose.click()

    kept = Own(desk).read().preferences
    assert (kept.theme, kept.text_percent, kept.loose) == ("dark", 150, True)
    assert worn == ["dark", "dark", "dark"]


def test_only_what_the_council_allows_can_be_chosen(desk, opened):
    bound = Own(desk).read().idle_minutes
    offered = [int(opened.page._idle.itemData(at)) for at in range(opened.page._idle.count())]

    assert offered == [*range(bound.least, bound.most + 1)]
    assert opened.page._idle.value() == str(bound.usual)


def test_a_new_passphrase_opens_the_vault_and_the_old_one_does_not(qtbot, opened, shell, vault):
    opened.page._change.click()
    dialog = shell.dialog
    dialog._old.edit.setText(PASSPHRASE)
    qtbot.keyClicks(dialog._new.first.edit, NEW)
    qtbot.keyClicks(dialog._new.again.edit, NEW)
    dialog._save.click()

    assert ("tell", words.CHANGED) in shell.asked
    vault.unlock(NEW)
    with pytest.raises(WrongPassphrase):
        vault.unlock(PASSPHRASE)


def test_a_wrong_passphrase_changes_nothing_and_says_so(qtbot, opened, shell, vault):
    opened.page._change.click()
    dialog = shell.dialog
    dialog._old.edit.setText("something else")
    qtbot.keyClicks(dialog._new.first.edit, NEW)
    qtbot.keyClicks(dialog._new.again.edit, NEW)
    dialog._save.click()

    assert dialog._old.error()
    assert dialog._save.isEnabled()
    vault.unlock(PASSPHRASE)


def test_a_weak_passphrase_is_not_taken(qtbot, opened, shell, vault):
    opened.page._change.click()
    dialog = shell.dialog
    dialog._old.edit.setText(PASSPHRASE)
    qtbot.keyClicks(dialog._new.first.edit, "password")
    dialog._save.click()

    assert dialog._new.first.error()
    vault.unlock(PASSPHRASE)


def test_a_laptop_with_unsent_work_is_not_handed_in_before_it_is_sent(qtbot, desk, shell, vault):
    a_family(desk)
    opened = Opened(qtbot, desk, shell, vault)

    opened.page._hand_in.click()

    buttons = [button.text() for button in shell.dialog.findChildren(QPushButton)]
    assert words.SEND_FIRST in buttons
    assert words.LOCK_NOW not in buttons
    assert "not been sent" in said(shell.dialog)


def test_screens_can_be_shown_in_a_meeting_where_the_system_blocks_them(qtbot, desk, shell, vault):
    opened = Opened(qtbot, desk, shell, vault, possible=True)
    opened.page._tabs.setCurrentIndex(1)
    assert opened.page._blocked.isChecked()

    qtbot.keyClick(opened.page._blocked, Qt.Key.Key_Space)

    assert opened.capture.blocked == [True, False]


def test_when_a_meeting_is_over_screens_are_blocked_again_by_themselves(qtbot, desk, shell, vault):
    """P9: "off per meeting, back on at its end"."""
    opened = Opened(qtbot, desk, shell, vault, possible=True)
    lasts = opened.meeting._end.interval()
    opened.meeting._end.setInterval(0)

    with qtbot.waitSignal(opened.meeting.over):
        opened.page._blocked.setChecked(False)

    assert lasts == MINUTES * 60_000
    assert opened.capture.blocked == [True, False, True]
    assert opened.page._blocked.isChecked()


def test_a_screen_that_is_hidden_ends_the_meeting_and_one_that_was_blocked_says_nothing(qtbot, desk, shell, vault):
    opened = Opened(qtbot, desk, shell, vault, possible=True)
    over: list[bool] = []
    opened.meeting.over.connect(lambda: over.append(True))

    opened.meeting.end()
    opened.page._blocked.setChecked(False)
    opened.meeting.end()

    assert over == [True]
    assert opened.capture.blocked == [True, False, True]


def test_a_full_disk_is_said_and_the_choice_goes_back(qtbot, desk, shell, vault):
    opened = Opened(qtbot, desk, shell, vault)

    class Full(Own):
        def choose(self, **changes):
            raise StoreError

    opened.model._own = Full(desk)
    opened.choose(words.COLOURS, "dark")

    assert opened.page._problem.title.text()
    assert opened.page._theme.value() == "system"
