"""Safeguarding concerns: written from the first key on, raised with nothing else filled in, and received when the council's receipt says so.

What is not raised yet is a draft, kept in the vault and in no stream: it has no family until somebody says so (domain.md 4.9; 2.2, T5).
"""

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.body import Side
from desktop.casework.desk import Desk
from desktop.casework.hidden import HIDDEN
from desktop.store import tables
from sync.records.concern import Concern
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.lawful import Disclosure
from sync.records.owners import Owned, owner_id

DRAFTS = "concern_drafts"
"""A setting: drafts by the family that they were begun beside, "" for none."""
CATEGORIES = ("physical", "emotional", "sexual", "neglect", "domestic_abuse", "exploitation", "other")


@dataclass(frozen=True)
class Mark:
    """A mark on the body map, in thousandths of the figure's height from its top left corner."""

    side: Side
    x: int
    y: int
    words: str = ""


@dataclass(frozen=True)
class Call:
    """Somebody was rung. `at` is as the worker wrote it, for the time is often put right."""

    whom: str
    number: str = ""
    at: str = ""
    spoke_to: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Account:
    """What the worker says. Nothing of it has to be filled in; codes are those of the record."""

    words: str = ""
    said_by: str = ""
    asked: str = ""
    seen: str = ""
    opinion: str = ""
    noticed: str = ""
    place: str = ""
    who: str = ""
    actions: str = ""
    others_know: str = ""
    why_not: str = ""
    outcome: str = ""
    safe_now: str = ""
    child_told: str = ""
    parent_told: str = ""
    consent: str = ""
    about: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything: the time stands there by itself."""
        return replace(self, noticed="") == Account()


@dataclass(frozen=True)
class ConcernView:
    """One concern. `began_at` and `raised_at` are aware; a draft has no `raised_at`. `received`: the council has signed for it.

    `beside` is the family whose page or visit was open when it was begun, "" for none: by it a draft is found again.
    """

    concern: str
    family: str = ""
    visit: str = ""
    beside: str = ""
    account: Account = field(default_factory=Account)
    began_at: datetime | None = None
    raised_at: datetime | None = None
    raised_by: str = ""
    received: bool = False
    received_at: datetime | None = None


class Concerns:
    """Writing, raising and following concerns."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, family: str = "", visit: str = "") -> ConcernView:
        """The draft that was begun beside this family (or beside none), else a new one, of which nothing is kept yet."""
        kept = self._drafts().get(family)
        return _draft(kept, family) if kept else ConcernView(self._desk.new_id(), family, visit, family)

    def waiting(self) -> tuple[ConcernView, ...]:
        """Drafts that are not raised, oldest first."""
        drafts = (_draft(kept, beside) for beside, kept in self._drafts().items())
        return tuple(sorted(drafts, key=lambda view: view.concern))

    def keep(self, view: ConcernView) -> None:
        """Keep a draft as it stands. One without a word is not kept, nor one that was raised meanwhile."""
        with self._desk.reading() as session:
            is_raised = session.get(Concern, view.concern) is not None
        drafts = self._drafts()
        drafts.pop(view.beside, None)
        if not (view.account.is_empty or is_raised):
            began = view.began_at or self._desk.clock.now()
            drafts[view.beside] = {
                "concern": view.concern,
                "family": view.family,
                "visit": view.visit,
                "began_at": began.isoformat(),
                "account": asdict(view.account),
            }
        self._desk.store.put_setting(DRAFTS, drafts)

    def raise_(self, view: ConcernView, event: str) -> ConcernView:
        """Make it a record of the family's restricted stream, or of the worker's own where no family is known, and seal it to be sent
        first. `event` is what the family's story says (T5). Raising the same draft again, as after a crash, changes nothing.
        """
        now, worker = self._desk.clock.now(), self._desk.worker
        owner, where = (
            (view.family, Compartment.RESTRICTED)
            if view.family
            else (owner_id(Owned.PERSON, worker.user), Owned.PERSON)
        )
        with self._desk.writing() as session:
            stream = session.hold(owner, where)
            if session.get(Concern, view.concern) is None:
                row = Concern(
                    id=view.concern, stream=stream, raised_at=now, raised_by=worker.name, visit=view.visit or None
                )
                for name, value in _stored(view.account).items():
                    setattr(row, name, value)
                session.add(row)
                if view.family:
                    session.add(self._event(stream, view, now, event))
        self._desk.store.seal_open([stream])
        self.keep(view)
        return self.view(view.concern)

    def change(self, concern: str, said: Account, shown: Account) -> None:
        """Say more about a concern that is raised, over what was `shown` (S18). It is sealed at once, as the concern was."""
        now, before = _stored(said), _stored(shown)
        with self._desk.writing() as session:
            row = session.get_one(Concern, concern)
            for name in (name for name, value in now.items() if value != before[name]):
                session.save_shown(row, name, before[name], now[name])
            stream = row.stream
        self._desk.store.seal_open([stream])

    def view(self, concern: str) -> ConcernView:
        """A raised one, and whether the council has it."""
        with self._desk.reading() as session:
            return _view(session, session.get_one(Concern, concern))

    def of(self, family: str) -> tuple[ConcernView, ...]:
        """The raised ones of a family, or without it the worker's own about children elsewhere; newest first."""
        stream = (
            stream_id(family, Compartment.RESTRICTED)
            if family
            else stream_id(owner_id(Owned.PERSON, self._desk.worker.user), Owned.PERSON)
        )
        with self._desk.reading() as session:
            rows = session.scalars(
                select(Concern)
                .where(Concern.stream == stream, Concern.deleted.is_(None))
                .order_by(Concern.raised_at.desc(), Concern.id)
            ).all()
            return tuple(_view(session, row) for row in rows)

    def own(self) -> tuple[ConcernView, ...]:
        """Those that this worker raised, whatever the family."""
        with self._desk.reading() as session:
            rows = session.scalars(
                select(Concern).where(Concern.raised_by == self._desk.worker.name, Concern.deleted.is_(None))
            ).all()
            return tuple(_view(session, row) for row in rows)

    def handed_over(self, view: ConcernView, what: str, document: str) -> None:
        """Write down that a PDF was made to be handed over: `what` it is and its SHA-256 (F3)."""
        with self._desk.writing() as session:
            row = session.get_one(Concern, view.concern)
            session.add(
                Disclosure(
                    id=self._desk.new_id(),
                    stream=row.stream,
                    what=what,
                    records=(row.id,),
                    at=self._desk.clock.now(),
                    how="paper",
                    ground="safeguarding",
                    document=document,
                    about=row.about,
                )
            )

    def _event(self, stream: str, view: ConcernView, now: datetime, text: str) -> Event:
        return Event(
            id=self._desk.new_id(),
            stream=stream,
            happened_on=self._desk.today(),
            precision="day",
            text=text,
            category="contact",
            about=view.account.about or None,
            significant=True,
            source=self._desk.worker.name,
            source_record=view.concern,
            sensitivity=HIDDEN,
        )

    def _drafts(self) -> dict[str, Any]:
        kept = self._desk.store.setting(DRAFTS)
        return dict(kept) if isinstance(kept, dict) else {}


