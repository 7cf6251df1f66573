"""Words of the window around the pages."""

TODAY = "Today"
FAMILIES = "Families"
VISIT_NOTE = "Visit note"
ASSESSMENT = "Assessment"
PLAN = "Plan"
NOT_SAFE = "Urgent help"
NOT_SAFE_KEY = "F7"
HIDE_SCREEN = "Hide screen"
LOCK = "Lock"
LEAVE_VISIT = "Leave visit"
BACK_TO_VISIT = "Back to the visit"
IN_A_VISIT = "In a visit"
SETTINGS = "Settings"
PAGES = "Pages"
BACK = "Back"
CLOSE = "Close"
MESSAGE = "Message"
CANCEL = "Cancel"
UNDO = "Undo"
OPENING = "Opening"
SAVE_WHERE = "Where to save it"
LEAVE_FIRST = "Leave the visit to see what is waiting. Your work is saved."


def open_page(name: str) -> str:
    return f"Open {name}"


def with_key(words: str, key: str) -> str:
    """A tooltip: what it does and the key that does it."""
    return f"{words} ({key})" if key else words


def with_count(words: str, number: int) -> str:
    return f"{words}, {number}" if number else words


def sections_done(done: int, whole: int) -> str:
    return f"{done} of {whole} done"
