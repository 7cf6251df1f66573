"""Keeps the window out of screenshots and recordings where the system can (P9): on Windows 10 version 2004 and later.

Microsoft says that it is no guarantee. Written by its documentation; on Windows it has not been run.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

_SHOWN, _LEFT_OUT = 0x00, 0x11
"""WDA_NONE and WDA_EXCLUDEFROMCAPTURE."""


class WindowsCapture:
    """Implements `ports.ScreenCapture`."""

    def __init__(self, handle: Callable[[], int]) -> None:
        """`handle` is that of our window."""
        self._handle = handle

    def is_possible(self) -> bool:
        return sys.platform == "win32"

    def block(self, *, blocked: bool) -> None:
        if sys.platform == "win32":
            how = wintypes.DWORD(_LEFT_OUT if blocked else _SHOWN)
            ctypes.WinDLL("user32").SetWindowDisplayAffinity(wintypes.HWND(self._handle()), how)
