"""A save over a row that has moved since its editor showed it (S18): a colleague's words arrived under an open page.

Both edits are merged in the same save, as a pull would have merged them; what clashes becomes a conflict record beside the current value.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.store.conflicts import Found, boxed
from desktop.store.own_words import Stood
from desktop.store.pending import Place
from sync.merge.outcome import Clash, Joined
from sync.merge.values import merge
from sync.records.conflict import Conflict
from sync.records.lawful import Redaction
from sync.records.record import Synced
from sync.records.types import to_wire
from sync.rules.redactions import approved


def merge_moved(
    session: Session,
    row: Synced,
    column: str,
    shown: Any,
    value: Any,
    current: Any,
    author: str,
    now: datetime,
    conflict: str,
) -> Any:
    """The value to keep, where `shown` is what the editor had, and `current` what the field holds, or reads through to, by now.

    `conflict` is the id of a conflict record, should one be needed.
    """
    if isinstance(row, Conflict):
        return current  # the first settlement stands (S21)
    if current is None and _was_taken_out(session, row, column):
        own = Stood([to_wire(shown)]).without(row.address()[0], row.wire_name(column), to_wire(value))
        return value if own == to_wire(value) else own
    outcome = merge(row.fields()[column].merge, to_wire(shown), to_wire(value), to_wire(current))
    if isinstance(outcome, Clash | Joined):
        kind, record = row.address()
        place = Place(row.stream, kind, record, row.wire_name(column))
        found = Found(place, to_wire(shown), to_wire(current), to_wire(value), joined=isinstance(outcome, Joined))
        session.add(
            Conflict(
                id=conflict,
                stream=row.stream,
                nature=found.nature,
                record_kind=kind,
                record=record,
                field_name=place.field,
                base=boxed(found.base),
                kept=boxed(found.kept),
                other=boxed(found.other),
                other_by=author,
                other_at=now,
            )
        )
    if isinstance(outcome, Clash):
        return current
    for one in (value, current):
        if to_wire(one) == outcome.value:
            return one
    return tuple(outcome.value) if isinstance(outcome.value, list) else outcome.value


def _was_taken_out(session: Session, row: Synced, column: str) -> bool:
    """Whether what the editor showed is nobody's to see any more: a redaction came under the open page (F3)."""
    kind, record = row.address()
    for redaction in session.scalars(select(Redaction).where(Redaction.record == record)):
        places = approved({name: to_wire(getattr(redaction, name)) for name in Redaction.fields()})
        if places is not None and places.cover(kind, record, row.wire_name(column)):
            return True
    return False
