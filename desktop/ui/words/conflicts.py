"""Words of the choice between two versions of one answer."""

import datetime as dt
from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.ui.words import ecomap, person, whole_family
from desktop.ui.words.family import names
from desktop.ui.words.sending import kind, near
from desktop.ui.words.times import date as long_date
from desktop.ui.words.times import day

TITLE = "Two people changed the same answer"
TITLE_JOINED = "Joined, please read"
TITLE_DELETED = "One person took this out, another changed it"
NOTHING_LOST = "Nothing is lost. Choose what the answer should say. Both versions stay in the history."
JOINED_TEXT = "Two people changed different sentences. Both are in the text below."
DELETED_TEXT = "Nothing is lost. Choose whether it stays. Both versions stay in the history."
SAME_SENTENCE = "You both changed this sentence, so nobody has joined it for you. Choose a version, or edit."
MOVED = "It was changed again meanwhile. Now it says:"
GONE = "Nothing is left to choose here. Somebody has chosen already."
WILL_BE_KEPT = "What will be kept"
BOTH = "Both together"
EDIT = "Edit"
KEEP = "Keep this version"
LATER = "Decide later"
LATER_TEXT = "We will remind you here"
I_HAVE_READ_IT = "I have read it"
YOURS = "Yours"
YOUR_VERSION = "Your version"
FROM_COUNCIL = "From the central system"
CURRENT = "In the record now"
ADDED, MEANS_ADDED = "Underlined", "means added"
TAKEN_OUT, MEANS_TAKEN_OUT = "Struck through", "means taken out"
NO_CHANGE = "The same words as before."
EMPTY = "Nothing"
TAKEN_AWAY = "Taken out"
STAYS = "Stays"
LINKED = "Chosen from this family’s record"
KEPT = "Kept. The other version is in the history"
SOMEBODY = "A colleague"
FIELDS = (
    whole_family.FIELDS
    | person.LABELS
    | {
        "text": "What it says",
        "aim": "What we want",
        "contingency": "If things get worse",
        "observation": "What was seen and done",
        "analysis": "What it means",
        "purpose": "What it is for",
        "due_on": "By when",
        "progress": "How far it is",
        "owners": "Who will do it",
        "planned_at": "When it is planned",
        "name": "Name",
        "first_name": "First name",
        "surname": "Surname",
        "born_on": "Date of birth",
        "deleted": "Whether it stays in the record",
    }
)
_CODES = person.CODES | whole_family.CODES | {"strength": ecomap.STRENGTHS, "direction": ecomap.DIRECTIONS}
_LINKS = frozenset({"a", "b", "person", "home", "health_visitor"})


def to_check(conflicts: int) -> str:
    return f"{conflicts} to check"


def where(family: str, kind_code: str) -> str:
    """Hartley-Okoro family, assessment answers"""
    said = kind(kind_code)[0]
    return f"{family} family, {said[:1].lower()}{said[1:]}" if family else said


def field(name: str) -> str:
    """The plain name of a field; of an answer, that it is one."""
    column, mark, _key = name.partition("@")
    return "An answer" if mark else FIELDS.get(column, column.replace("_", " ").capitalize())


def changed_meanwhile(fields: Sequence[str]) -> str:
    """Changed after the decision was made: Who will do it and By when."""
    return f"Changed after the decision was made: {names(fields)}." if fields else ""


def version_of(name: str) -> str:
    return f"{name.partition(' ')[0]}’s version" if name != SOMEBODY else "A colleague’s version"


def of(name: str) -> str:
    return f"{name.partition(' ')[0]}’s" if name != SOMEBODY else "Theirs"


def by(name: str, at: dt.datetime | None, today: dt.date) -> str:
    """Nadia Khan, Yesterday 15:30. `at` is local time."""
    return f"{name}, {near(at, today)}" if at else name


def summary(added: list[str], taken: list[str]) -> str:
    """What a screen reader says of the marks: Added: by about £340. Taken out: two hours a day."""
    parts = [f"Added: {'; '.join(added)}" if added else "", f"Taken out: {'; '.join(taken)}" if taken else ""]
    return ". ".join(filter(None, parts)) or NO_CHANGE


def value(held: Any) -> str:
    """A field's value in words: dates as dates, lists as lists, nothing as Nothing."""
    if held is None or held == "":
        return EMPTY
    if isinstance(held, bool):
        return "Yes" if held else "No"
    if isinstance(held, dt.datetime):
        return f"{day(held.date())} at {held:%H:%M}"
    if isinstance(held, date):
        return long_date(held)
    if isinstance(held, (tuple, list)):
        return names([value(part) for part in held])
    if isinstance(held, dict):
        return ", ".join(value(part) for part in held.values() if part not in (None, ""))
    return str(held)


def value_of(name: str, held: Any) -> str:
    """The same, a code as its list says it; of a record that was taken out, whether it stays, and of another record only that there is one."""
    if name == "deleted":
        return TAKEN_AWAY if held else STAYS
    if name in _LINKS and held:
        return LINKED
    codes = _CODES.get(name, {})
    if isinstance(held, (tuple, list)):
        return value([codes.get(part, part) for part in held])
    return value(codes.get(held, held) if isinstance(held, str) else held)
