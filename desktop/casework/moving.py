"""A note that was written on the wrong family: written anew on the right one, folded here, and a manager asked to have it taken out (F3).

The new record says which note it was, who wrote it and when. Nothing of either family is told to the other: what stays is an id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.day import FamilyName
from desktop.casework.desk import Desk
from desktop.errors import DoorstepError
from desktop.store import past
from desktop.store.capture import Saving
from desktop.store.decisions import shown as content_shown
from desktop.store.tables import stream
from sync.records.family import Family
from sync.records.lawful import Redaction
from sync.records.note import Note
from sync.records.types import Wire, instant_text
from sync.rules.names import plain
from sync.rules.redactions import redaction_id

MOVED = "moved"
"""Why a note is deleted that is another family's."""
GROUND = "wrong_family"


@dataclass(frozen=True)
class Move:
    """Which note goes to which family, and how it came to be here: a manager reads these words before anything is taken out."""

    note: str
    family: str
    why: str


class NotToBeMoved(DoorstepError):
    """The note is not here any more, or was moved or taken out already."""


class AlreadyTakenOut(DoorstepError):
    """A manager has decided: what was moved is not brought back."""


class Moving:
    """Moving notes, and bringing them back until a manager has decided."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def destinations(self, family: str) -> tuple[FamilyName, ...]:
        """The other families of this laptop, by name."""
        with self._desk.reading() as session:
            rows = session.scalars(select(Family).where(Family.deleted.is_(None), Family.id != family))
            named = [FamilyName(row.id, row.name or "") for row in rows]
        return tuple(sorted(named, key=lambda one: one.name))

    def move(self, move: Move) -> str:
        """Write the note on the other family, fold it here, ask for it to be taken out: one save. The new note's id.

        Raises:
            NotToBeMoved: there is nothing to move, or it is that family's already.
        """
        with self._desk.reading() as session:
            seen = session.get(Note, move.note)
            decision = None if seen is None else content_shown(session, seen)
        with self._desk.store.writing(self._desk.worker.user, decision=decision) as session:
            old = session.get(Note, move.note)
            place = _place(session, old.stream) if old is not None else None
            if old is None or old.deleted is not None or place is None or place[0] == move.family:
                raise NotToBeMoved
            new = self._written_anew(session, old, session.hold(move.family, place[1]))
            old.deleted = self._by_me(MOVED)
            self._ask(session, old, move.why)
        return new

    def bring_back(self, note: str) -> None:
        """Let the note stand where it stood, and take the new one away: the move was a slip.

        Raises:
            NotToBeMoved: it was not moved.
            AlreadyTakenOut: a manager has decided.
        """
        with self._desk.writing() as session:
            old, asked = session.get(Note, note), session.get(Redaction, redaction_id(Note.kind, note, ()))
            if asked is not None and asked.approval is not None:
                raise AlreadyTakenOut
            if old is None or not is_moved(old) or asked is None:
                raise NotToBeMoved
            old.deleted = None
            asked.deleted = self._by_me("brought_back")
            for new in session.scalars(select(Note).where(Note.moved.is_not(None), Note.deleted.is_(None))):
                if (new.moved or {}).get("of") == _named(note):
                    new.deleted = self._by_me("brought_back")

    def _written_anew(self, session: Saving, old: Note, place: str) -> str:
        """What was said and when goes along; who is meant by it in the other family is asked anew."""
        trace: dict[str, Wire] = {"of": _named(old.id)}
        begun = past.begun(session.connection(), Note.kind, old.id)
        if begun is not None:
            trace |= {"by": begun[0], "at": begun[1]}
        new = Note(id=self._desk.new_id(), stream=place)
        session.add(new)
        for name in ("happened_at", "channel", "text", "with_whom", "minutes", "sensitivity"):
            setattr(new, name, getattr(old, name))
        new.moved = trace
        return new.id

    def _ask(self, session: Saving, old: Note, why: str) -> None:
        redaction = redaction_id(Note.kind, old.id, ())
        row = session.get(Redaction, redaction)
        if row is None:
            row = Redaction(id=redaction, stream=old.stream)
            session.add(row)
        row.deleted = None
        row.record_kind, row.record, row.field_names = Note.kind, old.id, ()
        row.ground, row.authority, row.requested_by = GROUND, why, self._desk.worker.user

    def _by_me(self, why: str) -> dict[str, Wire]:
        return {"at": instant_text(self._desk.clock.now()), "by": self._desk.worker.user, "why": why}


def is_moved(note: Note) -> bool:
    """Whether it is folded because it is another family's, and nobody has taken it out yet."""
    return (note.deleted or {}).get("why") == MOVED


def moved_at(note: Note) -> datetime:
    """When it was moved."""
    return datetime.fromisoformat(str((note.deleted or {})["at"]))


def _named(note: str) -> str:
    """A trace, not a reference: what it names is no record of this family (F8)."""
    return f"{Note.kind}/{note}"


def _place(session: Session, name: str) -> tuple[str, str] | None:
    """The family and the compartment of a stream that is here."""
    row = session.execute(select(stream.c.family, stream.c.compartment).where(stream.c.stream == name)).one_or_none()
    return None if row is None else (row.family, row.compartment)


def called(families: Sequence[FamilyName], typed: str) -> tuple[FamilyName, ...]:
    """Those whose name holds every word that was typed; none where nothing was."""
    wanted = plain(typed).split()
    return tuple(one for one in families if wanted and all(word in plain(one.name) for word in wanted))
