"""Answers as they are stored: a flat map from keys to values with their companions. No instance of a repeat is named by position."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Literal, TypeAlias

from desktop.forms.budget import bounded
from desktop.forms.errors import refuse
from desktop.forms.nodes import Node
from desktop.forms.places import Place
from desktop.forms.values import number_text, parse_moment

Status: TypeAlias = Literal["answered", "not_asked", "declined", "not_applicable"]
ORDER = "#"  # the last part of the key that holds a repeat instance's place in the order


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said. `value` is canonical text; `said_by` a person's id; `words` are quotations kept through every merge.

    An empty `sensitivity` means as the form says; `source` is family, professional, record or observed.
    """

    value: str
    status: Status = "answered"
    said_by: str = ""
    sensitivity: str = ""
    source: str = ""
    words: tuple[str, ...] = ()


class AnswerKey(str):
    """`home/member{7f3a..}/m_dob`: names from below the root, ids of repeat instances in braces."""

    __slots__ = ()

    @classmethod
    def of(cls, node: Node) -> AnswerKey:
        parts = [n for n in node.ancestors() if n.place is not None][:-1]
        return cls("/".join(f"{n.name}{{{n.repeat_id}}}" if n.repeat_id else n.name for n in reversed(parts)))

    def parts(self) -> Iterator[tuple[str, str]]:
        """Each name with the id of its repeat instance, empty where it is no repeat."""
        for part in self.split("/") if self else ():
            name, _, repeat_id = part.partition("{")
            yield name, repeat_id.removesuffix("}")

    @property
    def path(self) -> str:
        """The path below the root, without ids."""
        return "/".join(name for name, _ in self.parts())

    def child(self, name: str) -> AnswerKey:
        return AnswerKey(f"{self}/{name}" if self else name)

    def is_within(self, other: str) -> bool:
        return not other or self == other or self.startswith(f"{other}/")


Answers: TypeAlias = Mapping[AnswerKey, Answer]


def canonical(place: Place, text: str, codes: tuple[str, ...] = ()) -> str:
    """The one way this value is written; `codes` is the order of the choices where there may be many.

    Raises AnswerRefused `not_a_number`, `not_a_whole_number`, `not_a_date`, or BudgetSpent.
    """
    bounded(text)
    if not text.strip():
        return ""
    match place.type:
        case "int" | "integer" | "long":
            return _number(text, place, whole=True)
        case "decimal":
            return _number(text, place, whole=False)
        case "date":
            return _day(text, place)
    if place.control is not None and place.control.tag == "select":
        return ordered(text, codes)
    return text


def ordered(text: str, codes: tuple[str, ...]) -> str:
    """Several codes in the order of the choices, each once; unknown ones last."""
    chosen = set(text.split())
    return " ".join([*(c for c in codes if c in chosen), *sorted(chosen.difference(codes))])


def _number(text: str, place: Place, *, whole: bool) -> str:
    try:
        number = float(text)
    except ValueError:
        raise refuse("not_a_number", place.path) from None
    if not math.isfinite(number):
        raise refuse("not_a_number", place.path)
    if whole and number != int(number):
        raise refuse("not_a_whole_number", place.path)
    return number_text(number)


def _day(text: str, place: Place) -> str:
    moment = parse_moment(text.partition("T")[0], UTC)
    if moment is None:
        raise refuse("not_a_date", place.path)
    return moment.date().isoformat()
