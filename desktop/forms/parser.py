"""Reads an XPath 1.0 expression into its shape (`syntax`), refusing what is malformed or nested deeper than F18 allows."""

from desktop.forms.budget import DEPTH
from desktop.forms.errors import FormInvalid, invalid
from desktop.forms.lexer import Token, tokens
from desktop.forms.syntax import Call, Chain, Expr, Filter, Literal, Negation, Path, Step, Union

_STRENGTH = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5,
             "*": 6, "div": 6, "mod": 6}  # fmt: skip
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
AXES = frozenset({"ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following",
                  "following-sibling", "namespace", "parent", "preceding", "preceding-sibling", "self"})  # fmt: skip
_ANYWHERE = Step("descendant-or-self", "node()")


def parse(source: str) -> Expr:
    """Raises FormInvalid `syntax`, `too_deep` or `expression_too_long`; `message` is the column, from 1."""
    return _Parser(tokens(source)).whole()


class _Parser:
    def __init__(self, stream: list[Token]) -> None:
        self._tokens = stream
        self._at = 0
        self._depth = 0

    def whole(self) -> Expr:
        expr = self._binary(1)
        if self._next.kind != "end":
            raise self._wrong()
        return expr

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _is(self, text: str) -> bool:
        return self._next.kind in {"mark", "operator"} and self._next.text == text

    def _take(self) -> Token:
        token = self._next
        if token.kind != "end":
            self._at += 1
        return token

    def _eat(self, text: str) -> bool:
        if not self._is(text):
            return False
        self._at += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._eat(text):
            raise self._wrong()

    def _wrong(self) -> FormInvalid:
        return invalid("syntax", message=str(self._next.at + 1))

    def _inside(self) -> Expr:
        self._depth += 1
        if self._depth > DEPTH:
            raise invalid("too_deep", message=str(self._next.at + 1))
        expr = self._binary(1)
        self._depth -= 1
        return expr

    def _binary(self, least: int) -> Expr:
        left = self._unary()
        while (strength := self._strength()) >= least:
            rest: list[tuple[str, Expr]] = []
            while self._strength() == strength:
                operator = self._take().text
                rest.append((operator, self._binary(strength + 1)))
            left = Chain(left, tuple(rest))
        return left

    def _strength(self) -> int:
        token = self._next
        return _STRENGTH.get(token.text, 0) if token.kind in {"mark", "operator"} else 0

    def _unary(self) -> Expr:
        signs = 0
        while self._eat("-"):
            signs += 1
        operand = self._union()
        if not signs:
            return operand
        negated = Negation(operand)
        return negated if signs % 2 else Negation(negated)

    def _union(self) -> Expr:
        parts = [self._path()]
        while self._eat("|"):
            parts.append(self._path())
        return parts[0] if len(parts) == 1 else Union(tuple(parts))

    def _path(self) -> Expr:
        if self._is("/") or self._is("//"):
            return self._absolute()
        if self._starts_primary():
            return self._after_primary(self._primary())
        return Path(None, self._steps())

    def _absolute(self) -> Expr:
        if self._eat("//"):
            return Path("/", (_ANYWHERE, *self._steps()))
        self._expect("/")
        return Path("/", self._steps() if self._starts_step() else ())

    def _after_primary(self, primary: Expr) -> Expr:
        predicates = self._predicates()
        start = Filter(primary, predicates) if predicates else primary
        if self._eat("//"):
            return Path(start, (_ANYWHERE, *self._steps()))
        return Path(start, self._steps()) if self._eat("/") else start

    def _starts_primary(self) -> bool:
        token = self._next
        if token.kind in {"number", "string"} or self._is("("):
            return True
        after = self._tokens[self._at + 1] if token.kind == "name" else None
        return after is not None and after.kind == "mark" and after.text == "(" and token.text not in _NODE_TYPES

    def _starts_step(self) -> bool:
        return self._next.kind == "name" or any(self._is(mark) for mark in (".", "..", "@", "*"))

    def _primary(self) -> Expr:
        token = self._take()
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "string":
            return Literal(token.text)
        if token.kind == "name":
            return _call(token.text, self._arguments())
        expr = self._inside()
        self._expect(")")
        return expr

    def _arguments(self) -> tuple[Expr, ...]:
        self._expect("(")
        if self._eat(")"):
            return ()
        arguments = [self._inside()]
        while self._eat(","):
            arguments.append(self._inside())
        self._expect(")")
        return tuple(arguments)

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while True:
            if self._eat("//"):
                steps.append(_ANYWHERE)
            elif not self._eat("/"):
                return tuple(steps)
            steps.append(self._step())

    def _step(self) -> Step:
        if self._eat("."):
            return Step("self", "node()", self._predicates())
        if self._eat(".."):
            return Step("parent", "node()", self._predicates())
        axis = "attribute" if self._eat("@") else self._axis()
        return Step(axis, self._test(), self._predicates())

    def _axis(self) -> str:
        after = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if self._next.kind == "name" and after.kind == "mark" and after.text == "::":
            axis = self._take().text
            self._take()
            if axis not in AXES:
                raise invalid("unknown_axis", message=axis)
            return axis
        return "child"

    def _test(self) -> str:
        token = self._take()
        if token.text == "*" and token.kind in {"mark", "operator"}:
            return "*"
        if token.kind != "name":
            self._at -= token.kind != "end"
            raise self._wrong()
        if self._is("(") and token.text in _NODE_TYPES:
            self._take()
            if self._next.kind == "string":
                self._take()
            self._expect(")")
            return f"{token.text}()"
        return token.text.rpartition(":")[2]

    def _predicates(self) -> tuple[Expr, ...]:
        found: list[Expr] = []
        while self._eat("["):
            found.append(self._inside())
            self._expect("]")
        return tuple(found)


def _call(name: str, arguments: tuple[Expr, ...]) -> Call:
    """`jr:choice-name` names its question by a path in quotes: here it becomes that path."""
    if name == "jr:choice-name" and len(arguments) == 2 and isinstance(arguments[1], Literal):
        return Call(name, (arguments[0], parse(str(arguments[1].value))))
    return Call(name, arguments)
