"""Words of what is new, and of writing a note."""

from desktop.ui.words.family import CHANNELS

NEW = "New"
NEW_TEXT = "Press the letter, or Enter for a note."
A_NOTE, AN_ACTION, A_FAMILY = "Note", "Action", "Family"

TITLE = "Write a note"
SAVE = "Save note"
SAVE_HINT = "Ctrl+Enter saves."
FAMILY = "Which family?"
CHOOSE_FAMILY = "Choose a family"
FAMILY_MISSING = "Choose the family that the note is about"
TEXT = "What was said and done"
MISSING = "Write what was said and done"
CHANNEL = "What was it?"
WITH = "With whom?"
DAY, TIME = "Date", "Time"
IN_FUTURE = "Choose a time that has been"
ABOUT = "Who is it about?"
READERS = "Who may read it?"
TEAM, HIDDEN, NAMED = "team", "hidden", "named"
READER_CHOICES = [
    (TEAM, "The team, and the family’s copy"),
    (HIDDEN, "The team. Not shown to family"),
    (NAMED, "Only people named for restricted notes"),
]
CHANNEL_CHOICES = list(CHANNELS.items())

WITH_ACTION = "Something follows from it"
WHAT, WHO, WHEN = "What will happen?", "Who will do it?", "By when?"
WHAT_HINT = "Begin with what somebody does. It joins the plan, which the family can read."
WHAT_MISSING = "Say what will happen"
WITH_FACT = "Put it in the chronology too"
FACT = "What happened, in one sentence"
FACT_HINT = "A fact, no opinion. The family and their agencies can read it, unless the note is hidden."
FACT_MISSING = "Say what happened"
FACT_LONG = "Keep it to 300 letters"

SAVED, TAKEN_BACK = "Note saved", "Note taken back"
PLANNED = "Added to the plan"
WHY_TAKEN_BACK = "Taken back after it was saved"


def saved(family: str) -> str:
    """Note saved for the Nowak family"""
    return f"{SAVED} for the {family} family" if family else SAVED
