"""The four kinds of value an expression knows, and how each turns into another the way ODK's engines do it.

Empty text is no number; dates are text that counts as days since 1 January 1970, local time; a path to one question
stands for that question's typed value, so a false calculation is false and not merely "there".
"""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import TypeAlias

from desktop.forms.nodes import Node

Value: TypeAlias = str | float | bool | list[Node]

EPOCH = date(1970, 1, 1)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:T.*)?", re.ASCII)
_DAY_S = 86_400


def to_string(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].value if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def number_text(number: float) -> str:
    """XPath's way: no exponent, no `.0`."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def to_number(value: Value, zone: tzinfo) -> float:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    return text_number(to_string(value).strip(), zone)


def text_number(text: str, zone: tzinfo) -> float:
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        moment = parse_moment(text, zone)
        return math.nan if moment is None else days_since_epoch(moment)
    return math.nan


def truth(value: Value) -> bool:
    if isinstance(value, list):
        return bool(value) and (len(value) > 1 or _typed_truth(value[0]))
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def _typed_truth(node: Node) -> bool:
    """A question's value as its type has it; an element of any other instance is true by being there."""
    if node.place is None:
        return True
    if node.text in {"", "false"}:
        return bool(node.children)
    return node.place.type not in {"int", "decimal", "boolean"} or node.text not in {"0", "0.0"}


def parse_moment(text: str, zone: tzinfo) -> datetime | None:
    """A date or date and time as local time without zone; nothing when it is neither."""
    day, _, clock = text.strip().partition("T")
    parts = day.split("-")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    padded = f"{parts[0]:0>4}-{parts[1]:0>2}-{parts[2]:0>2}"
    try:
        moment = datetime.fromisoformat(f"{padded}T{clock}" if clock else padded)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return None


def days_since_epoch(moment: datetime) -> float:
    since = moment - datetime(EPOCH.year, EPOCH.month, EPOCH.day)  # noqa: DTZ001 local time on both sides
    return since.days + since.seconds / _DAY_S + since.microseconds / (_DAY_S * 1e6)


def moment_of(days: float) -> datetime | None:
    """The local time that many days after the epoch; nothing when the calendar does not reach it."""
    try:
        return datetime(1970, 1, 1) + timedelta(days=days)  # noqa: DTZ001 local time
    except (OverflowError, ValueError):
        return None


def strings(values: Sequence[Value]) -> list[str]:
    """Every value as text, a node-set as the texts of all its nodes."""
    return [text for value in values for text in _spread(value)]


def _spread(value: Value) -> list[str]:
    return [node.value for node in value] if isinstance(value, list) else [to_string(value)]
