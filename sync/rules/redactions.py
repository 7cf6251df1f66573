"""What a redaction takes out, by the rule that the council and every laptop apply to what they hold (F3).

Every value that was ever said at its places goes, and what conflict records hold of them: a joined text is kept in the field itself,
and in a conflict. What somebody wrote afterwards, knowing of it, stays.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sync.records.conflict import Conflict
from sync.records.ids import natural_id
from sync.records.lawful import Redaction
from sync.records.types import Wire

REASON = "redacted"
"""Why a record is deleted of which nothing is left."""

BOXES = ("base", "kept", "other")
"""What of a conflict holds values of the field that it is about."""


@dataclass(frozen=True)
class Places:
    """Fields of one record; all of them where none is named."""

    kind: str
    record: str
    fields: frozenset[str] = frozenset()

    def cover(self, kind: str, record: str, field: str) -> bool:
        """Whether a value stands at one of these places."""
        return (kind, record) == (self.kind, self.record) and (not self.fields or field in self.fields)

    def hold(self, kind: str, record: str, field: str, value: Wire) -> bool:
        """Whether a value stands at one of these places and is to go: not so of what the redaction itself writes there."""
        is_its_own = field == "deleted" and isinstance(value, dict) and value.get("why") == REASON
        return value is not None and not is_its_own and self.cover(kind, record, field)

    def are_disputed_by(self, conflict: Mapping[str, Wire]) -> bool:
        """Whether a conflict record, by its fields, is about one of these places."""
        kind, record, name = (str(conflict.get(part)) for part in ("record_kind", "record", "field_name"))
        return self.cover(kind, record, name)


def redaction_id(kind: str, record: str, fields: Collection[str]) -> str:
    """The id of a redaction: whoever asks for the same asks with the same record (S23)."""
    return natural_id("redaction", kind, record, *sorted(fields))


def approved(redaction: Mapping[str, Wire]) -> Places | None:
    """What a redaction record, by its fields, takes out; None while it is only asked for."""
    kind, record, names = (redaction.get(part) for part in ("record_kind", "record", "field_names"))
    if not redaction.get("approval") or not isinstance(kind, str) or not isinstance(record, str):
        return None
    return Places(kind, record, frozenset(map(str, names)) if isinstance(names, list) else frozenset())


def boxes(conflict: str) -> Places:
    """What goes of a conflict about a place."""
    return Places(Conflict.kind, conflict, frozenset(BOXES))


def disputing(places: Places, conflicts: Iterable[tuple[str, Mapping[str, Wire]]]) -> list[Places]:
    """What goes of conflicts, given by their ids and fields."""
    return [boxes(conflict) for conflict, fields in conflicts if places.are_disputed_by(fields)]


def may_change(stored: Mapping[str, Wire], field: str) -> bool:
    """Whether a device may write a field of a redaction: it asks, and the council's own desk approves."""
    return field != "approval" and not stored.get("approval")


def is_redaction(kind: str) -> bool:
    """Whether records of this kind take something out."""
    return kind == Redaction.kind
