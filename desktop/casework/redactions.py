"""What was taken out of records under authority: when, by whom, why (F3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sync.records.lawful import Redaction
from sync.records.types import to_wire
from sync.rules.redactions import approved


@dataclass(frozen=True)
class TakenOut:
    """Who took something out, when, on which ground, by what authority, and who asked for it. What is not known here is empty."""

    by: str = ""
    at: datetime | None = None
    ground: str = ""
    authority: str = ""
    asked_by: str = ""


def taken_out_of(session: Session, kind: str, record: str) -> Callable[[str], TakenOut]:
    """By field, who took a record's values out: the latest to do so."""
    found = []
    for row in session.scalars(select(Redaction).where(Redaction.record == record)):
        places = approved({name: to_wire(getattr(row, name)) for name in Redaction.fields()})
        if places is not None and row.approval is not None:
            at = datetime.fromisoformat(str(row.approval["at"]))
            told = TakenOut(str(row.approval["by"]), at, row.ground or "", row.authority or "", row.requested_by or "")
            found.append((at, places, told))
    found.sort(key=lambda one: one[0], reverse=True)

    def of(field: str) -> TakenOut:
        return next((told for _at, places, told in found if places.cover(kind, record, field)), TakenOut())

    return of
