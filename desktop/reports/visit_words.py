"""What stands on the paper that a worker takes along to a visit."""

from datetime import date, datetime

from desktop.reports.words import day, marked

KIND = "Visit sheet"
COPIES = {True: "With what is hidden from the family", False: "Without what is hidden from the family"}
BEFORE, NEWS, ACTIONS = "Before you go in", "Since the last visit", "Open actions"
CONSENT, LIVES, ROUTE, TAKE = "Consent", "Who lives there", "How to get there", "What to take"
NO_NEWS, NO_ACTIONS = "Nothing new is written down.", "No open actions."
SHARE_WITH, NOT_TO_TELL, NOT_TO_SEE = "May be told", "Not to be told", "Must not see the record"
NOBODY = "No agency yet"
ADDRESS_HIDDEN = "The address stays out of this copy."
ACTION_COLUMNS = ("Action", "Who", "By when")
_CONSENTS = {
    "given": "Consent given",
    "refused": "Consent refused",
    "withdrawn": "Consent taken back",
    "ended": "Consent ran out",
}
_USUAL = {
    "consent_form": "Consent form",
    "privacy_notice": "Privacy notice, to leave with them",
    "assessment": "The assessment, to go on with",
    "plan": "The plan, to go through together",
}
_PLACES = {"home": "at home", "school": "at school", "hub": "at the family hub", "outdoors": "outdoors"}


def when(at: datetime, place: str) -> str:
    """6 October 2026 at 11:00, at home"""
    return ", ".join(part for part in (f"{day(at.date())} at {at:%H:%M}", _PLACES.get(place, "")) if part)


def consent(answer: str, on: date | None) -> str:
    """Consent given, 22 September 2026"""
    said = _CONSENTS.get(answer, "Consent not given yet")
    return f"{said}, {day(on)}" if on else said


def flag(text: str, source: str, on: date | None) -> str:
    checked = f"Checked {day(on)}." if on else "Not checked yet."
    return marked(f"{text} {f'From {source}. ' if source else ''}{checked}", hidden=True)


def to_take(what: str, *, usual: bool, packed: bool) -> str:
    """A box to tick with a pen, ticked where it is in the bag already."""
    return f"[{'x' if packed else '  '}] {_USUAL.get(what, what) if usual else what}"
