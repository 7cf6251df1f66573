"""An expression of the form, compiled, and the texts of the form that have expressions inside."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.forms.compiler import compile_expr
from desktop.forms.nodes import Node
from desktop.forms.parser import parse
from desktop.forms.scope import Compiled, Scope, World
from desktop.forms.syntax import Expr
from desktop.forms.values import Value, to_string, truth


@dataclass(frozen=True, slots=True)
class Expression:
    """Raises FormInvalid when made from what does not compile."""

    source: str
    shape: Expr
    run: Compiled = field(repr=False, compare=False)

    @classmethod
    def of(cls, source: str, *, wide: bool = False) -> Expression:
        """`wide` for the node-set of a list of choices: every instance of a repeat, not only this one."""
        shape = parse(source)
        return cls(source.strip(), shape, compile_expr(shape, wide=wide))

    def value(self, world: World, node: Node) -> Value:
        return self.run(Scope(world, node, node))

    def holds(self, world: World, node: Node) -> bool:
        return truth(self.value(world, node))

    def text(self, world: World, node: Node) -> str:
        return to_string(self.value(world, node))


@dataclass(frozen=True, slots=True)
class Wording:
    """A label, hint or message: pieces of text and outputs, or the name of a translated text."""

    pieces: tuple[str | Expression, ...] = ()
    itext: Expression | None = None

    def __bool__(self) -> bool:
        return bool(self.pieces) or self.itext is not None

    def spoken(self, world: World, node: Node) -> str:
        if self.itext is not None:
            return self.itext.text(world, node)
        return rendered(self.pieces, world, node)

    def expressions(self) -> list[Expression]:
        return [piece for piece in self.pieces if isinstance(piece, Expression)]


def rendered(pieces: tuple[str | Expression, ...], world: World, node: Node) -> str:
    said = (piece if isinstance(piece, str) else piece.text(world, node) for piece in pieces)
    return "".join(said).strip()
