"""How a function is declared: its worker, how many arguments it takes, and how they are evaluated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop.forms.scope import Compiled, Scope
from desktop.forms.values import Value

MANY = 255

Eager: TypeAlias = Callable[[Scope, list[Value]], Value]
Lazy: TypeAlias = Callable[[list[Compiled], Scope], Value]


@dataclass(frozen=True, slots=True)
class Function:
    """`wide` functions work on node-sets: inside a repeat their paths mean every instance.

    A `lazy` one is handed its arguments unevaluated.
    """

    least: int
    most: int
    work: Callable[[Any, Scope], Value]
    lazy: bool = False
    wide: bool = False


def takes(least: int, most: int, eager: Eager, *, wide: bool = False) -> Function:
    return Function(least, most, lambda args, scope: eager(scope, args), wide=wide)


def chooses(least: int, most: int, lazy: Lazy) -> Function:
    return Function(least, most, lazy, lazy=True)
