"""The messages of person links: what was said of people being one human, told to a worker who holds both, and said by one."""

from typing import Annotated

from msgspec import Meta, Struct

from sync.rules.links import Act, Word

_Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}$")]


class Links(Struct, frozen=True):
    """GET /v1/links: every act on two people whom the caller may both open, by the two and in order."""

    acts: list[Act]


class LinkSaying(Struct, frozen=True):
    """POST /v1/links: an act on two people, in whatever order. It is answered with the act as it is kept."""

    stream: _Id
    person: _Id
    other_stream: _Id
    other_person: _Id
    n: Annotated[int, Meta(ge=1, le=2**31 - 1)]
    """One more than that of the last act that the person had before them."""
    act: Word
    reason: Annotated[str, Meta(max_length=1000, pattern=r"^[^\x00]*$")]
    """How it is known, or why it is decided so. It names nobody."""
