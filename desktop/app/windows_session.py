"""What Windows tells of the session, by messages to our window: the laptop goes to sleep, its lid shuts, the screen locks (F11).

Suspending goes on as soon as the message is answered, and no later than about two seconds after it was sent: until then the answer waits,
while the lock saves and replaces the process. On Modern Standby that message does not come in some cases, so the display and the lid are
listened to as well. Written by Microsoft's documentation; the reading of messages is tested, on Windows it has not been run.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QEventLoop, QObject, QTimer, Signal

HOLD_MS = 1800
"""How long the answer to "about to sleep" waits for the lock, at most."""
POWER, SUSPEND, SETTING = 0x0218, 0x0004, 0x8013
"""WM_POWERBROADCAST; of it PBT_APMSUSPEND and PBT_POWERSETTINGCHANGE."""
SESSION, GONE = 0x02B1, frozenset({0x2, 0x4, 0x6, 0x7})
"""WM_WTSSESSION_CHANGE; of it the console or the remote screen taken away, logged off, locked."""
DISPLAY, LID = UUID("6fe69556-704a-47a0-8f24-c28d936fda47"), UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")
"""GUID_CONSOLE_DISPLAY_STATE and GUID_LIDSWITCH_STATE_CHANGE. Of both, 0 is off or shut."""
_GENERIC = (b"windows_generic_MSG", b"windows_dispatcher_MSG")


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING."""

    _fields_: ClassVar = [("guid", ctypes.c_ubyte * 16), ("length", ctypes.c_uint32), ("data", ctypes.c_uint32)]


def is_leaving(message: int, what: int, more: int) -> bool:
    """Whether a message with these parameters (wParam, lParam) says that nobody may be there any more."""
    if message == SESSION:
        return what in GONE
    if message == POWER and what == SETTING and more:
        setting = PowerSetting.from_address(more)
        return UUID(bytes_le=bytes(setting.guid)) in (DISPLAY, LID) and setting.data == 0
    return is_suspending(message, what)


def is_suspending(message: int, what: int) -> bool:
    """Whether the laptop goes to sleep as soon as this is answered."""
    return message == POWER and what == SUSPEND


class WindowsSession(QObject):
    """Listens once it is begun.

    Signals:
        left: nobody may be there any more; lock now.
    """

    left = Signal()

    def __init__(self, handle: Callable[[], int], hold_ms: int = HOLD_MS) -> None:
        """`handle` is that of our window."""
        super().__init__()
        self._handle, self._hold_ms = handle, hold_ms
        self.filter = _Messages(self._hear)

    def begin(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self.filter)
        _ask_to_be_told(self._handle())

    def _hear(self, message: int, what: int, more: int) -> None:
        if is_leaving(message, what, more):
            self.left.emit()
        if is_suspending(message, what):
            self._hold()

    def _hold(self) -> None:
        """Let the lock go on before the answer; it ends with this process, and this never returns."""
        held = QEventLoop()
        QTimer.singleShot(self._hold_ms, held, held.quit)
        held.exec()


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, heard: Callable[[int, int, int], None]) -> None:
        super().__init__()
        self._heard = heard

    def nativeEventFilter(  # noqa: N802  (Qt's name)
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """`message` is where a MSG lies; Qt and Windows hear of it too."""
        if QByteArray(kind).data() in _GENERIC:
            told = wintypes.MSG.from_address(int(message))
            self._heard(told.message, told.wParam, told.lParam)
        return False, 0


def _ask_to_be_told(window: int) -> None:
    """Of the session, the display and the lid. What Windows refuses is not heard; that of sleep comes unasked."""
    if sys.platform != "win32":
        return
    handle = wintypes.HWND(window)
    ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(handle, 0)
    for setting in (DISPLAY, LID):
        guid = (ctypes.c_ubyte * 16).from_buffer_copy(setting.bytes_le)
        ctypes.WinDLL("user32").RegisterPowerSettingNotification(handle, ctypes.byref(guid), 0)
