"""Words about saving on this laptop."""

import datetime as dt

from desktop.ui.words.times import clock

SAVING = "Saving"
DISK_FULL = "Not saved. The disk is full. Keep this window open and free some space."
TRYING_AGAIN = "Not saved yet. We are trying again. Keep this window open."


def saved_at(at: dt.datetime) -> str:
    """`at` is local time."""
    return f"Saved on this laptop {clock(at)}"
