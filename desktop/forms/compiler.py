"""Turns a parsed expression into nested closures: compiled once when the form is loaded, run at every answer."""

import math
import operator
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from desktop.forms import paths
from desktop.forms.errors import invalid
from desktop.forms.functions import FUNCTIONS
from desktop.forms.functions.registry import Function
from desktop.forms.scope import Compiled, Scope
from desktop.forms.syntax import Call, Chain, Expr, Filter, Literal, Negation, Path, Union
from desktop.forms.values import Value, number_text, strings, to_number, to_string, truth

_Fold: TypeAlias = Callable[[Scope, Value, Compiled], Value]


def compile_expr(expr: Expr, *, wide: bool = False) -> Compiled:
    """The closure of `expr`; `wide` where a node-set means every repeat instance, not only this one.

    Raises FormInvalid `unknown_function` or `wrong_argument_count`.
    """
    match expr:
        case Literal(value):
            return lambda _: value
        case Negation(operand):
            inner = compile_expr(operand)
            return lambda scope: -to_number(inner(scope), scope.world.zone)
        case Chain():
            return _chain(expr)
        case Call():
            return _call(expr)
        case Path():
            return _path(expr, wide=wide)
        case Filter(operand, predicates):
            inner = compile_expr(operand, wide=wide)
            return paths.filtered(inner, [compile_expr(p) for p in predicates])
        case Union(parts):
            return paths.union([compile_expr(p, wide=True) for p in parts])


def _path(path: Path, *, wide: bool) -> Compiled:
    steps = [paths.CompiledStep(s.axis, s.test, tuple(compile_expr(p) for p in s.predicates)) for s in path.steps]
    if path.start is None:
        return paths.relative(steps)
    if isinstance(path.start, str):
        return paths.absolute(steps, wide=wide)
    return paths.continued(compile_expr(path.start, wide=wide), steps)


def _call(call: Call) -> Compiled:
    function = FUNCTIONS.get(call.name)
    if function is None:
        raise invalid("unknown_function", message=call.name)
    if not function.least <= len(call.arguments) <= function.most:
        raise invalid("wrong_argument_count", message=call.name)
    arguments = [compile_expr(a, wide=function.wide) for a in call.arguments]
    return _run(function, arguments)


def _run(function: Function, arguments: list[Compiled]) -> Compiled:
    work = function.work
    if function.lazy:
        return partial(work, arguments)
    return lambda scope: work([argument(scope) for argument in arguments], scope)


def _chain(chain: Chain) -> Compiled:
    first = compile_expr(chain.first)
    folds = [(_FOLDS[op], compile_expr(operand)) for op, operand in chain.rest]

    def run(scope: Scope) -> Value:
        value = first(scope)
        for fold, operand in folds:
            value = fold(scope, value, operand)
        return value

    return run


def _arithmetic(work: Callable[[float, float], float]) -> _Fold:
    def fold(scope: Scope, left: Value, operand: Compiled) -> Value:
        zone = scope.world.zone
        return work(to_number(left, zone), to_number(operand(scope), zone))

    return fold


def _or(scope: Scope, left: Value, operand: Compiled) -> Value:
    return truth(left) or truth(operand(scope))


def _and(scope: Scope, left: Value, operand: Compiled) -> Value:
    return truth(left) and truth(operand(scope))


def _comparison(compare: Callable[[float, float], bool]) -> _Fold:
    """`<` and its kin: on numbers always, and on node-sets when any of their nodes will do."""

    def fold(scope: Scope, left: Value, operand: Compiled) -> Value:
        zone = scope.world.zone
        rights = [to_number(right, zone) for right in _alternatives(operand(scope))]
        return any(compare(to_number(one, zone), right) for one in _alternatives(left) for right in rights)

    return fold


def _equality(*, same: bool) -> _Fold:
    def fold(scope: Scope, left: Value, operand: Compiled) -> Value:
        right = operand(scope)
        if isinstance(left, bool) or isinstance(right, bool):
            return (truth(left) == truth(right)) is same
        if isinstance(left, float) or isinstance(right, float):
            zone = scope.world.zone
            rights = [to_number(r, zone) for r in _alternatives(right)]
            return any((to_number(one, zone) == r) is same for one in _alternatives(left) for r in rights)
        return any((one == r) is same for one in _texts(left) for r in _texts(right))

    return fold


def _alternatives(value: Value) -> list[Value]:
    """A node-set's values one by one; a path to nothing, or to what does not apply, reads as empty text."""
    return [*strings([value])] or [""] if isinstance(value, list) else [value]


def _texts(value: Value) -> list[str]:
    return strings([value]) or [""] if isinstance(value, list) else [to_string(value)]


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _remainder(left: float, right: float) -> float:
    if not right or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


_FOLDS: dict[str, _Fold] = {
    "or": _or,
    "and": _and,
    "=": _equality(same=True),
    "!=": _equality(same=False),
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "div": _arithmetic(_divide),
    "mod": _arithmetic(_remainder),
}


def result_text(value: Value) -> str:
    """What a calculation leaves in its question: no number at all is kept as nothing."""
    if isinstance(value, float):
        return "" if math.isnan(value) else number_text(value)
    return to_string(value)
