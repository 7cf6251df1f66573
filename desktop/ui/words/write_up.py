"""Words of a visit's fields: the write-up, how it failed, going alone."""

import datetime as dt

from desktop.ui.words.times import count, day

AS_IT_HAPPENS, WRITE_UP = "As it happens", "Write-up"
PARTS = "Parts of the visit note"

TIMES = "When were you there?"
ARRIVED, LEFT = "Arrived", "Left"
LEFT_EARLY = "You left before you arrived. Check both times"
PRESENT = "Who was there?"
FAMILY_PRESENT = "Of the family"
OTHERS = "Anybody else"
OTHERS_HINT = "Name, who they are to the family, and how old."
CHILDREN = "The children"
SEEN = (("alone", "Seen alone"), ("with_others", "Seen with others"), ("not_seen", "Not seen"))
FOUND_OUT = (
    ("talking", "Talking"),
    ("drawing", "Drawing"),
    ("worksheet", "Worksheet"),
    ("play", "Play"),
    ("observed", "I watched"),
    ("trusted_adult", "A trusted adult"),
    ("video", "Video or text"),
    ("other", "Another way"),
)
SAID_HINT = "As they said it, in their own words."
ADULTS = "What the adults said"
SEEN_AND_DONE = "What did you see and do?"
FACTS_HINT = "Facts: what was said, done and seen."
PRIVATE = "Not shown to family"
PRIVATE_FOLDED = "Home and what it means are folded away in case the screen is turned."
SHOW_IT = "Show it"
HOME = "The home"
HOME_HINT = "What you saw of it."
CONDITIONS = "Home conditions"
BEDROOM = "Were the children’s bedrooms seen?"
YES_NO = (("yes", "Yes"), ("no", "No"), ("not_applicable", "Does not apply"))
MEANS = "What does it mean?"
MEANS_HINT = "Your own thoughts, kept apart from the facts."
SAFETY = "Your own safety"
SAFETY_HINT = "What worried you, and what you did about it."
ACTIONS = "Done since last time"
NO_ACTIONS = "There is nothing to do in the plan."
FILES = "Photos and drawings"
NO_FILES = "None yet."
ADD_PHOTO, DRAW = "Add a photo", "Draw here"
PHOTO_TITLE, DRAWING_TITLE = "Photo from the visit", "Drawing from the visit"
DRAWING = "Draw here"
DRAWING_TEXT = "With a pen, a finger or the mouse. It is kept with this visit."
PAPER = "Paper to draw on"
KEEP_DRAWING, CLEAR = "Keep the drawing", "Start again"
KEPT = "Kept with this visit"
NOTHING_DRAWN = "Nothing is drawn yet"
COLLEAGUE = "A colleague"
LATE = "Late"

# A visit that did not happen
NOT_HAPPENED = "It did not happen"
FAILED_TITLE = "The visit did not happen"
IT_HAPPENED = "It did happen"
FAILED_TEXT = "Say why, and what you did before going away."
WHY = "Why?"
BECAUSE = (
    ("no_reply", "No reply"),
    ("refused", "They refused"),
    ("moved", "They have moved"),
    ("wrong_address", "Wrong address"),
    ("unsafe", "It was not safe"),
    ("cancelled_by_family", "Called off by the family"),
    ("cancelled_by_worker", "Called off by me"),
)
DID = "What did you do?"
DID_WHAT = (
    ("knocked", "Knocked"),
    ("phoned", "Phoned"),
    ("texted", "Texted"),
    ("card_left", "Left a card"),
    ("signs_of_somebody", "Somebody seemed to be in"),
)
MORE = "Anything else, and when you will try again"
SAY_WHY = "Choose why it did not happen"

# Going in
GOING_IN = "Before you go in"
PIN_LABEL = "A short PIN for this visit"
PIN_HINT = "F9 hides the screen, and this PIN shows it again. Choose one that the family does not know."
NO_PIN = "Without a PIN, F9 locks the laptop."
BUDDY, BUDDY_PHONE = "Who waits for you?", "Their number"
BACK_BY = "You will be out by"
CANNOT_CALL = "This laptop cannot call anybody. It rings and flashes here, and is silent once it is locked."
READY, NOT_NOW = "I am ready", "Not now"
PIN_SET = "F9 hides the screen. Your PIN shows it again."
CHECK_IN = "You wanted to be out by now"
ALL_WELL, LONGER = "I am safe", "30 minutes more"
LONGER_MINUTES = 30
IF_NOT_SAFE = "If you are not safe, leave and ring 999."


def after(family_name: str) -> str:
    return f"After the visit, {family_name} family"


def how_seen(child: str) -> str:
    return f"Did you see {child}?"


def awake(child: str) -> str:
    return f"{child} was awake"


def spoken(child: str) -> str:
    return f"I spoke with {child}"


def why_not(child: str) -> str:
    return f"Why did you not see {child} alone?"


def next_seen(child: str) -> str:
    return f"When will you see {child}?"


def how_found_out(child: str) -> str:
    return f"How did you find out what {child} thinks?"


def said(person: str) -> str:
    return f"What {person} said"


def colleague(name: str) -> str:
    """Heading of the other worker's part."""
    return f"{name or COLLEAGUE} wrote"


def tried_so_far(missed: int, most: int) -> str:
    """After a visit that failed."""
    if missed == 0:
        return "Noted. This does not count as an attempt."
    if missed < most:
        return f"Noted. Attempt {missed} of {most} failed."
    return f"{count(missed, 'attempt')} failed. Talk with your manager about what not helping would mean."


def pin_bounds(least: int, most: int) -> str:
    return f"Give {least} to {most} digits, not all the same"


def risks(number: int) -> str:
    return f"{count(number, 'thing')} to know before going in"


def checked(on: dt.date | None) -> str:
    return f"Last checked {day(on)}" if on else "Not checked yet"


def waits(buddy: str, phone: str) -> str:
    """Whom to ring: the laptop cannot."""
    return f"Ring {' '.join(filter(None, (buddy, phone)))}." if buddy or phone else "Ring your manager."
