"""The one byte form of everything that is signed or hashed (F2).

JSON by msgspec with sorted keys, no spaces, no floats. Input whose re-encoding differs is refused: that catches spaces, key order
and duplicate keys, so that two readers of the same bytes can never see two different things.
"""

from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def _no_floats(_text: str) -> object:
    raise ValueError


_encoder = msgspec.json.Encoder(order="deterministic")
encode = _encoder.encode
"""The canonical bytes of a value or message."""


class NotCanonical(Exception):
    """The bytes are not the canonical form of what they say. Carries no part of them."""


def decode(data: bytes, type_: type[T]) -> T:
    """The value in canonical bytes.

    Raises:
        NotCanonical: the bytes are malformed, too deep, of another shape, or not the canonical form.
    """
    try:
        value: T = _decoder(type_).decode(data)  # type: ignore[arg-type]  # a class is hashable, whatever T is
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotCanonical from None
    if encode(value) != data:
        raise NotCanonical
    return value


@cache
def _decoder(type_: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_, float_hook=_no_floats)
