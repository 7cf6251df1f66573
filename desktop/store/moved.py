"""A save whose row has moved since its editor showed it (S18): both edits are merged in the same transaction.

store.on_moved = merge_moved(store)
"""

from datetime import datetime
from typing import Any

from desktop.store.capture import OnMoved, Saving
from desktop.store.conflicts import Found, conflict_fields
from desktop.store.merging import merged
from desktop.store.pending import Place
from desktop.store.session import Store
from sync.merge.outcome import Clash, Joined
from sync.records.conflict import Conflict
from sync.records.ids import id_text
from sync.records.record import Synced
from sync.records.types import instant_text, to_wire
from sync.records.validity import from_wire


def merge_moved(store: Store) -> OnMoved:
    """What to do at such a save: keep what both made of it, and open a conflict where a person must look."""

    def on_moved(session: Saving, row: Synced, column: str, shown: Any, value: Any) -> Any:
        kind, record = row.address()
        place = Place(row.stream, kind, record, row.wire_name(column))
        base, mine, theirs = to_wire(shown), to_wire(value), to_wire(getattr(row, column))
        outcome = merged(place, base, mine, theirs)
        if isinstance(outcome, Clash | Joined):
            now = store.clock.now()
            found = Found(
                place,
                base,
                kept=theirs,
                other=mine,
                other_by=store.identity.user,
                other_at=instant_text(now),
                joined=isinstance(outcome, Joined),
            )
            session.add(_record(id_text(store.ids.new()), found, now))
        return from_wire(kind, place.field, theirs if isinstance(outcome, Clash) else outcome.value)

    return on_moved


def _record(new_id: str, found: Found, now: datetime) -> Conflict:
    """The conflict as a record of this same save."""
    fields = conflict_fields(found) | {"other_at": None}
    return Conflict(
        id=new_id, stream=found.place.stream, other_at=now, **{n: v for n, v in fields.items() if v is not None}
    )
