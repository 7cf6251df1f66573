"""Words of the settings."""

# ruff: noqa: S105 - labels about passphrases, no passphrases

from desktop.ui.words.times import count

TITLE = "Settings"
HELP = "Help and keys"
HINT = "They are kept on this laptop and hold at once."
PARTS = "Parts of the settings"
TABS = (("reading", "Reading and display"), ("privacy", "Privacy and locking"), ("laptop", "This laptop"))
ON, OFF = "On", "Off"

SIZE = "Text size"
SIZE_TEXT = "Ctrl with plus or minus changes it on every page."
COLOURS = "Colours"
COLOURS_TEXT = "High contrast is black and white with strong edges."
THEMES = (("system", "As the laptop"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))
LOOSE = "Wider letters"
LOOSE_TEXT = "Some people read more easily when letters stand further apart."
FONT = "The laptop’s own font"
FONT_TEXT = "Instead of Atkinson Hyperlegible, which was made for low vision."
STILL = "Less movement"
STILL_TEXT = "Nothing slides or fades."

IDLE = "Lock when I stop"
LID = "Lock when the lid closes"
LID_TEXT = "Set by your council."
ALWAYS_ON = "Always on"
CAPTURE = "Block screenshots and screen recording"
CAPTURE_TEXT = (
    "Switch it off to show this screen in a meeting. "
    "It is on again after 90 minutes, or when you hide or lock the screen."
)
CAPTURE_AGAIN = "Screenshots and screen recording are blocked again"
CAPTURE_NOT_HERE = "Only Windows lets an app do this. Close other apps before you share the screen."
NOT_HERE = "Not on this laptop"
PASSPHRASE = "Passphrase"
PASSPHRASE_TEXT = "Change it when somebody may have seen you type it."
CHANGE = "Change"
PROTECTED = "How this laptop is protected"
PROTECTED_TEXT = "Families’ details are encrypted. The key is made from your passphrase."
ALL_GOOD = "All good"

HAND_IN = "Hand in this laptop"
HAND_IN_BUTTON = "Hand in"
HAND_IN_READY = "The council has received everything that was written here."
NOT_YET_READ = "Looking at what has been sent."
SEND_FIRST = "Send first"
LOCK_NOW = "Lock now"
HANDED = (
    "Give it to the help desk locked. They take it off your council’s list, and nothing on it can be read by others."
)
LOST = "Laptop lost or stolen?"
LOST_TEXT = "Ring the help desk at once. They can stop it receiving anything new."
COPY = "Copy on this laptop"
NO_COPY = "No copy has been made yet."

CHANGE_TITLE = "Change your passphrase"
CHANGE_TEXT = "Everything on this laptop stays as it is."
OLD = "Your passphrase now"
NEW = "New passphrase"
CHANGED = "Your passphrase is changed"
CHANGING = "Changing"


def percent(size: float) -> str:
    return f"{round(size * 100)} %"


def minutes(number: int) -> str:
    return f"After {count(number, 'minute')}"


def idle_text(most: int) -> str:
    return f"You type your passphrase again. Your council allows up to {count(most, 'minute')}."


def unsent(number: int) -> str:
    """7 changes have not been sent. Send them first, or hand the laptop in: they stay locked on it."""
    verb = "has" if number == 1 else "have"
    return f"{count(number, 'change')} {verb} not been sent. Send them first."


WAITS = "Something here has not been received by the council. Send it first."


def copied(when: str) -> str:
    return f"The last one was made {when}."
