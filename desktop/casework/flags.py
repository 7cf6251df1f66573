"""Flags: what a worker must know before going in, who says so, when it is to be checked again, and where it shows (domain.md 4.11).

shown(session, family, today, "prepare")     those in force that show there
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.council import in_force
from desktop.casework.desk import Desk
from desktop.store.decisions import shown as content_shown
from sync.records.fields import Compartment
from sync.records.flag import Flag
from sync.records.ids import stream_id
from sync.records.types import instant_text

Where = Literal["prepare", "visit"]
PLACES: tuple[Where, ...] = ("prepare", "visit")
"""Where a flag may show besides the overview, which has them all."""


@dataclass(frozen=True)
class FlagSaid:
    """What somebody says of a flag. Of `show_on` none is everywhere, and of `about` none is the whole family."""

    text: str
    category: str = "other"
    source: str = ""
    review_on: date | None = None
    until_on: date | None = None
    about: tuple[str, ...] = ()
    show_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class FlagCard:
    """One flag in force. `named`: only named people may know (the restricted stream). `is_past`: it was to be checked before today."""

    flag: str
    said: FlagSaid
    checked_on: date | None = None
    named: bool = False
    is_past: bool = False


class Flags:
    """The flags of families: adding, changing, checking, taking out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[FlagCard, ...]:
        """Every flag in force, wherever it shows."""
        with self._desk.reading() as session:
            return _cards(session, family, self._desk.today())

    def categories(self) -> tuple[tuple[str, str], ...]:
        """The council's own: codes and words."""
        return tuple(in_force(self._desk).lists["flag_categories"].items())

    def today(self) -> date:
        """The day before which no flag ends."""
        return self._desk.today()

    def review_by(self) -> date:
        """When a flag that is checked today is to be checked again, as the council has it."""
        return self._desk.today() + timedelta(weeks=in_force(self._desk).timescales.flag_review_weeks)

    def add(self, family: str, said: FlagSaid, *, named: bool = False) -> str:
        """A flag that holds from today; its id. With `named` it lies where only named people read, and stays there (F1)."""
        today = self._desk.today()
        with self._desk.writing() as session:
            stream = session.hold(family, Compartment.RESTRICTED if named else Compartment.TEAM)
            row = Flag(id=self._desk.new_id(), stream=stream, from_on=today, checked_on=today)
            for name, value in _stored(said).items():
                setattr(row, name, value)
            session.add(row)
        return row.id

    def change(self, flag: str, said: FlagSaid, shown: FlagSaid) -> None:
        """Say something else, over what was `shown` (S18). Who changes a flag has checked it."""
        now, before = _stored(said), _stored(shown)
        with self._desk.writing() as session:
            row = session.get_one(Flag, flag)
            for name in (name for name, value in now.items() if value != before[name]):
                session.save_shown(row, name, before[name], now[name])
            row.checked_on = self._desk.today()

    def still_true(self, flag: str) -> None:
        """It was checked today, and is to be checked again when the council says."""
        again = self.review_by()
        with self._desk.writing() as session:
            row = session.get_one(Flag, flag)
            row.checked_on, row.review_on = self._desk.today(), again

    def take_out(self, flag: str, why: str = "") -> None:
        """It no longer holds (S15). A decision over the flag as it was read."""
        with self._desk.reading() as session:
            row = session.get_one(Flag, flag)
            if row.deleted is not None:
                return  # two deletes are one (S15)
            decision = content_shown(session, row)
        worker, now = self._desk.worker.user, instant_text(self._desk.clock.now())
        with self._desk.store.writing(worker, decision=decision) as session:
            session.get_one(Flag, flag).deleted = {"at": now, "by": worker, "why": why}

    def put_back(self, flag: str) -> None:
        """It was taken out by mistake."""
        with self._desk.writing() as session:
            session.get_one(Flag, flag).deleted = None


def shown(session: Session, family: str, today: date, where: Where) -> tuple[FlagCard, ...]:
    """The flags in force that show at a place."""
    return tuple(card for card in _cards(session, family, today) if where in (card.said.show_on or PLACES))


def _cards(session: Session, family: str, today: date) -> tuple[FlagCard, ...]:
    named = stream_id(family, Compartment.RESTRICTED)
    rows: Sequence[Flag] = session.scalars(
        select(Flag)
        .where(Flag.stream.in_((stream_id(family, Compartment.TEAM), named)), Flag.deleted.is_(None))
        .order_by(Flag.from_on, Flag.id)
    ).all()
    return tuple(
        FlagCard(
            row.id, _said(row), row.checked_on, row.stream == named, row.review_on is not None and row.review_on < today
        )
        for row in rows
        if row.until_on is None or row.until_on >= today
    )


def _said(row: Flag) -> FlagSaid:
    return FlagSaid(
        text=row.text or "",
        category=row.category or "other",
        source=row.source or "",
        review_on=row.review_on,
        until_on=row.until_on,
        about=row.about or (),
        show_on=row.show_on or (),
    )


def _stored(said: FlagSaid) -> dict[str, Any]:
    return {one.name: getattr(said, one.name) or None for one in fields(FlagSaid)}
