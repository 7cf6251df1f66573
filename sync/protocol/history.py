"""The messages of a record's history: who wrote what, when, where and why, latest first, and what was written and never stood."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sync.records.types import Wire

ENTRIES = 100
"""The most entries of one answer; more are asked for with `before`."""


class HistoryRequest(Struct, frozen=True):
    """POST /v1/history: of one record of a stream, the entries that came `before` a place; from the latest without it."""

    stream: Annotated[str, Meta(max_length=32)]
    kind: Annotated[str, Meta(max_length=64)]
    record: Annotated[str, Meta(max_length=32)]
    before: Annotated[int, Meta(ge=1)] | None = None


class Entry(Struct, frozen=True, omit_defaults=True):
    """What one change set said of the record.

    `fate` is "applied", or why it never stood: "superseded", "refused". Its values are null where they were removed under
    authority, and then named in `removed` (F2).
    """

    author: str
    device: int
    n: int
    made_at: str
    received_at: str
    fields: dict[str, Wire]
    revision: int | None = None
    fate: Literal["applied", "superseded", "refused"] = "applied"
    reason: str | None = None
    removed: list[str] = []


class History(Struct, frozen=True):
    """The answer. `before` is where the next one goes on; null where nothing is left."""

    entries: list[Entry]
    before: int | None = None
