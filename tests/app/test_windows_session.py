"""What Windows would say of sleep, lid and screen, made up message by message: each leaving locks, and nothing else does (F11)."""

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer

from desktop.app import windows_session as windows
from desktop.app.windows_session import PowerSetting, WindowsSession

GENERIC = b"windows_generic_MSG"
BRIGHTNESS = UUID("aded5e82-b909-4619-9949-f5d71dac0bcb")
_kept: list[object] = []


def setting(which: UUID, data: int) -> int:
    """Where such a setting lies in memory."""
    made = PowerSetting((ctypes.c_ubyte * 16)(*which.bytes_le), 4, data)
    _kept.append(made)
    return ctypes.addressof(made)


class Heard:
    """A session told by hand, and how often it said that somebody left."""

    def __init__(self) -> None:
        self.session = WindowsSession(lambda: 0, hold_ms=30)
        self.left = 0
        self.session.left.connect(self._count)

    def _count(self) -> None:
        self.left += 1

    def tell(self, message: int, what: int, more: int = 0, kind: bytes = GENERIC) -> tuple[bool, int]:
        made = wintypes.MSG(0, message, what, more, 0)
        return self.session.filter.nativeEventFilter(kind, ctypes.addressof(made))


@pytest.fixture
def heard(qapp) -> Iterator[Heard]:
    yield Heard()
    _kept.clear()


@pytest.mark.parametrize(
    ("message", "what", "more"),
    [
        (windows.POWER, windows.SUSPEND, None),
        (windows.POWER, windows.SETTING, (windows.DISPLAY, 0)),
        (windows.POWER, windows.SETTING, (windows.LID, 0)),
        (windows.SESSION, 0x2, None),
        (windows.SESSION, 0x4, None),
        (windows.SESSION, 0x7, None),
    ],
    ids=["sleep", "display off", "lid shut", "console taken", "remote screen taken", "locked"],
)
def test_whoever_leaves_locks(heard: Heard, message: int, what: int, more: tuple[UUID, int] | None):
    answer = heard.tell(message, what, setting(*more) if more else 0)

    assert heard.left == 1
    assert answer == (False, 0)  # Qt and Windows hear of it too


@pytest.mark.parametrize(
    ("message", "what", "more"),
    [
        (windows.POWER, 0x0007, None),
        (windows.POWER, windows.SETTING, (windows.DISPLAY, 1)),
        (windows.POWER, windows.SETTING, (windows.DISPLAY, 2)),
        (windows.POWER, windows.SETTING, (windows.LID, 1)),
        (windows.POWER, windows.SETTING, (BRIGHTNESS, 0)),
        (windows.POWER, windows.SETTING, None),
        (windows.SESSION, 0x8, None),
        (0x0100, windows.SUSPEND, None),
    ],
    ids=["woken", "display on", "dimmed", "lid open", "brightness", "no setting", "unlocked", "a key"],
)
def test_waking_opening_and_other_messages_lock_nothing(
    heard: Heard, message: int, what: int, more: tuple[UUID, int] | None
):
    heard.tell(message, what, setting(*more) if more else 0)

    assert heard.left == 0


def test_messages_of_another_system_are_not_read(heard: Heard):
    answer = heard.session.filter.nativeEventFilter(b"xcb_generic_event_t", 1)

    assert (answer, heard.left) == ((False, 0), 0)


def test_sleep_is_answered_only_after_the_lock_had_its_time(heard: Heard):
    """The answer lets the laptop sleep, so the lock has to come before it."""
    done: list[str] = []
    heard.session.left.connect(lambda: QTimer.singleShot(0, lambda: done.append("saved")))

    heard.tell(windows.POWER, windows.SUSPEND)

    assert done == ["saved"]
