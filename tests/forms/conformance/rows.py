"""Single expressions with the value another engine's tests expect."""

import math
import re
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from desktop.clock import FixedClock
from desktop.forms import FormError
from desktop.forms.definition import FormDefinition
from desktop.forms.expressions import Expression
from desktop.forms.markup import document_of, read
from desktop.forms.nodes import Node
from desktop.forms.scope import Scope
from desktop.forms.surroundings import Surroundings
from desktop.forms.values import Value, to_number, to_string, truth
from desktop.ids import Ids, seeded

_CLOCK = FixedClock(datetime(2026, 10, 6, 10, 31, tzinfo=UTC))
_IDS = Ids(_CLOCK.now, seeded(1))
_FORM = b"<html><head><model><instance><data id='x'><a/></data></instance></model></head><body/></html>"
_DEFINITION = FormDefinition.parse(_FORM)


def passes(row: dict[str, Any], zone_name: str = "UTC") -> bool:
    """Whether our engine gives what the row expects."""
    try:
        zone = ZoneInfo(zone_name)
        return _agrees(row, _evaluated(row, zone), zone)
    except FormError:
        return bool(row["type"] == "error")


def _evaluated(row: dict[str, Any], zone: tzinfo) -> Value:
    world = Surroundings(_DEFINITION, {}, _CLOCK, _IDS, zone)
    document = document_of(read(_without_doctype(row["xml"]).encode()))
    node = _find(document, row["context"]) if row.get("context") else None
    start = _find(document, row.get("root"))
    start.parent = None
    expression = Expression.of(row["expr"])
    return expression.run(Scope(world, node or start, node or start))


def _without_doctype(xml: str) -> str:
    return re.sub(r"<!DOCTYPE[^>]*>", "", xml).strip()


def _find(document: Node, path: str | None) -> Node:
    if not path or path == "/":
        return document
    node = document
    for part in path.strip("/").split("/"):
        name, _, position = part.rpartition(":")[2].partition("[")
        if name.startswith("@"):
            return node.attributes[name[1:].rpartition(":")[2]]
        fellows = node.named(name)
        node = fellows[int(position.rstrip("]") or 1) - 1]
    return node


def _agrees(row: dict[str, Any], value: Value, zone: tzinfo) -> bool:
    expected = row["expected"]
    match row["type"]:
        case "boolean":
            return truth(value) is bool(expected)
        case "number":
            return _close(to_number(value, zone), _number(expected), 1e-9)
        case "number_rounded":
            return _rounded(to_number(value, zone), *expected)
        case "string":
            return bool(to_string(value) == expected)
        case "string_matches":
            pattern = expected.strip("/") if isinstance(expected, str) else expected["re"]
            return re.search(pattern, to_string(value)) is not None
        case "string_length":
            return bool(len(to_string(value)) == expected)
        case "nodeset":
            return isinstance(value, list) and len(value) == len(expected)
    return False


def _rounded(got: float, expected: float, factor: float) -> bool:
    return not math.isnan(got) and round(got * factor) == round(expected * factor)


def _number(expected: Any) -> float:
    return float(expected["num"].replace("Infinity", "inf")) if isinstance(expected, dict) else float(expected)


def _close(got: float, expected: float, by: float) -> bool:
    return (
        got == expected
        or (math.isnan(got) and math.isnan(expected))
        or abs(got - expected) <= by * max(1, abs(expected))
    )
