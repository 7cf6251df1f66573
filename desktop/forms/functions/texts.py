"""Functions on text, patterns and codes."""

import base64
import binascii
import functools
import hashlib
from typing import Any

import re2

from desktop.forms.budget import PATTERN_INPUT, bounded
from desktop.forms.errors import invalid
from desktop.forms.functions.registry import MANY, takes
from desktop.forms.scope import Scope
from desktop.forms.values import Value, strings, to_number, to_string

_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def _string(scope: Scope, args: list[Value]) -> Value:
    return to_string(args[0]) if args else scope.node.value


def _concat(_: Scope, args: list[Value]) -> Value:
    return bounded("".join(strings(args)))


def _join(_: Scope, args: list[Value]) -> Value:
    return bounded(to_string(args[0]).join(strings(args[1:])))


def _substring(scope: Scope, args: list[Value]) -> Value:
    """XPath's: positions from 1, rounded."""
    text, zone = to_string(args[0]), scope.world.zone
    start = round_half_up(to_number(args[1], zone))
    end = start + round_half_up(to_number(args[2], zone)) if len(args) > 2 else float("inf")
    return "".join(c for i, c in enumerate(text, 1) if start <= i < end)


def _substr(scope: Scope, args: list[Value]) -> Value:
    """ODK's: positions from 0, counted from the end when negative."""
    text, zone = to_string(args[0]), scope.world.zone
    bounds = [to_number(a, zone) for a in args[1:]]
    if any(b != b for b in bounds):
        return ""
    whole = [int(max(min(b, len(text)), -len(text))) for b in bounds]
    return text[whole[0] : whole[1]] if len(whole) > 1 else text[whole[0] :]


def round_half_up(number: float) -> float:
    """XPath's rounding: halves go up; no number stays none."""
    if number != number or number in {float("inf"), float("-inf")}:
        return number
    return (number + 0.5) // 1


def _before(_: Scope, args: list[Value]) -> Value:
    head, found, _tail = to_string(args[0]).partition(to_string(args[1]) or "\0")
    return head if found else ""


def _after(_: Scope, args: list[Value]) -> Value:
    text, mark = to_string(args[0]), to_string(args[1])
    return text.partition(mark)[2] if mark else text


def _translate(_: Scope, args: list[Value]) -> Value:
    text, old, new = (to_string(a) for a in args)
    table: dict[int, str | None] = {}
    for i, char in enumerate(old):
        table.setdefault(ord(char), new[i] if i < len(new) else None)
    return text.translate(table)


def _normalised(scope: Scope, args: list[Value]) -> Value:
    return " ".join(to_string(args[0] if args else [scope.node]).split())


def _length(scope: Scope, args: list[Value]) -> Value:
    return float(len(to_string(args[0] if args else [scope.node])))


def _regex(_: Scope, args: list[Value]) -> Value:
    """Whole or part as the pattern says by ^ and $; too long a text does not match (F18)."""
    text = to_string(args[0])
    return len(text) <= PATTERN_INPUT and pattern(to_string(args[1])).search(text) is not None


@functools.lru_cache(maxsize=512)
def pattern(source: str) -> Any:
    """The compiled pattern; raises FormInvalid `bad_pattern` on what RE2 refuses, look-around for one."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(source, options=options)
    except re2.error:
        raise invalid("bad_pattern") from None


def _digest(_: Scope, args: list[Value]) -> Value:
    data, name = to_string(args[0]).encode(), to_string(args[1]).strip().upper()
    if name not in _DIGESTS:
        return ""
    found = hashlib.new(_DIGESTS[name], data, usedforsecurity=False).digest()
    hexadecimal = len(args) > 2 and to_string(args[2]).strip().lower() == "hex"
    return found.hex() if hexadecimal else base64.b64encode(found).decode()


def _base64(_: Scope, args: list[Value]) -> Value:
    try:
        return base64.b64decode(to_string(args[0]), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _text_of(scope: Scope, args: list[Value]) -> Value:
    return scope.world.text(to_string(args[0]))


FUNCTIONS = {
    "string": takes(0, 1, _string),
    "concat": takes(0, MANY, _concat),
    "join": takes(1, MANY, _join, wide=True),
    "substring": takes(2, 3, _substring),
    "substr": takes(2, 3, _substr),
    "substring-before": takes(2, 2, _before),
    "substring-after": takes(2, 2, _after),
    "string-length": takes(0, 1, _length),
    "normalize-space": takes(0, 1, _normalised),
    "translate": takes(3, 3, _translate),
    "contains": takes(2, 2, lambda _, args: to_string(args[1]) in to_string(args[0])),
    "starts-with": takes(2, 2, lambda _, args: to_string(args[0]).startswith(to_string(args[1]))),
    "ends-with": takes(2, 2, lambda _, args: to_string(args[0]).endswith(to_string(args[1]))),
    "regex": takes(2, 2, _regex),
    "digest": takes(2, 3, _digest),
    "base64-decode": takes(1, 1, _base64),
    "jr:itext": takes(1, 1, _text_of),
}
