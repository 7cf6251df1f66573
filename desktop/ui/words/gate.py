"""Words of enrolment, unlocking, locking and hiding."""

# ruff: noqa: S105 - labels about passphrases, no passphrases

from desktop.ui.words.times import count

DOORSTEP = "Doorstep"
DEMO = "Demo data, invented families"

SHOW = "Show"
HIDE = "Hide"
CAPS_LOCK = "Caps Lock is on"
BACK = "Back"
CONTINUE = "Continue"

# Unlock
UNLOCK_TITLE = "Unlock this laptop’s families"
UNLOCK = "Unlock"
UNLOCKING = "Unlocking"
YOUR_PASSPHRASE = "Your passphrase"
PASSPHRASE_HINT = "The five or more words you chose when you set this laptop up."
OFFLINE_IS_FINE = "You can unlock without a connection."
WAIT_RULE = "After 5 wrong tries there is a short wait. Nothing is deleted."
FORGOT = "I forgot my passphrase"
WHO = "Who is unlocking"
WELCOME = "Good to see you"
WELCOME_TEXT = "Everything you need for today is on this laptop, even without a connection."
LOCKED_BY_ITSELF = "Locked because nobody used it for 5 minutes. Your work is saved"
SET_UP_AGAIN = "Set up with a council code"

# Forgot
FORGOT_TEXT = "Ring the help desk. They will read you a code of 28 letters. Nothing is lost."
RECOVERY_CODE = "The code of 28 letters"
RECOVERY_HINT = "Seven groups of four letters. Spaces do not matter."
NEW_PASSPHRASE = "New passphrase"
USE_CODE = "Use this code"
MISSING_RECOVERY = "Type the code that the help desk reads to you"

# Enrol
ENROL_ABOUT = "Setting up this laptop. It takes a few minutes, and you need a connection once."
STEPS = ("Council code", "Who you are", "Your passphrase", "Bring your families over")
STEP_HINTS = (
    "From your manager",
    "As your council knows you",
    "Keeps families’ details locked",
    "Once, over a connection",
)
CODE_TITLE = "Your council’s code"
CODE_TEXT = "Your manager gives you an address and a code of 20 letters. The code works once, for one day."
ADDRESS = "Council’s address"
ADDRESS_HINT = "For example, https://families.example.gov.uk"
CODE = "Code"
CODE_HINT = "Twenty letters. Spaces and dashes do not matter."
CHECKING = "Asking your council"
MISSING_ADDRESS = "Type the address that your manager gave you"
MISSING_CODE = "Type the code that your manager gave you"
WHO_TITLE = "Is this you?"
WHO_TEXT = "Your council says that this code is for:"
NOT_ME = "This is not me"
YES_ME = "Yes, that is me"
CHOOSE_TITLE = "Choose a passphrase"
CHOOSE_TEXT = (
    "Five ordinary words are easier to remember and harder to guess than one odd one. "
    "You type it each time you open the laptop."
)
PASSPHRASE = "Passphrase"
ONCE_MORE = "Type it once more"
SUGGEST = "Suggest five words"
PASTING = "Pasting is allowed"
NOT_THE_SAME = "The two are not the same. Type it once more."
NOBODY_LOOKS_UP = "Nobody can look this up for you"
IF_FORGOTTEN = "The council cannot see it. If you forget it, ring the help desk. Nothing is lost."
STRONG_ENOUGH = "Strong enough"
BRING_TITLE = "Bringing your families over"
BRING_TEXT = "You can leave this window open and wait. Nothing has to be pressed."
READY_TITLE = "This laptop is ready"
READY_TEXT = "Your families are on it, and everything works without a connection."
OPEN_TODAY = "Open Doorstep"
TRY_AGAIN = "Try again"

# Hide and lock
CURTAIN_TITLE = "Back in a moment"
CURTAIN_TEXT = "The screen is hidden. Your work is saved."
SHOW_SCREEN = "Show screen"
CURTAIN_KEYS = "Press F9 or Enter."
PIN = "PIN of this visit"
LOCKING = "Locking"
LOCKING_TEXT = "Your work is being saved first."
NOT_LOCKED = "Not locked yet"
LOCKS_WHEN_SAVED = "We keep trying, and lock as soon as your work is saved. Keep the laptop on."
BEFORE_SLEEP = "Locks the families’ records first"
KEEP_OPEN = "Keep it open"
LOCKING_SOON = "Nobody has used this laptop for a while"

_WEAK = {
    "empty": "Type five words, or take the ones we suggest",
    "short": "Make it longer: at least 12 letters",
    "names": "Do not use names of people or places you work with",
    "common": "Too easy to guess. Add another word",
}


def strength(code: str) -> str:
    """What stands beside the strength bars; `code` is a `Strength.code`."""
    return _WEAK.get(code, _WEAK["common"])


def demo_passphrase(words: str) -> str:
    return f"This is the demonstration. Its passphrase is: {words}"


def practice_passphrase(words: str) -> str:
    return f"This is practice. The passphrase is: {words}"


def locks_in(seconds: int) -> str:
    return f"Doorstep locks in {count(seconds, 'second')}. Press any key to keep it open."


def hides_in(seconds: int) -> str:
    return f"The screen hides in {count(seconds, 'second')}. Press any key to keep it open."


def pin_for(minutes: int) -> str:
    """What opens the hidden screen in a visit. It names nobody."""
    return f"Type the PIN of this visit. In {count(minutes, 'minute')} it takes your passphrase."


def wrong_pin(left: int) -> str:
    return f"That is not the PIN. {count(left, 'try', 'tries')} left, then it takes your passphrase."


def locks_by_itself(minutes: int) -> str:
    return f"Locks by itself in {count(minutes, 'minute')}."


def families_to_bring(families: int) -> str:
    return f"{count(families, 'family', 'families')} to bring over"


def brought(done: int, whole: int) -> str:
    return f"{done} of {count(whole, 'family', 'families')}"


def person(name: str, team: str) -> str:
    return f"{name}, {team}" if team else name


def step_name(number: int, title: str, state: str) -> str:
    """What a screen reader says for one step of enrolment."""
    return f"Step {number}, {title}, {state}"


STEP_DONE = "done"
STEP_NOW = "now"
STEP_LATER = "later"


def restored(salvaged: int, unreadable: int) -> str:
    """After a damaged file was put right from the copy that the laptop keeps."""
    kept = f"The file was damaged, and has been put back. {count(salvaged, 'later change')} came back too."
    if not unreadable:
        return kept
    return f"{kept} {count(unreadable, 'change')} could not be read. Ring the help desk."
