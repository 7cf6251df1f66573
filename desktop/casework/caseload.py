"""A caseload out of a table: which column is what, and what of each row stands in the way of its being added. One row is one person.

Nothing is written here. Rows of one family have one reference, or else one family name and postcode.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.casework.duplicates import NewFamily
from desktop.casework.people import ADULT_AT, NewPerson
from desktop.casework.tables import Table, TableRow
from sync.rules.ages import years
from sync.rules.identifiers import nhs_number_warning, upn_warning
from sync.rules.names import plain

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reference": ("reference", "ref", "family reference", "family id", "case number", "case id", "household id"),
    "family_name": ("family name", "family", "family surname", "household", "household name", "case name"),
    "area": ("area", "locality", "patch", "ward", "team area", "district"),
    "street": ("street", "address", "address 1", "address line 1", "address1", "line 1", "house and street"),
    "postcode": ("postcode", "post code", "postal code", "pcode"),
    "first_name": ("first name", "forename", "given name", "christian name", "firstname", "name"),
    "surname": ("surname", "last name", "lastname", "second name"),
    "role": ("role", "relationship", "relationship to child", "person type", "type of person"),
    "born_on": ("date of birth", "dob", "birth date", "birthdate", "born", "born on", "d o b"),
    "sex": ("sex", "gender"),
    "school": ("school", "nursery", "setting", "school name", "school or nursery"),
    "nhs_number": ("nhs number", "nhs no", "nhs", "nhsnumber"),
    "upn": ("upn", "unique pupil number", "pupil number"),
}
"""What a column may be, and the headings by which that is guessed, as `plain` text."""

_ROLES = {
    "child": ("child", "son", "daughter", "index child", "subject", "young person"),
    "sibling": ("sibling", "brother", "sister"),
    "unborn": ("unborn", "unborn child", "bump"),
    "parent": ("parent", "mother", "father", "mum", "dad", "carer", "step parent", "stepfather", "stepmother"),
    "adult": ("adult", "grandparent", "grandmother", "grandfather", "partner", "other adult", "aunt", "uncle"),
    "important_other": ("important other", "other", "friend", "neighbour"),
}
_SEXES = {"female": ("f", "female", "girl", "woman"), "male": ("m", "male", "boy", "man")}
_DATES = ("%d %m %Y", "%Y %m %d", "%d %m %y", "%d %b %Y", "%d %B %Y", "%d %b %y")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")
_OLDEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row, as a code, and in which column ("" for the row as a whole). Only what `blocks` keeps it out."""

    code: str
    column: str = ""
    blocks: bool = True


@dataclass(frozen=True)
class CheckedRow:
    """A row with what was found. `person` is None where something blocks."""

    row: TableRow
    problems: tuple[Problem, ...] = ()
    person: NewPerson | None = None


@dataclass(frozen=True)
class CheckedFamily:
    """The rows of one family that can be added."""

    new: NewFamily
    reference: str
    rows: tuple[CheckedRow, ...]


@dataclass(frozen=True)
class Caseload:
    """A table that was looked through."""

    families: tuple[CheckedFamily, ...]
    refused: tuple[CheckedRow, ...]
    warned: tuple[CheckedRow, ...]
    """Rows that can be added, and of which something should be looked at."""


Chosen = tuple[str, ...]
"""What each column is; "" for one that is left out."""


def guess(headings: Sequence[str]) -> Chosen:
    """What each column is by its heading, each only once."""
    taken: set[str] = set()
    chosen = []
    for heading in headings:
        words = plain(re.sub(r"[_.:/()]", " ", heading))
        found = next((name for name, known in COLUMNS.items() if words in known and name not in taken), "")
        taken.add(found)
        chosen.append(found)
    return tuple(chosen)


def is_enough(chosen: Chosen) -> bool:
    """Whether these columns tell of people, none of them twice."""
    named = [name for name in chosen if name]
    return len(named) == len({*named}) and bool({"first_name", "surname"} & {*named})


