"""Our rules on top of XLSForm (docs/forms.md), and the engine's refusals, said in the author's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.forms.errors import FormInvalid
from desktop.publishing.complaints import Complaint
from desktop.publishing.workbook import Row, Workbook

NAME_LENGTH = 40
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_BARE = re.compile(r"\s*\$\{[^}]*\}\s*")
_BOOLEAN = re.compile(r"\$\{[^}]*\}\s*!?=\s*(?:true|false)\(\)|(?:true|false)\(\)\s*!?=\s*\$\{")
_STRINGS = re.compile(r"'[^']*'|\"[^\"]*\"")
_CONDITIONS = ("relevant", "constraint", "required", "readonly")
_EXPRESSIONS = (*_CONDITIONS, "calculation", "choice_filter", "default")
_ALLOWED = {
    "bind::fh:sensitivity": ("normal", "not_for_family"),
    "bind::fh:compartment": ("restricted",),
}

WORDS = {
    "unknown_function": "There is no function called {0}.",
    "wrong_argument_count": "{0} has too few or too many values between its brackets.",
    "syntax": "This formula cannot be read; the trouble begins at character {0}.",
    "cycle": "These formulas go round in a circle: each waits for the next.",
    "too_deep": "Brackets are nested too deeply.",
    "unknown_axis": "There is no direction called {0} in a form.",
    "bad_pattern": "This pattern cannot be used: look-around and back-references are not allowed.",
    "unknown_place": "Nothing in the form has this name.",
    "unknown_each": "A repeat can be over each person, not over each {0}.",
    "expression_too_long": "This formula is too long.",
    "file_too_large": "The form is larger than 5 MB.",
}


def faults_of_workbook(workbook: Workbook) -> Iterator[Complaint]:
    """Everything that can be seen in the cells."""
    if not workbook.settings or not workbook.settings[0]["form_id"] or not workbook.settings[0]["version"]:
        yield Complaint("settings", 2, "", "Give the form a form_id and a version.")
    for row in workbook.survey:
        for column, words in _faults_of(row):
            yield Complaint("survey", row.number, column, words)
    for row in workbook.choices:
        if any(c.isspace() for c in row["name"]):
            yield Complaint("choices", row.number, "name", "The code of a choice may not have a space in it.")
    yield from _untranslated(workbook)


def _faults_of(row: Row) -> Iterator[tuple[str, str]]:
    kind, name = row["type"], row["name"]
    if kind and not kind.startswith("end") and (len(name) > NAME_LENGTH or not _NAME.fullmatch(name)):
        yield "name", f"Use a name of at most {NAME_LENGTH} plain letters, digits and underscores."
    if kind.startswith(("select_multiple ${", "select_multiple_from_repeat")):
        yield "type", "Choices from a repeat can be ticked only one at a time. Use people.xml for people."
    if row["bind::fh:fact"] and row["default"]:
        yield "default", "A question that shows a record has no default of its own."
    for column, allowed in _ALLOWED.items():
        if row[column] and row[column] not in allowed:
            yield column, f"Use one of: {', '.join(allowed)}."
    for column in _EXPRESSIONS:
        yield from ((column, words) for words in _faults_of_formula(column, row[column]))


def _faults_of_formula(column: str, formula: str) -> Iterator[str]:
    plain = _STRINGS.sub("''", formula)
    if column in _CONDITIONS and _BARE.fullmatch(plain):
        yield "Say what the answer must be, for example = 'yes': engines differ on what an answer alone means."
    if _BOOLEAN.search(plain):
        yield "Compare with 'yes' or 'no', not with true() or false(): engines differ on it."
    if "|" in plain:
        yield "Two sets cannot be joined with | in a form."


def _untranslated(workbook: Workbook) -> Iterator[Complaint]:
    """A text that is given in one language must be given in each."""
    for sheet, rows in (("survey", workbook.survey), ("choices", workbook.choices)):
        for text in ("label", "hint", "constraint_message", "required_message"):
            columns = {c for row in rows for c in row.cells if c == text or c.startswith(f"{text}::")}
            for row in rows if len(columns) > 1 else ():
                given = {c for c in columns if row[c]}
                for column in sorted(columns - given if given else ()):
                    yield Complaint(sheet, row.number, column, "This text is not translated.")


def faults_of_form(refusal: FormInvalid, workbook: Workbook) -> Iterator[Complaint]:
    """The engine's problems, at the rows of the questions they are in."""
    for problem in refusal.problems:
        name = problem.path.rpartition("/")[2]
        row = workbook.row_of(name)
        words = WORDS.get(problem.code, "This form cannot be used ({0}).").format(problem.message or problem.code)
        yield Complaint("survey" if row else "", row, "", words if row or not name else f"{name}: {words}")
