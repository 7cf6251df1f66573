"""Words of a family's whole story."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words.documents import category as document
from desktop.ui.words.family import CHANNELS, agency, names
from desktop.ui.words.times import MONTHS, count, length, short_date

LIST = "What has happened"
NOTHING, NOTHING_TEXT = "Nothing is written down yet", "Notes, visits and what you add to the chronology stand here."
NO_MATCH, NO_MATCH_TEXT = "Nothing like that", "Choose other kinds, people or years."
ADD, SAVE_PDF = "Add to the chronology", "Save as PDF"
KINDS, PEOPLE, YEARS = "What", "Who", "When"
EVERYTHING, EVERYBODY, ALL_YEARS = "Everything", "Everybody", "All years"
ONLY_SIGNIFICANT = "Only significant"
GROUPS = {
    "event": "Chronology", "visit": "Visits", "note": "Notes", "agreement": "Consent and help", "assessment": "Assessments",
    "plan": "The plan", "document": "Documents", "conflict": "Two people’s changes",
}  # fmt: skip
SIGNIFICANT, POSITIVE, HIDDEN = "Significant", "Good news", "Not shown to family"
_TITLES = {
    "visit_planned": "Visit planned", "visit_done": "Visit", "visit_failed": "Visit did not happen",
    "consent_given": "Consent given", "consent_refused": "Consent refused", "consent_withdrawn": "Consent taken back",
    "consent_not_asked": "Consent not asked", "assessment_started": "Assessment started",
    "assessment_completed": "Assessment completed", "assessment_signed": "Assessment signed off",
    "plan_agreed": "Plan agreed", "action_done": "Action done", "outcome_met": "An aim was met",
    "help_began": "Request for help", "help_ended": "Help ended", "conflict_open": "Two people changed the same answer",
    "conflict_settled": "A choice between two answers",
} | {f"note_{channel}": said for channel, said in CHANNELS.items()}  # fmt: skip

NEW_TITLE, CHANGE_TITLE, SAVE = "Add to the chronology", "Change this entry", "Save"
NEW_TEXT = "Facts only. The family and their agencies can read the chronology."
TEXT, TEXT_HINT = "What happened?", "One thing, in 300 letters at most."
TEXT_MISSING, TEXT_LONG = "Say what happened", "Keep it to 300 letters"
ON, PRECISION = "When?", "How exactly do we know?"
PRECISIONS = [("day", "That day"), ("month", "That month"), ("year", "That year"), ("about", "About then")]
IN_FUTURE = "Choose a day that has been"
CATEGORY, ABOUT, IMPACT = "What kind of thing?", "Who is it about?", "What did it mean for the child?"
SOURCE, SOURCE_HINT = "Who or what says so?", "For example, Mum, or the school’s letter."
SOURCE_MISSING = "Say who or what says so"
TICK_POSITIVE, TICK_SIGNIFICANT = "It was good", "Significant: a reader must not miss it"
TICK_HIDDEN = "Hide from family: only the team reads it"
CATEGORIES = {
    "birth_or_death": "Birth or death", "move": "Move", "school_change": "Change of school",
    "attendance": "Attendance or exclusion", "health": "Health", "missing": "Missing", "police": "Police",
    "domestic_abuse": "Domestic abuse", "contact": "Contact or referral", "assessment": "Assessment", "plan": "Plan",
    "family_change": "Change in the family", "achievement": "Achievement", "other": "Something else",
}  # fmt: skip

ENTRY = "In the chronology"
CLOSE, CHANGE, TAKE_OUT, PICK, OPEN = "Close", "Change", "Take out", "Put in the chronology", "Open"
MARK, UNMARK = "Mark as significant", "Not significant"
TAKE_OUT_TITLE, TAKE_OUT_HINT = "Take this out of the chronology?", "It stays in the history, with the reason."
SAVED, TAKEN_OUT, BACK_AGAIN = "Saved in the chronology", "Taken out of the chronology", "It is back in the chronology"

PDF_TITLE, PDF_TEXT = "Save the story as a PDF", "The file lies outside Doorstep and is not locked."
PDF_FOR, PDF_WHAT, PDF_WHOM = "Whose copy?", "What goes in?", "Who gets it?"
COPIES = [("office", "The council’s own file"), ("family", "The family’s copy: nothing that is hidden from them")]
WHOLE_OR_NOT = [("significant", "Only what is marked significant"), ("all", "The whole story")]
WHOM_MISSING = "Say who gets it"
SAVE_IT = "Save"
FILE_NAME = "story.pdf"
PDF_EMPTY = "Nothing is marked significant yet. Mark what matters, or choose the whole story."
PAPER_TITLE, PAPER_ONLY = "Chronology", "Only what is marked significant is in this copy."
PAPER_COLUMNS = ("When", "What happened", "Who says so")


def title(what: str, who: str = "", minutes: int | None = None, category: str = "") -> str:
    """Call, Sam Peel; Visit, 55 min; Consent given, Dana, school; Health; "" of an entry of no particular kind."""
    if what == "event":
        return "" if category == "other" else CATEGORIES.get(category, "")
    if what.startswith("document_"):
        return ", ".join(part for part in (document(what.removeprefix("document_")), who) if part)
    said = _TITLES.get(what, CHANNELS["other"])
    sharing = agency(category).lower() if what.startswith("consent_") and category else ""
    return ", ".join(part for part in (said, who, sharing, length(minutes) if minutes else "") if part)


def day(on: dt.date, precision: str = "day") -> str:
    """29 Sep 2026; Sep 2026; 2026; About Sep 2026"""
    month = f"{MONTHS[on.month - 1][:3]} {on.year}"
    said = {"month": month, "year": str(on.year), "about": f"About {month}"}
    return said.get(precision, f"{short_date(on)} {on.year}")


def marks(*, significant: bool, positive: bool, hidden: bool) -> tuple[tuple[str, str, str], ...]:
    """Words, icon and tone of what stands at the end of a line."""
    shown = (
        (significant, (SIGNIFICANT, "circle-alert", "info")),
        (positive, (POSITIVE, "sprout", "success")),
        (hidden, (HIDDEN, "eye-off", "private")),
    )
    return tuple(mark for on, mark in shown if on)


def counted(shown: int, whole: int) -> str:
    """12 entries; 12 of 400"""
    return f"{shown} of {whole}" if shown != whole else count(whole, "entry", "entries")


def about(people: Sequence[str]) -> str:
    return f"About {names(people)}" if people else ""


def source(said: str) -> str:
    return f"Source: {said}" if said else ""


def saved_to(where: str) -> str:
    return f"Saved to {where}"
