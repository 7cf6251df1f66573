"""Every kind that this version knows, by name. What it does not know is kept and sent on unharmed (sync.md, section 2)."""

from collections.abc import Mapping
from types import MappingProxyType

from sync.records.assessment import Answer, Assessment
from sync.records.fields import Field
from sync.records.note import Note
from sync.records.record import ANSWER_MARK, Record, Synced

RECORDS: tuple[type[Record], ...] = (Assessment, Note)
KINDS: Mapping[str, type[Record]] = MappingProxyType({record.kind: record for record in RECORDS})
TABLES: tuple[type[Synced], ...] = (*RECORDS, Answer)


def declared(kind: str, name: str) -> Field | None:
    """The declaration of a field as it is named on the wire; None where this version does not know it."""
    column, mark, _key = name.partition(ANSWER_MARK)
    if mark:
        return Answer.fields().get(column) if kind == Assessment.kind else None
    record = KINDS.get(kind)
    return record.fields().get(column) if record else None
