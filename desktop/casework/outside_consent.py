"""What was shared or asked for without anybody's agreement: with whom, on which legal ground, and who authorised it (domain.md 3.3, C11).

It is written in the team's stream: that an agency was told is no news for the others that hold what is shared.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.clock import LONDON
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.lawful import Disclosure


@dataclass(frozen=True)
class NewShared:
    """What was told to whom (an agency or a name), on which ground of the council's, why, and who authorised it."""

    what: str
    agency: str
    ground: str
    reasons: str
    authorised_by: str


@dataclass(frozen=True)
class Shared(NewShared):
    """The same, written down."""

    record: str
    at: datetime | None

    @property
    def on(self) -> date | None:
        """The day, in England."""
        return self.at.astimezone(LONDON).date() if self.at else None


class OutsideConsent:
    """Writing it down."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, family: str, new: NewShared) -> str:
        """Its id."""
        record = self._desk.new_id()
        with self._desk.writing() as session:
            session.add(
                Disclosure(
                    id=record,
                    stream=stream_id(family, Compartment.TEAM),
                    what=new.what,
                    agency=new.agency,
                    ground=new.ground,
                    reasons=new.reasons,
                    authorised_by=new.authorised_by,
                    at=self._desk.clock.now(),
                )
            )
        return record


def shared_of(session: Session, family: str) -> tuple[Shared, ...]:
    """What was shared of this family without agreement, the latest first."""
    rows = session.scalars(
        select(Disclosure)
        .where(
            Disclosure.stream == stream_id(family, Compartment.TEAM),
            Disclosure.deleted.is_(None),
            Disclosure.authorised_by.is_not(None),
        )
        .order_by(Disclosure.at.desc(), Disclosure.id)
    )
    return tuple(
        Shared(
            row.what or "",
            row.agency or "",
            row.ground or "",
            row.reasons or "",
            row.authorised_by or "",
            row.id,
            row.at,
        )
        for row in rows
    )
