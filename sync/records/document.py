"""Writes `docs/fields.md` from the declarations: `python -m sync.records.document > docs/fields.md`."""

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.types import TypeEngine

from sync.records.assessment import Answer
from sync.records.fields import Field, Sensitivity
from sync.records.record import Record, Synced
from sync.records.registry import RECORDS
from sync.records.types import Choices, Code, Compound, Day, Id, Ids, Instant, Whole

OPENING = """\
# Records and their fields

Generated from `sync/records` by `python -m sync.records.document > docs/fields.md`. Do not edit.

Everything that travels between a laptop and the council is a field of one of these records. A record lives in one stream of its
family: the compartment named under its heading, or a stricter one that a person chose when they made it.

**When two people changed one field** (how it *merges*):

| merge | what happens |
| --- | --- |
| value | two different values are a conflict, for a person to settle |
| narrative | changes to different sentences are joined; a clash inside one sentence is a conflict |
| choices | members are added and taken away |
| decision | always a conflict, never merged by machine |

A field marked **hidden** never reaches the family's copy or the share screen. Any field may be empty, which means that nothing is
known. Text is at most 64 kB. Where a list of codes is given with *one of*, no other code is accepted; other codes are the
council's to choose.

Besides its own, every record has the field `deleted` (object, decision): when it was taken out, by whom and why, as one value. Rows
are never removed by an edit.
"""


def document() -> str:
    """The whole page."""
    return "\n".join([OPENING, *_contents(), *(line for record in RECORDS for line in _record(record)), *_answer()])


def _contents() -> Iterator[str]:
    yield "| kind | compartment | one record is |"
    yield "| --- | --- | --- |"
    for record in RECORDS:
        sentence = _docstring(record).partition(". ")[0].rstrip(".")
        yield f"| [{record.kind}](#{record.kind}) | {record.compartment.value} | {sentence[0].lower()}{sentence[1:]} |"
    yield ""


def _record(record: type[Record]) -> Iterator[str]:
    yield f"## {record.kind}\n"
    yield f"{_docstring(record)} Compartment: **{record.compartment.value}**.\n"
    yield from _table(record, without="deleted")


def _answer() -> Iterator[str]:
    yield "## Answers\n"
    yield (
        f"{_docstring(Answer)} On the wire each is a field of its assessment, named `companion@question`, "
        "for example `narrative@why_now/what_led`.\n"
    )
    yield from _table(Answer)


def _docstring(table: type[Synced]) -> str:
    return " ".join(inspect.getdoc(table).split())  # type: ignore[union-attr]  # a test holds every kind to having one


def _table(table: type[Synced], without: str = "") -> Iterator[str]:
    yield "| field | holds | merge | |"
    yield "| --- | --- | --- | --- |"
    for name, field in table.fields().items():
        if name != without:
            yield _row(name, field)
    yield ""


def _row(name: str, field: Field) -> str:
    hidden = "**hidden.** " if field.sensitivity is Sensitivity.NOT_FOR_FAMILY else ""
    return f"| `{name}` | {_holds(field.type)} | {field.merge.value} | {hidden}{field.about} |"


def _holds(type_: TypeEngine[Any]) -> str:
    match type_:
        case Code():
            return "one of " + _codes(type_.codes)
        case Id():
            return "id of " + _kinds(type_.kinds)
        case Ids():
            return "ids of " + _kinds(type_.kinds)
        case Choices():
            return "set of " + (_codes(type_.codes) if type_.codes else "texts")
        case Whole():
            return f"number, {type_.low} to {type_.high}"
        case Compound():
            return "object" + "".join(f"<br>`{part}`: {_holds(inside)}" for part, inside in type_.parts.items())
        case Boolean():
            return "yes or no"
        case Day():
            return "date"
        case Instant():
            return "moment"
        case _:
            return "text"


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _kinds(kinds: tuple[str, ...]) -> str:
    return " or ".join(kinds) or "any record"


if __name__ == "__main__":
    sys.stdout.write(document())
