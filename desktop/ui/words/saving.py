"""Words about saving on this laptop."""

import datetime as dt

from desktop.ui.words.times import clock
from desktop.ui.words.trouble import DISK_FULL, TRYING_AGAIN

__all__ = ["DISK_FULL", "SAVING", "TRYING_AGAIN", "saved_at"]

SAVING = "Saving"


def saved_at(at: dt.datetime) -> str:
    """`at` is local time."""
    return f"Saved on this laptop {clock(at)}"
