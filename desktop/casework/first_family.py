"""The Hartley-Okoro family of the mockups, from `resources/practice/family.json`.

There a person has a name to point at ("as": "maya", then "@maya"), a day is so many from today ("-14"), a moment has its time in
England ("-14 15:30") and a birth date may be an age ("age 14"). Declarations say which of these a text is.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.types import TypeEngine

from desktop.casework.invented import Drafts, InventedFamily, birthday
from sync.records.assessment import Answer, Assessment
from sync.records.fields import Compartment
from sync.records.plan import Plan
from sync.records.record import Synced
from sync.records.registry import KINDS
from sync.records.types import Choices, Compound, Day, Instant

_PERSON = re.compile(r"@\w+")


def hartley_okoro(drafts: Drafts, told: Sequence[dict[str, Any]], form: dict[str, str]) -> InventedFamily:
    """Dana, Maya, Leo, Ruby, Pat and Chidi, two visits in, with a third at 11:00 today.

    `told` is what the file says; `form` is what an assessment says of the form that it is written on.
    """
    handles = {"@" + record["as"]: drafts.new_id() for record in told if "as" in record}
    handles |= {"@family": drafts.id, "@plan": Plan.id_for(drafts.stream(Compartment.SHARED))}
    for record in told:
        if record["kind"] == "answer":
            _answer(drafts, handles, record)
            continue
        kind = KINDS[record["kind"]]
        fields = _fields(drafts, handles, kind, record, "kind", "as")
        if kind is Assessment:
            fields |= form
        drafts.add(kind.kind, id=handles.get("@" + record.get("as", ""), ""), **fields)
    return drafts.family("Hartley-Okoro")


def _answer(drafts: Drafts, handles: dict[str, str], record: dict[str, Any]) -> None:
    """An answer about one person has the person in its key: "child{@maya}/day"."""
    key = _PERSON.sub(lambda found: handles[found.group()], record["key"])
    said = _fields(drafts, handles, Answer, record, "kind", "key", "assessment")
    drafts.answer(handles[record["assessment"]], key, status="answered", **said)


def _fields(
    drafts: Drafts, handles: dict[str, str], table: type[Synced], record: dict[str, Any], *besides: str
) -> dict[str, Any]:
    declared = table.fields()
    return {
        name: _value(drafts, handles, declared[name].type, value)
        for name, value in record.items()
        if name not in besides
    }


def _value(drafts: Drafts, handles: dict[str, str], type_: TypeEngine[Any], value: Any) -> Any:
    match type_, value:
        case Day(), str():
            return _day(drafts, value)
        case Instant(), str():
            days, clock = value.split(" ")
            return drafts.moment(int(days), clock)
        case Choices(), list():
            return tuple(handles.get(member, member) for member in value)
        case Compound(), dict():
            parts = {name: _value(drafts, handles, type_.parts.get(name, type_), part) for name, part in value.items()}
            return {name: part.isoformat() if hasattr(part, "isoformat") else part for name, part in parts.items()}
        case _:
            return handles.get(value, value) if isinstance(value, str) else value


def _day(drafts: Drafts, told: str) -> Any:
    age = told.removeprefix("age ")
    return birthday(drafts.today, int(age), 200) if age != told else drafts.day(int(told))
