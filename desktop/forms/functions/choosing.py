"""Functions that choose: conditions, and the codes of a choice question."""

import math

from desktop.forms.functions.registry import MANY, chooses, takes
from desktop.forms.nodes import Node
from desktop.forms.paths import nodes_of
from desktop.forms.scope import Compiled, Scope
from desktop.forms.values import Value, to_number, to_string, truth


def _if(args: list[Compiled], scope: Scope) -> Value:
    return args[1](scope) if truth(args[0](scope)) else args[2](scope)


def _coalesce(args: list[Compiled], scope: Scope) -> Value:
    for argument in args:
        value = argument(scope)
        if to_string(value) not in {"", "NaN"}:
            return value
    return ""


def _once(args: list[Compiled], scope: Scope) -> Value:
    """What is there stays; only an empty question is calculated."""
    return scope.current.text or args[0](scope)


def _selected(_: Scope, args: list[Value]) -> Value:
    return to_string(args[1]).strip() in to_string(args[0]).split()


def _selected_at(scope: Scope, args: list[Value]) -> Value:
    codes = to_string(args[0]).split()
    index = to_number(args[1], scope.world.zone)
    return codes[int(index)] if 0 <= index < len(codes) else ""


def _choice_name(scope: Scope, args: list[Value]) -> Value:
    """`jr:choice-name(code, path)`: the second argument is the path of the question, as text or as the question."""
    nodes = nodes_of(args[1])
    return scope.world.choice_label(nodes[0], to_string(args[0])) if nodes else ""


def _checklist(scope: Scope, args: list[Value]) -> Value:
    least, most = (to_number(a, scope.world.zone) for a in args[:2])
    ticked = float(sum(_ticks(v) for v in args[2:]))
    return _between(least, ticked, most)


def _weighted_checklist(scope: Scope, args: list[Value]) -> Value:
    zone = scope.world.zone
    least, most = (to_number(a, zone) for a in args[:2])
    weights = [to_number(w, zone) for v, w in zip(args[2::2], args[3::2], strict=False) if _ticked(v)]
    return _between(least, math.fsum(weights), most)


def _ticks(value: Value) -> int:
    return sum(_is_ticked(node) for node in value) if isinstance(value, list) else int(truth(value))


def _is_ticked(node: Node) -> bool:
    number = node.value.strip()
    return truth(number) and number not in {"0", "false"}


def _ticked(value: Value) -> bool:
    return any(_is_ticked(node) for node in value) if isinstance(value, list) else truth(value)


def _between(least: float, number: float, most: float) -> bool:
    return (least < 0 or least <= number) and (most < 0 or number <= most)


FUNCTIONS = {
    "if": chooses(3, 3, _if),
    "coalesce": chooses(1, MANY, _coalesce),
    "once": chooses(1, 1, _once),
    "selected": takes(2, 2, _selected),
    "selected-at": takes(2, 2, _selected_at),
    "count-selected": takes(1, 1, lambda _, args: float(len(to_string(args[0]).split()))),
    "jr:choice-name": takes(2, 2, _choice_name),
    "checklist": takes(2, MANY, _checklist),
    "weighted-checklist": takes(2, MANY, _weighted_checklist),
}
