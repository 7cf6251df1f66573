"""Words of the assessment."""

import datetime as dt

from desktop.ui.words.family import CHANNELS
from desktop.ui.words.times import count, date

TITLE = "Assessment"
NAME = "Sections of the assessment"

# before there is one
NO_CONSENT = "Consent not given yet. You can write a visit note, not an assessment"
NO_CONSENT_TEXT = "Ask first. Then write down what they said."
RECORD_CONSENT = "Record consent"
NOT_BEGUN = "No assessment yet"
NOT_BEGUN_TEXT = "It is saved on this laptop as you write. You can stop and carry on at any time."
BEGIN = "Begin the assessment"
NOT_OPENED = "This assessment does not open"
NOT_OPENED_TEXT = "Your answers are safe."
TRY_AGAIN = "Try again"

# sections that are pages over records
PEOPLE, CONSENT, SUMMARY = "People at home", "Consent", "Summary"
PEOPLE_TEXT = "The family’s page is where people are added and changed."
OPEN_FAMILY = "Open the family’s page"
LIVES_AT_HOME, LIVES_ELSEWHERE = "Lives at home", "Lives elsewhere"
NOBODY = "Nobody is written down yet."
NOBODY_ASKED = "Nobody has been asked yet."
STILL_TO_ANSWER = "Still to answer"
NOTHING_MISSING = "Every question that is needed has an answer."
TO_LOOK_AT = "To look at again"
GO_TO_ANSWER = "Go to the answer"
READ_ONLY = "You can read, not change."
CONSENT_ANSWERS = {"given": "Agreed", "refused": "Said no", "withdrawn": "Took it back", "not_asked": "Not asked yet"}
PURPOSES = {"assessment": "The assessment", "sharing": "Sharing"}

# the rail
DONE, NOT_STARTED = "Done", "Not started"

# a question
MARK_WORDS = "Mark as their words"
HIDE, SHOW = "Hide from family", "Let family see it"
FAMILY_SEES = "Family sees this"
NOT_SHOWN = "Not shown to family"
NO_ANSWER = "Why there is no answer"
WHY_NOT = {"not_asked": "Not asked", "declined": "Declined", "not_applicable": "Not applicable"}
CLEAR = "Take the answer back"
NEEDED = "Needed to finish"
LATER = "You will come back to this"
SELECT_FIRST = "Select their words first, then mark them."
NOT_ON_SCREEN = "This question cannot be answered on this laptop."
REFUSED = {
    "not_a_number": "Write a number, for example 3",
    "not_a_whole_number": "Write a whole number, for example 3",
    "not_a_date": "Give a date, for example 13 10 2026",
    "not_a_time": "Give a time, for example 14:30",
}
NOT_TAKEN = "This answer does not fit the question."
REMOVE = "Remove"
REMOVED = "Removed. You can bring it back."
UNDO = "Bring it back"

# the foot
BACK, NEXT, NEXT_SHORT = "Back", "Next question", "Next"
OR_KEY = "or Ctrl Enter"
COME_BACK, LATER_SHORT = "Come back to this later", "Later"

# what is known
KNOWN = "What we already know"
KNOWN_TEXT = "So nobody has to say it again."
NOTHING_KNOWN = "Nothing is written down yet."
USE = "Use in this answer"
SHOW_IT, SHOW_THEM = "Show it", "Show them"
CLOSE_KNOWN = "Back to the questions"

# printing
PRINT = "Print"
PRINT_TITLE = "Print the assessment"
PRINT_TEXT = "What is hidden from the family is never in their copy."
OFFICE_COPY, FAMILY_COPY = "Office copy", "Family’s copy"
FILE_NAME = "assessment.pdf"

_SAID = {
    "visit": "Visit note", "words": "Their words", "going_well": "Going well", "worry": "A worry", "action": "Action",
    "later": "For later", "note": "Visit note", "event": "Event",
} | {f"note_{channel}": said for channel, said in CHANNELS.items()}  # fmt: skip
_VOICES = {"female": "her", "male": "his"}


def question_of(number: int, whole: int) -> str:
    """Question 6 of 8"""
    return f"Question {number} of {whole}"


def answered_of(answered: int, whole: int) -> str:
    """5 of 8"""
    return f"{answered} of {whole}"


def to_answer(number: int) -> str:
    """1 to answer"""
    return f"{number} to answer"


def ask(name: str, sex: str) -> str:
    """Ask Maya, in her words"""
    return f"Ask {name}, in {_VOICES.get(sex, 'their')} words"


def add(label: str) -> str:
    """Add a worry"""
    return f"Add {label[:1].lower()}{label[1:]}" if label else "Add another"


def another(label: str, number: int) -> str:
    """A worry, 2"""
    return f"{label}, {number}"


def near_date(on: dt.date, today: dt.date) -> str:
    """29 September; 25 September 2025 in another year"""
    return date(on).rpartition(" ")[0] if on.year == today.year else date(on)


def known_source(what: str, who: str, when: str) -> str:
    """Visit note, 29 September; Call, Millbrook Primary, 25 September 2025"""
    return ", ".join(part for part in (_SAID.get(what, _SAID["note"]), who, when) if part)


def known_quoted(text: str, what: str, who: str, on: dt.date) -> str:
    """The text with where it comes from, as it is put into an answer."""
    return f"{text} ({known_source(what, who, date(on))})"


def known_for(name: str) -> str:
    """So Maya does not have to say it again."""
    return f"So {name} does not have to say it again." if name else KNOWN_TEXT


def what_we_know(number: int) -> str:
    """What we know, 4"""
    return f"What we know, {number}" if number else "What we know"


def folded(number: int) -> str:
    """1 note is folded away in case the screen is turned."""
    return f"{count(number, 'note')} {'is' if number == 1 else 'are'} folded away in case the screen is turned."


def consent_row(answer: str, on: dt.date | None) -> str:
    """Agreed, 22 September 2026"""
    said = CONSENT_ANSWERS.get(answer, CONSENT_ANSWERS["not_asked"])
    return f"{said}, {date(on)}" if on else said


def state(code: str, on: dt.date | None) -> str:
    """Started 22 September 2026"""
    said = {"draft": "Started", "completed": "Completed", "agreed": "Agreed", "returned": "Sent back"}
    return f"{said.get(code, said['draft'])} {date(on)}" if on else said.get(code, "")


def still(number: int) -> str:
    """3 questions are still to answer"""
    return f"{count(number, 'question')} {'is' if number == 1 else 'are'} still to answer"


def printed(where: str) -> str:
    return f"Saved: {where}"
