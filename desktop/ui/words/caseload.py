"""Words of adding a caseload from a list."""

from collections.abc import Iterable, Sequence

from desktop.ui.words.duplicates import reasons
from desktop.ui.words.family import family
from desktop.ui.words.times import count

TITLE = "Add families from a list"
SUBTITLE = "One row is one person. Rows of one family have the same reference, or the same family name and postcode."
CHOOSE = "Choose a file"
CHOOSE_TITLE = "Save your list as CSV first"
CHOOSE_TEXT = "Every spreadsheet program can: choose Save as, then CSV. Nothing is added before you have looked."
FILTER = "Lists (*.csv *.txt)"
COLUMNS = "What is in each column?"
COLUMNS_TEXT = "We guessed from the headings. Put right what is wrong."
LEAVE_OUT = "Leave out"
NOT_ENOUGH = "Choose a column for first names or surnames, and none twice"
LOOK = "Look through the list"
LOOKING = "Looking through the list"
FOUND = "What would be added"
REFUSED = "Rows that cannot be added"
WARNED = "Added, but please look"
ALIKE = "These may be known already"
ALIKE_TEXT = "They are not added unless you say below why they are other families."
BECAUSE = "Why are they other families?"
BECAUSE_HINT = "Leave it empty to leave them out"
OTHER_COLUMNS = "Change the columns"
CANCEL = "Stop"
ADDING = "Adding families"
DONE = "The list is added"
STOPPED = "Stopped"
REPORT = "Save the rows that were not added"
REPORT_NAME = "rows-not-added.csv"
REPORT_TITLE = "Save outside Doorstep?"
REPORT_TEXT = (
    "The file holds names and dates of birth, and is not locked. Delete it when you are done, and your list too."
)
SAVE = "Save the file"
LINE, WHY = "Line", "Why it was not added"
OPEN_FAMILIES = "See the families"
ANOTHER = "Another list"
SHOWN = 20

FIELDS = {
    "reference": "Family’s reference", "family_name": "Family name", "area": "Area", "street": "Street",
    "postcode": "Postcode", "first_name": "First name", "surname": "Surname", "role": "Who they are",
    "born_on": "Date of birth", "sex": "Sex", "school": "School", "nhs_number": "NHS number", "upn": "Pupil number",
}  # fmt: skip
PROBLEMS = {
    "too_many_cells": "There are more cells than headings",
    "no_name": "There is no name",
    "no_family": "There is no family name and no surname",
    "unknown_role": "We do not know who they are. Try child, parent or adult",
    "not_a_date": "The date of birth is not a date. Write it as 27/3/2012",
    "in_future": "The date of birth is in the future",
    "twice": "The same person stands in the list twice",
    "odd_number": "This number cannot be right. Check it",
    "odd_postcode": "This is not a postcode. Check it",
    "unknown_sex": "We do not know this word. It stays empty",
    "alike": "The family may be known already",
    "here_already": "This family was added from a list before",
}


def offered(sample: str) -> str:
    """For example Hartley"""
    return f"For example {sample}" if sample else ""


def line(number: int, cells: Sequence[str]) -> str:
    """Line 7: Maya, Hartley, 31/2/2012"""
    said = ", ".join(cell for cell in cells if cell)
    return f"Line {number}: {said[:80]}" if said else f"Line {number}"


def problems(found: Iterable[tuple[str, str]]) -> str:
    """Pupil number: This number cannot be right. Check it. Codes, each with its column."""
    return (
        ". ".join(f"{FIELDS[column]}: {PROBLEMS[code]}" if column else PROBLEMS[code] for code, column in found) + "."
    )


def would(families: int, people: int) -> str:
    """500 families with 960 people"""
    return f"{count(families, 'family', 'families')} with {count(people, 'person', 'people')}"


def not_added(rows: int) -> str:
    return f"{count(rows, 'row')} cannot be added" if rows else "Every row can be added"


def add(families: int) -> str:
    return f"Add {count(families, 'family', 'families')}"


def alike(name: str, other: str, codes: Sequence[str]) -> tuple[str, str]:
    """Novak family; Nowak family is here: same date of birth, similar surname"""
    said = reasons(codes)
    return family(name), f"{family(other)} is here: {said[:1].lower()}{said[1:]}"


def and_more(rows: int) -> str:
    return f"And {count(rows, 'more row', 'more rows')}. The file of rows that were not added has all of them."


def adding(done: int, whole: int) -> str:
    return f"{done} of {count(whole, 'family', 'families')}"


def done(families: int, rows: int) -> str:
    """480 families added. The council is asked about each when there is a connection. 40 rows were not added."""
    asked = " The council is asked about each when there is a connection." if families else ""
    left = f" {count(rows, 'row was', 'rows were')} not added." if rows else ""
    return f"{count(families, 'family', 'families')} added.{asked}{left}"


def saved_to(where: str) -> str:
    return f"Saved in {where}"


def column(at: int, headings: Sequence[str]) -> str:
    """The heading; where it is empty or another has the same, which column it is."""
    heading = headings[at]
    return heading if heading and headings.count(heading) == 1 else f"{heading} (column {at + 1})".strip()


def more_families(families: int) -> str:
    return f"And {count(families, 'more family', 'more families')}."
