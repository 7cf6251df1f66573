"""Column types whose stored form is the canonical form of the wire: ISO dates, UTC instants, sorted sets, plain objects.

On the wire a value is null, text (NFC, `\\n`), an integer, true or false, a list of texts, or an object of these. No floats:
decimals travel as text (sync.md, section 2).
"""

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from sync.records.text import canonical_text

if TYPE_CHECKING:
    Wire: TypeAlias = "str | int | bool | list[Wire] | dict[str, Wire] | None"
else:
    Wire = Any  # msgspec cannot read a recursive alias; `sync.records.validity` checks what comes from outside


class Code(TypeDecorator[str]):
    """One code of a closed list. Lists that a council may change are plain Text."""

    impl = Text
    cache_ok = True

    def __init__(self, *codes: str) -> None:
        super().__init__()
        self.codes = codes


class Id(TypeDecorator[str]):
    """The id of another record of the same family."""

    impl = Text
    cache_ok = True

    def __init__(self, *kinds: str) -> None:
        super().__init__()
        self.kinds = kinds


class Whole(TypeDecorator[int]):
    """A whole number between two bounds, both included."""

    impl = Integer
    cache_ok = True

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.low, self.high = low, high


class Day(TypeDecorator[date]):
    """A date, stored as 2026-10-06."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Instant(TypeDecorator[datetime]):
    """An aware moment, stored in UTC as 2026-10-06T10:31:00Z, whole seconds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Choices(TypeDecorator[tuple[str, ...]]):
    """A set of codes or short texts, stored as a sorted JSON list; closed when codes are given."""

    impl = Text
    cache_ok = True

    def __init__(self, *codes: str) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(sorted(set(value)), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


class Ids(Choices):
    """A set of ids of other records of the same family."""

    cache_ok = True

    def __init__(self, *kinds: str) -> None:
        super().__init__()
        self.kinds = kinds


class Compound(TypeDecorator[dict[str, Wire]]):
    """Parts that only make sense together (S22), stored as one JSON object and changed as one value. Never mutate one in place.

    Named parts are checked and documented, and stay in their wire form; others are kept unharmed.
    """

    impl = Text
    cache_ok = True

    def __init__(self, **parts: TypeEngine[Any]) -> None:
        super().__init__()
        self.parts = parts

    def process_bind_param(self, value: dict[str, Wire] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Wire] | None:
        return None if value is None else json.loads(value)


def instant_text(moment: datetime) -> str:
    """The canonical text of an aware datetime."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def to_wire(value: Any) -> Wire:
    """A field's Python value as it travels."""
    match value:
        case str():
            return canonical_text(value)
        case datetime():
            return instant_text(value)
        case date():
            return value.isoformat()
        case tuple() | frozenset() | set():
            members: list[Wire] = [*sorted({canonical_text(member) for member in value})]
            return members
        case list():
            return [to_wire(member) for member in value]
        case dict():
            return {canonical_text(name): to_wire(part) for name, part in value.items()}
        case _:
            return value  # type: ignore[no-any-return]  # int, bool and None travel as they are
