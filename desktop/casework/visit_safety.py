"""Going alone: what is known before the door opens, who waits for the worker, and whether they have checked in (domain.md 4.4)."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.casework.desk import Desk
from desktop.casework.flags import shown
from desktop.casework.visit_writing import own_part
from sync.records.visit import Visit


@dataclass(frozen=True)
class Risk:
    """A flag in force, as it is read before going in."""

    category: str
    text: str
    checked_on: date | None


@dataclass(frozen=True)
class Watch:
    """Who waits, and until when. All of it may be left out."""

    buddy: str = ""
    buddy_phone: str = ""
    expected_end_at: datetime | None = None


class VisitSafety:
    """Reading the risks, keeping the watch."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def risks(self, family: str) -> tuple[Risk, ...]:
        """The flags in force today that show in a visit, those checked last leading."""
        today = self._desk.today()
        with self._desk.reading() as session:
            found = [
                Risk(card.said.category, card.said.text, card.checked_on)
                for card in shown(session, family, today, "visit")
            ]
        return tuple(sorted(found, key=lambda risk: risk.checked_on or date.min, reverse=True))

    def watch(self, visit: str, watch: Watch) -> None:
        """Say who waits and until when."""
        with self._desk.writing() as session:
            row = own_part(session, self._desk, session.get_one(Visit, visit))
            row.buddy = watch.buddy or None
            row.buddy_phone = watch.buddy_phone or None
            row.expected_end_at = watch.expected_end_at

    def check_in(self, visit: str, until: datetime | None = None) -> None:
        """All is well; with `until`, it will take so much longer."""
        with self._desk.writing() as session:
            row = own_part(session, self._desk, session.get_one(Visit, visit))
            row.checked_in_at = self._desk.clock.now()
            row.expected_end_at = until or row.expected_end_at
