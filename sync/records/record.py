"""What all records are: rows that say which kind and record a column belongs to on the wire."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

from sqlalchemy import JSON, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from sync.records.fields import FIELD, NORMAL, Compartment, Field, Merge, field
from sync.records.owners import Owned
from sync.records.types import Compound, Wire

ANSWER_MARK = "@"  # `narrative@why_now/what_led`: a companion of an answer, then the question's key


class Base(DeclarativeBase):
    """The metadata of everything that travels."""


class Synced(Base):
    """A row whose fields travel.

    Every row names its stream. `versions` maps each field to the revision that wrote it, "" being the default for the rest; a
    negative number is a pending change set of this device. It belongs to the store, never to casework.
    """

    __abstract__ = True

    stream: Mapped[str] = mapped_column(Text, index=True)
    versions: Mapped[dict[str, int]] = mapped_column(JSON, deferred=True, default=dict, server_default="{}")

    def address(self) -> tuple[str, str]:
        """The (kind, record id) that this row's fields belong to on the wire."""
        raise NotImplementedError

    def wire_name(self, column: str) -> str:
        """What a column of this row is called on the wire."""
        return column

    @classmethod
    @cache
    def fields(cls) -> Mapping[str, Field]:
        """Column name to declaration, in the order of declaration."""
        declared = {column.key: column.info[FIELD] for column in cls.__table__.columns if FIELD in column.info}
        return MappingProxyType(declared)


class Record(Synced):
    """A record: a kind, an id (22 letters, see `sync.records.ids`), a stream and fields."""

    __abstract__ = True

    kind: ClassVar[str]
    compartment: ClassVar[Compartment | Owned]
    """Where a new one lives unless a person chooses a stricter compartment; the stream of no family, for what is of none."""
    urgent: ClassVar[bool] = False
    """Whether it is sent before everything that is not."""

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    deleted: Mapped[dict[str, Wire] | None] = field(
        Compound,
        Merge.DECISION,
        NORMAL,
        "Taken out: when, by whom and why, as one value (S15). Rows are never removed by an edit.",
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.__tablename__ = cls.kind
        super().__init_subclass__(**kwargs)

    def address(self) -> tuple[str, str]:
        return self.kind, self.id
