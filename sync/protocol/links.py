"""The messages of person links: what was said of two people being one human, to a worker who holds both."""

from typing import Annotated, Literal

from msgspec import Meta, Struct


class LinksRequest(Struct, frozen=True):
    """POST /v1/links: of one person, and the stream that the record lies in."""

    stream: Annotated[str, Meta(max_length=32)]
    person: Annotated[str, Meta(max_length=32)]


class LinkAct(Struct, frozen=True):
    """What a council's operator said of that person and this one, of another family. The last of the same two counts."""

    family: str
    compartment: str
    person: str
    n: int
    """Counts the acts of the same two, from 1."""
    act: Literal["join", "split"]
    operator: str
    at: str
    """By the server's clock, UTC."""
    reason: str


class Links(Struct, frozen=True):
    """The answer: by the other person, in order."""

    acts: list[LinkAct]
