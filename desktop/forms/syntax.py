"""The shape of a parsed expression. Runs of operators of one strength are kept flat, so a long sum is not a deep tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float


@dataclass(frozen=True, slots=True)
class Negation:
    operand: Expr


@dataclass(frozen=True, slots=True)
class Chain:
    """`first op operand op operand …`, all operators of one strength, worked from the left."""

    first: Expr
    rest: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Step:
    axis: str
    test: str  # a name, `*`, or a node type such as `text()`
    predicates: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """`start` is nothing for a path from the context node, `/` for one from the root, or an expression."""

    start: Expr | str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression in brackets or a call, with predicates behind it."""

    operand: Expr
    predicates: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Union:
    parts: tuple[Expr, ...]


Expr: TypeAlias = Literal | Negation | Chain | Call | Path | Filter | Union
