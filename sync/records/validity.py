"""Whether a value from outside may be the value of a field, and what it is in Python.

One error: `InvalidValue` (a ValueError), which carries a code and a path, never the value (F15). What this version does not
know is only held to the form and size that everything on the wire has. Values inside a conflict are not judged (S11).
"""

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Boolean, Text
from sqlalchemy.types import TypeEngine

from sync.records.ids import is_id
from sync.records.registry import declared
from sync.records.text import canonical_text
from sync.records.types import Choices, Code, Compound, Day, Id, Ids, Instant, Whole, Wire, instant_text

TEXT_BYTES = 64 * 1024
VALUE_BYTES = 256 * 1024
MEMBERS = 200
DEPTH = 8
INTEGERS = 2**53  # beyond it, other readers of JSON lose digits

T = TypeVar("T")

_ANY: Collection[str] = ("",)

_KIND = re.compile(r"[a-z][a-z0-9_]{0,62}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}(@[^\x00-\x20\x7f]{1,400})?")


class InvalidValue(ValueError):
    """A value that a field cannot have.

    `code` is one of: bad_name, not_a_value, not_canonical, too_long, too_many, too_deep, not_text, not_a_number, out_of_bounds,
    not_yes_or_no, not_a_date, not_a_moment, not_a_set, not_an_object, unknown_code, bad_id.
    `path` is kind.field, then the positions of members: person.previous_names[2].
    """

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code} {path}".rstrip())
        self.code = code
        self.path = path


def validate(kind: str, name: str, value: Wire) -> None:
    """Raise InvalidValue unless `value` may travel as this field of this kind. Null is always valid: nothing is known."""
    if type(value) is str and len(value) <= TEXT_BYTES and value.isascii() and value.isprintable():
        texts = _texts(kind, name)  # most values are a line of plain text: asked no more than they must be
        if texts is _ANY or value in texts:
            return
    if not _is_named(kind, name):
        raise InvalidValue("bad_name", "")
    path = f"{kind}.{name}"
    if _size(value, path, DEPTH) > VALUE_BYTES:
        raise InvalidValue("too_long", path)
    field = declared(kind, name)
    if field is not None:
        _check(field.type, value, path)


@lru_cache(4096)
def _texts(kind: str, name: str) -> Collection[str]:
    """Which lines of plain text a field may hold: `_ANY`, one of these, or others too, which is to be asked of each."""
    field = declared(kind, name)
    if not _is_named(kind, name):
        return ()
    if field is None or type(field.type) is Text:
        return _ANY
    return frozenset(field.type.codes) if isinstance(field.type, Code) else ()


@lru_cache(4096)
def _is_named(kind: str, name: str) -> bool:
    return bool(_KIND.fullmatch(kind) and _NAME.fullmatch(name))


def from_wire(kind: str, name: str, value: Wire) -> Any:
    """The Python value of a valid value: the inverse of `to_wire`."""
    field = declared(kind, name)
    match field.type if field else None, value:
        case Day(), str():
            return date.fromisoformat(value)
        case Instant(), str():
            return datetime.fromisoformat(value)
        case Choices(), list():
            return tuple(value)
        case _:
            return value


def _size(value: Wire, path: str, depth: int) -> int:
    """The bytes of a value, after checking that it has the form that every value on the wire has."""
    match value:
        case None | bool():
            return 5
        case int():
            _require(abs(value) < INTEGERS, "out_of_bounds", path)
            return 8
        case str():
            return _text_size(value, path)
        case list():
            return sum(_size(member, f"{path}[{at}]", depth - 1) for at, member in _members(value, path, depth))
        case dict():
            return sum(
                _text_size(part, f"{path}[{at}]") + _size(inside, f"{path}[{at}]", depth - 1)
                for at, (part, inside) in _members(value.items(), path, depth)
            )
        case _:
            raise InvalidValue("not_a_value", path)


def _members(members: Collection[T], path: str, depth: int) -> Iterator[tuple[int, T]]:
    _require(len(members) <= MEMBERS, "too_many", path)
    _require(depth > 0, "too_deep", path)
    return enumerate(members)


def _text_size(text: str, path: str) -> int:
    try:
        size = len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError:  # half of a surrogate pair
        raise InvalidValue("not_text", path) from None
    _require(size <= TEXT_BYTES, "too_long", path)
    _require(text == canonical_text(text), "not_canonical", path)
    return size


def _check(type_: TypeEngine[Any], value: Wire, path: str) -> None:
    match type_, value:
        case (_, None) | (Boolean(), bool()):
            pass
        case Boolean(), _:
            raise InvalidValue("not_yes_or_no", path)
        case Whole(), int() if not isinstance(value, bool):
            _require(type_.low <= value <= type_.high, "out_of_bounds", path)
        case Whole(), _:
            raise InvalidValue("not_a_number", path)
        case Choices(), list():
            _check_set(type_, value, path)
        case Choices(), _:
            raise InvalidValue("not_a_set", path)
        case Compound(), dict():
            for at, (part, inside) in enumerate(value.items()):
                if part in type_.parts:
                    _check(type_.parts[part], inside, f"{path}[{at}]")
        case Compound(), _:
            raise InvalidValue("not_an_object", path)
        case _, str():
            _check_text(type_, value, path)
        case _:
            raise InvalidValue("not_text", path)


def _check_text(type_: TypeEngine[Any], text: str, path: str) -> None:
    match type_:
        case Code():
            _require(text in type_.codes, "unknown_code", path)
        case Id():
            _require(is_id(text), "bad_id", path)
        case Day():
            _require(_reads_back(text, date.fromisoformat, date.isoformat), "not_a_date", path)
        case Instant():
            _require(_reads_back(text, datetime.fromisoformat, instant_text), "not_a_moment", path)
        case _:  # plain text has nothing more to it
            pass


def _check_set(type_: Choices, value: list[Wire], path: str) -> None:
    member_type = Id() if isinstance(type_, Ids) else Code(*type_.codes) if type_.codes else Text()
    members = [member for member in value if isinstance(member, str)]
    _require(len(members) == len(value), "not_text", path)
    for at, member in enumerate(members):
        _check_text(member_type, member, f"{path}[{at}]")
    _require(members == sorted(set(members)), "not_canonical", path)


def _reads_back(text: str, read: Any, write: Any) -> bool:
    """Whether a text is what its own reading would be written as: 20261006 is a date, but not as it travels."""
    try:
        return bool(write(read(text)) == text)
    except (ValueError, OverflowError):
        return False


def _require(holds: bool, code: str, path: str) -> None:
    if not holds:
        raise InvalidValue(code, path)
