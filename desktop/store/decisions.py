"""What a decision over a whole record is taken on (S13): its content as it stands in the session that shows it."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.store.tables import unknown_field
from sync.protocol.change_set import Shown
from sync.protocol.content import content_hash
from sync.records.assessment import Answer, Assessment
from sync.records.record import Record, Synced
from sync.records.types import Wire, to_wire


def shown(session: Session, record: Record) -> Shown:
    """For `Store.writing(decision=...)`: read it in the same session that the page was drawn from."""
    kind, address = record.address()
    rows: list[Synced] = [record]
    if kind == Assessment.kind:
        rows += session.scalars(select(Answer).where(Answer.assessment == address))
    fields: dict[str, Wire] = {
        row.wire_name(column): to_wire(getattr(row, column)) for row in rows for column in type(row).fields()
    }
    kept = unknown_field.c
    unknown = select(kept.field, kept.value).where(
        kept.stream == record.stream, kept.kind == kind, kept.record == address
    )
    fields |= {name: json.loads(value) for name, value in session.execute(unknown)}
    return Shown(kind, address, content_hash(kind, address, fields))
