"""Single expressions with the value another engine's tests expect."""

import math
import re
from datetime import UTC, datetime
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


def passes(row, zone_name="UTC"):
    """Whether our engine gives what the row expects."""
    try:
        return _agrees(row, *_evaluated(row, ZoneInfo(zone_name)))
    except FormError:
        return row["type"] == "error"


def _evaluated(row, zone):
    world = Surroundings(_DEFINITION, {}, _CLOCK, _IDS, zone)
    document = document_of(read(_without_doctype(row["xml"]).encode()))
    node = _find(document, row["context"]) if row.get("context") else None
    start = _find(document, row.get("root"))
    start.parent = None
    expression = Expression.of(row["expr"])
    return expression.run(Scope(world, node or start, node or start)), zone


def _without_doctype(xml):
    return re.sub(r"<!DOCTYPE[^>]*>", "", xml).strip()


def _find(document: Node, path):
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


def _agrees(row, value: Value, zone):
    expected = row["expected"]
    match row["type"]:
        case "boolean":
            return truth(value) is expected
        case "number":
            return _close(to_number(value, zone), _number(expected), 1e-9)
        case "number_rounded":
            return _rounded(to_number(value, zone), *expected)
        case "string":
            return to_string(value) == expected
        case "string_matches":
            return re.search(expected.strip("/") if isinstance(expected, str) else expected["re"], to_string(value))
        case "string_length":
            return len(to_string(value)) == expected
        case "nodeset":
            return isinstance(value, list) and len(value) == len(expected)
    return False


def _rounded(got, expected, factor):
    return not math.isnan(got) and round(got * factor) == round(expected * factor)


def _number(expected):
    return float(expected["num"].replace("Infinity", "inf")) if isinstance(expected, dict) else float(expected)


def _close(got, expected, by):
    return (
        got == expected
        or (math.isnan(got) and math.isnan(expected))
        or abs(got - expected) <= by * max(1, abs(expected))
    )
