"""What every field of every record must state: how it merges, how sensitive it is, and what it is for.

There are no defaults: a field that states nothing cannot be declared. `docs/fields.md` is generated from these.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine, to_instance

FIELD = "field"  # the key under which a column's `info` holds its Field


class Merge(StrEnum):
    """What happens when two people changed one field (sync.md, section 4)."""

    VALUE = "value"  # any single value: two different values are a conflict
    NARRATIVE = "narrative"  # prose: joined sentence by sentence, a clash inside a sentence is a conflict
    CHOICES = "choices"  # a set: members are added and taken away
    DECISION = "decision"  # never merged by machine, not even when only one side is a decision


class Sensitivity(StrEnum):
    """Whether a field may reach the family's copy and the share screen."""

    NORMAL = "normal"
    NOT_FOR_FAMILY = "not_for_family"


NORMAL = Sensitivity.NORMAL
NOT_FOR_FAMILY = Sensitivity.NOT_FOR_FAMILY


class Compartment(StrEnum):
    """Which of a family's streams a record lives in (F1), from the widest readership to the strictest."""

    SHARED = "shared"
    TEAM = "team"
    RESTRICTED = "restricted"
    SUPERVISION = "supervision"


@dataclass(frozen=True)
class Field:
    """One declared field."""

    merge: Merge
    sensitivity: Sensitivity
    about: str
    type: TypeEngine[Any]


def field(
    type_: type[TypeEngine[Any]] | TypeEngine[Any], merge: Merge, sensitivity: Sensitivity, about: str
) -> MappedColumn[Any]:
    """Declare a field. Absent is NULL: a record may arrive piece by piece.

    The old value is always loaded (`active_history`), because change capture needs it.
    """
    declared = Field(merge, sensitivity, about, to_instance(type_))
    return mapped_column(declared.type, nullable=True, active_history=True, info={FIELD: declared})
