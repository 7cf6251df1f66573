"""Functions on numbers."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desktop.forms.functions.registry import MANY, Eager, Function, takes
from desktop.forms.functions.texts import round_half_up
from desktop.forms.scope import Scope
from desktop.forms.values import Value, strings, text_number, to_number, to_string, truth


def _number(scope: Scope, args: list[Value]) -> Value:
    return to_number(args[0] if args else [scope.node], scope.world.zone)


def _int(scope: Scope, args: list[Value]) -> Value:
    number = to_number(args[0], scope.world.zone)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _round(scope: Scope, args: list[Value]) -> Value:
    number = to_number(args[0], scope.world.zone)
    if len(args) == 1 or not math.isfinite(number):
        return round_half_up(number)
    places = to_number(args[1], scope.world.zone)
    if not math.isfinite(places) or abs(places) > 30:
        return number
    try:
        return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))
    except InvalidOperation:
        return number


def _numbers(scope: Scope, args: list[Value]) -> list[float]:
    """Every number among the arguments; empty questions are left out."""
    return [text_number(text.strip(), scope.world.zone) for text in strings(args) if text.strip()]


def _sum(scope: Scope, args: list[Value]) -> Value:
    return math.fsum(_numbers(scope, args)) if args else 0.0


def _extreme(choose: Callable[[list[float]], float]) -> Eager:
    def run(scope: Scope, args: list[Value]) -> Value:
        numbers = _numbers(scope, args)
        if not numbers or any(math.isnan(n) for n in numbers):
            return math.nan
        return choose(numbers)

    return run


def _plain(work: Callable[..., float], count: int = 1) -> Function:
    """A function of real numbers, no number outside its range."""

    def run(scope: Scope, args: list[Value]) -> Value:
        try:
            return float(work(*(to_number(a, scope.world.zone) for a in args)))
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan

    return takes(count, count, run)


def _floor(number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else number


def _logarithm(work: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: work(number) if number else -math.inf


def _ceiling(number: float) -> float:
    return float(math.ceil(number)) if math.isfinite(number) else number


def _boolean_from_string(_: Scope, args: list[Value]) -> Value:
    return to_string(args[0]).strip() in {"true", "1"}


FUNCTIONS = {
    "number": takes(0, 1, _number),
    "int": takes(1, 1, _int),
    "round": takes(1, 2, _round),
    "floor": _plain(_floor),
    "ceiling": _plain(_ceiling),
    "sum": takes(1, MANY, _sum, wide=True),
    "max": takes(1, MANY, _extreme(max), wide=True),
    "min": takes(1, MANY, _extreme(min), wide=True),
    "abs": _plain(abs),
    "pow": _plain(math.pow, 2),
    "sqrt": _plain(math.sqrt),
    "exp": _plain(math.exp),
    "exp10": _plain(lambda x: math.pow(10, x)),
    "log": _plain(_logarithm(math.log)),
    "log10": _plain(_logarithm(math.log10)),
    "sin": _plain(math.sin),
    "cos": _plain(math.cos),
    "tan": _plain(math.tan),
    "asin": _plain(math.asin),
    "acos": _plain(math.acos),
    "atan": _plain(math.atan),
    "atan2": _plain(math.atan2, 2),
    "pi": takes(0, 0, lambda *_: math.pi),
    "boolean": takes(1, 1, lambda _, args: truth(args[0])),
    "boolean-from-string": takes(1, 1, _boolean_from_string),
    "not": takes(1, 1, lambda _, args: not truth(args[0])),
    "true": takes(0, 0, lambda *_: True),
    "false": takes(0, 0, lambda *_: False),
}