def check(table: Table, chosen: Chosen, today: date) -> Caseload:
    """Look through a table, row by row."""
    families: dict[tuple[str, ...], list[tuple[CheckedRow, dict[str, str]]]] = {}
    refused, warned = [], []
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        told = {name: cell for name, cell in zip(chosen, row.cells, strict=False) if name}
        checked = _checked(row, told, len(chosen), today)
        family = _family(told)
        who = (*family, *(plain(told.get(name, "")) for name in ("first_name", "surname", "born_on")))
        if checked.person is not None and who in seen:
            checked = CheckedRow(row, (Problem("twice"),))
        seen.add(who)
        if checked.person is None:
            refused.append(checked)
            continue
        families.setdefault(family, []).append((checked, told))
        if checked.problems:
            warned.append(checked)
    return Caseload(tuple(_gathered(rows) for rows in families.values()), tuple(refused), tuple(warned))


def _family(told: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two rows of one family."""
    if told.get("reference"):
        return (plain(told["reference"]),)
    return plain(told.get("family_name") or told.get("surname", "")), plain(told.get("postcode", "")).replace(" ", "")


def _gathered(rows: Sequence[tuple[CheckedRow, dict[str, str]]]) -> CheckedFamily:
    """One family of its rows: what all of it shares is taken from the first row that tells."""
    told = {
        name: next((each[name] for _row, each in rows if each.get(name)), "")
        for name in ("reference", "family_name", "surname", "area", "street", "postcode")
    }
    new = NewFamily(
        name=told["family_name"] or told["surname"],
        area=told["area"],
        people=tuple(row.person for row, _told in rows if row.person),
        street=told["street"],
        postcode=told["postcode"].upper(),
    )
    return CheckedFamily(new, told["reference"], tuple(row for row, _told in rows))


def _checked(row: TableRow, told: Mapping[str, str], columns: int, today: date) -> CheckedRow:
    problems = [*_problems(row, told, columns, today), *_warnings(told)]
    if any(problem.blocks for problem in problems):
        return CheckedRow(row, tuple(problems))
    born_on = _day(told.get("born_on", ""), today)
    role = _code(_ROLES, told.get("role", "")) or (
        "adult" if born_on and years(born_on, today) >= ADULT_AT else "child"
    )
    unborn = role == "unborn"
    person = NewPerson(
        first_name=told.get("first_name", ""),
        surname=told.get("surname", ""),
        role=role,
        born_on=None if unborn else born_on,
        expected_on=born_on if unborn else None,
        sex=_code(_SEXES, told.get("sex", "")) or "not_known",
        school=told.get("school", ""),
        nhs_number=told.get("nhs_number", ""),
        upn=told.get("upn", ""),
    )
    return CheckedRow(row, tuple(problems), person)


def _problems(row: TableRow, told: Mapping[str, str], columns: int, today: date) -> Iterator[Problem]:
    """What keeps a row out."""
    if len(row.cells) != columns and any(row.cells[columns:]):
        yield Problem("too_many_cells")
    if not told.get("first_name") and not told.get("surname"):
        yield Problem("no_name")
    if not told.get("family_name") and not told.get("surname"):
        yield Problem("no_family")
    role = _code(_ROLES, told.get("role", ""))
    if told.get("role") and not role:
        yield Problem("unknown_role", "role")
    if told.get("born_on"):
        born_on = _day(told["born_on"], today)
        if born_on is None or born_on < _OLDEST:
            yield Problem("not_a_date", "born_on")
        elif born_on > today and role != "unborn":
            yield Problem("in_future", "born_on")


def _warnings(told: Mapping[str, str]) -> Iterator[Problem]:
    """What may be what the letter says: it is taken as it stands, and shown."""
    if nhs_number_warning(told.get("nhs_number", "")):
        yield Problem("odd_number", "nhs_number", blocks=False)
    if upn_warning(told.get("upn", "")):
        yield Problem("odd_number", "upn", blocks=False)
    postcode = told.get("postcode", "").upper()
    if postcode and not _POSTCODE.fullmatch(postcode):
        yield Problem("odd_postcode", "postcode", blocks=False)
    if told.get("sex") and not _code(_SEXES, told["sex"]):
        yield Problem("unknown_sex", "sex", blocks=False)


def _code(words: Mapping[str, tuple[str, ...]], said: str) -> str:
    return next((code for code, known in words.items() if plain(said) in (code.replace("_", " "), *known)), "")


def _day(text: str, today: date) -> date | None:
    """A date as councils write it, day first; of two digits of a year the last that has been."""
    for form in _DATES:
        try:
            day = datetime.strptime(" ".join(re.split(r"[\s./-]+", text)), form).date()  # noqa: DTZ007 - a birthday is in no time zone
        except ValueError:
            continue
        return day.replace(year=day.year - 100) if "%y" in form and day > today else day
    return None