_SETS = ("about", "categories")
_LISTS: dict[str, type[Mark] | type[Call]] = {"marks": Mark, "calls": Call}


def _draft(kept: dict[str, Any], beside: str) -> ConcernView:
    return ConcernView(
        kept["concern"],
        kept["family"],
        kept["visit"],
        beside,
        _account(kept["account"]),
        datetime.fromisoformat(kept["began_at"]),
    )


def _view(session: Session, row: Concern) -> ConcernView:
    told = {one.name: getattr(row, one.name) for one in fields(Account)}
    told |= {name: (told[name] or {}).get(name, ()) for name in _LISTS}
    family = session.scalars(
        select(tables.stream.c.family).where(
            tables.stream.c.stream == row.stream, tables.stream.c.compartment != str(Owned.PERSON)
        )
    ).one_or_none()
    beside, by = family or "", row.raised_by or ""
    view = ConcernView(row.id, beside, row.visit or "", beside, _account(told), None, row.raised_at, by)
    return replace(view, **_receipt(session, row.id))


def _receipt(session: Session, concern: str) -> dict[str, Any]:
    """Whether the council has signed for the set by which it was raised, and when. One that came from elsewhere came from the council."""
    made, change = tables.change_set.c, tables.change.c
    sent = session.execute(
        select(made.state, made.acknowledged_at)
        .join_from(tables.change, tables.change_set, made.n == change.n)
        .where(change.kind == Concern.kind, change.record == concern, change.field == "raised_at")
    ).all()
    if any(row.state != "applied" or row.acknowledged_at is None for row in sent):
        return {"received": False}
    at = min((row.acknowledged_at for row in sent), default=None)
    return {"received": True, "received_at": None if at is None else datetime.fromisoformat(at)}


def _account(told: dict[str, Any]) -> Account:
    """From fields as they are kept; what a later release added is left out."""
    known = {one.name: told.get(one.name) for one in fields(Account)}
    said: dict[str, Any] = {name: value or "" for name, value in known.items()}
    said |= {name: tuple(known[name] or ()) for name in _SETS}
    said |= {name: tuple(_part(kind, part) for part in known[name] or ()) for name, kind in _LISTS.items()}
    return Account(**said)


def _part(kind: type[Mark] | type[Call], part: dict[str, Any]) -> Any:
    return kind(**{one.name: part[one.name] for one in fields(kind) if one.name in part})


def _stored(account: Account) -> dict[str, Any]:
    """By field of the record: nothing said is nothing kept."""
    told: dict[str, Any] = {name: value or None for name, value in asdict(account).items()}
    told |= {name: {name: list(told[name])} for name in _LISTS if told[name]}
    return told
