"""Words about what the council would not take."""

import datetime as dt

from desktop.ui.words.sending import near

TITLE = "This was not accepted"
SAFE = "Your words are safe on this laptop. Put them right, or take them back."
LOOK = "Look at it"
YOU_WROTE = "You wrote"
COUNCIL_HAS = "The council has"
NOT_TAKEN = "Not accepted"
PUT_RIGHT = "Put it right"
PUT_RIGHT_MEANS = "Change it where it stands and save. It is sent again by itself."
TAKE_BACK = "Take it back"
ASK_TITLE = "Take this back?"
ASK = "The record says again what the council has. What you wrote goes into the history, so it is not lost."
ASK_NEW = (
    "The council has nothing of it, so it is taken out here. What you wrote goes into the history, so it is not lost."
)
KEEP_IT = "Keep it here"
TAKEN_BACK = "Taken back. What you wrote is in the history"
GONE = "Nothing is left to put right here. It was put right, taken back or accepted."


def written(at: dt.datetime, today: dt.date) -> str:
    """Written on this laptop yesterday 15:30. `at` is local time."""
    said = near(at, today)
    return (
        f"Written on this laptop {said[:1].lower()}{said[1:]}"
        if at.date() != today
        else f"Written on this laptop at {said}"
    )
