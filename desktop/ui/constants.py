"""Keeps None, True and False alive while PySide6 6.12 runs on Python 3.10 or 3.11.

Its wheels are built against headers in which these objects are immortal (PEP 683, Python 3.12), so each call of a
Qt method that returns one of them takes a reference that was never given. Measured: 200 calls of `QWidget.update`
cost None 200 references; after some thousands the process aborts with "deallocating None". Nothing to do from 3.12.
"""

import ctypes
import sys

_MANY = 1 << 60


def hold_constants() -> None:
    """Give the constants more references than any session can take. Harmless to call twice."""
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        for constant in (None, True, False, NotImplemented, Ellipsis):
            ctypes.c_ssize_t.from_address(id(constant)).value = _MANY
