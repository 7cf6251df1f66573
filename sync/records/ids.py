"""The text form of ids: 22 characters of base64url over the 16 bytes of a UUID, a third shorter on the wire than hex.

New records take a UUIDv7. A record with a natural key (S23) takes the UUIDv5 of that key, so that two laptops making "the same"
record meet in one.
"""

import base64
import re
import uuid

_TEXT = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")


def id_text(value: uuid.UUID) -> str:
    """22 characters for a UUID."""
    return base64.urlsafe_b64encode(value.bytes).rstrip(b"=").decode()


def id_value(text: str) -> uuid.UUID:
    """The UUID of an id that `is_id` has passed."""
    return uuid.UUID(bytes=base64.urlsafe_b64decode(text + "=="))


def is_id(text: str) -> bool:
    """Whether a text from outside has the form of an id."""
    return _TEXT.fullmatch(text) is not None


def natural_id(*parts: str) -> str:
    """The id of what has a natural key, e.g. ("consent", stream, person, purpose, agency)."""
    return id_text(uuid.uuid5(uuid.NAMESPACE_URL, "urn:doorstep:" + "\x1f".join(parts)))


def stream_id(family: str, compartment: str) -> str:
    """The stream of a family's compartment."""
    return natural_id("stream", family, compartment)
