"""Conflict records: two values for one place, kept until a person has chosen (sync.md, section 4).

What is on the server stays current; the other value, with whose it is, when and what both began from, stands in a record of the same
stream, so that it is synced, survives the loss of the laptop, and can be settled by whoever may edit the field.
"""

from dataclasses import dataclass
from typing import Literal

from desktop.store.pending import Place
from sync.records.assessment import Assessment
from sync.records.types import Wire
from sync.records.validity import MEMBERS
from sync.rules.assessments import SIGNATURE

DELETED = "deleted"
SETTLED = "settled"
STATE = "state"
Nature = Literal["clash", "deleted", "joined"]


@dataclass(frozen=True)
class Found:
    """Two values that met. `kept` is current; authors and instants are None where a snapshot brought the value without them."""

    place: Place
    base: Wire
    kept: Wire
    other: Wire
    kept_by: str | None = None
    kept_at: str | None = None
    other_by: str | None = None
    other_at: str | None = None
    joined: bool = False
    changed: tuple[str, ...] = ()
    """Of a decision that was taken back: the fields that were not as its author saw them (S13)."""

    @property
    def nature(self) -> Nature:
        """What kind of choice it asks for."""
        if self.joined:
            return "joined"
        return "deleted" if self.place.field == DELETED else "clash"


def conflict_fields(found: Found) -> dict[str, Wire]:
    """The fields of a new conflict record, in their wire form."""
    fields: dict[str, Wire] = {
        "nature": found.nature,
        "record_kind": found.place.kind,
        "record": found.place.record,
        "field_name": found.place.field,
        "base": boxed(found.base),
        "kept": boxed(found.kept),
        "kept_by": found.kept_by,
        "kept_at": found.kept_at,
        "other": boxed(found.other),
        "other_by": found.other_by,
        "other_at": found.other_at,
        "changed": [*found.changed[:MEMBERS]] or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def is_shown(place: Place, value: Wire) -> bool:
    """Whether a change of a decision that is taken back is shown by itself.

    A sign-off is shown by its signature: the state, the day, and what the form left out or filled in follow from that.
    """
    if place.kind != Assessment.kind:
        return True
    return place.field in (SIGNATURE, DELETED) or (place.field == STATE and value != "completed")


def boxed(value: Wire) -> dict[str, Wire]:
    """A value inside a conflict: {} stands for nothing there."""
    return {} if value is None else {"value": value}


def unboxed(box: Wire) -> Wire:
    """The value that `boxed` put away."""
    return box.get("value") if isinstance(box, dict) else None
