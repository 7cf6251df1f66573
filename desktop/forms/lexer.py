"""Cuts an expression into tokens, by XPath 1.0's rules for telling names from operators."""

import re
from dataclasses import dataclass

from desktop.forms.budget import TEXT
from desktop.forms.errors import invalid

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"|(?P<string>\"[^\"]*\"|'[^']*')"
    r"|(?P<name>[^\W\d][\w.\-]*(?::(?!:)(?:[^\W\d][\w.\-]*|\*))?)"
    r"|(?P<mark>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*]))"
)
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_OPENERS = frozenset({"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # number, string, name, mark, operator or end
    text: str
    at: int


def tokens(source: str) -> list[Token]:
    """Raises FormInvalid `syntax` on a character that begins no token."""
    if len(source) > TEXT:
        raise invalid("expression_too_long")
    found: list[Token] = []
    at, end = 0, len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            raise invalid("syntax", message=str(at + 1))
        found.append(_token(match, found))
        at = match.end()
    found.append(Token("end", "", end))
    return found


def _token(match: re.Match[str], before: list[Token]) -> Token:
    kind = match.lastgroup or "mark"
    text, at = match.group(kind), match.start(kind)
    if kind == "string":
        return Token(kind, text[1:-1], at)
    if _operand_before(before) and (text == "*" or (kind == "name" and text in _OPERATOR_NAMES)):
        return Token("operator", text, at)
    return Token(kind, text, at)


def _operand_before(before: list[Token]) -> bool:
    """After an operand a name or a star is an operator, else it is the name of something."""
    if not before:
        return False
    last = before[-1]
    return last.kind in {"string", "number", "name"} or (last.kind == "mark" and last.text not in _OPENERS)
