"""Two values for one field, and the person who chooses between them (sync.md, section 4; interface: Sending and receiving).

What is current stays current until somebody chooses. A settlement is a change set of its own, and the first one stands (S21).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.versions import put, row_of
from desktop.errors import DoorstepError
from desktop.store.conflicts import DELETED, unboxed
from desktop.store.decisions import shown
from sync.merge.narrative import join
from sync.merge.outcome import Clash
from sync.records.assessment import Assessment
from sync.records.conflict import Conflict
from sync.records.family import Family
from sync.records.fields import Merge
from sync.records.record import ANSWER_MARK, Record
from sync.records.registry import declared
from sync.records.types import Wire, instant_text
from sync.records.validity import from_wire
from sync.rules.assessments import is_signed

Keep = Literal["kept", "other", "together", "edited", "read"]
Nature = Literal["clash", "deleted", "joined"]
SIGNED = frozenset({"state", "signed_off"})


class SignAgain(DoorstepError):
    """The other value is a signature over what its author did not see as it is now: it is given again, on its page."""


class AlreadySettled(DoorstepError):
    """Somebody has chosen meanwhile, or the record is not here any more, or was signed and cannot be taken out."""


@dataclass(frozen=True)
class Side:
    """One of the two values, as the field holds it; whose it is and when it was made, where that is known."""

    value: Any
    by: str | None
    at: datetime | None


@dataclass(frozen=True)
class OpenConflict:
    """A choice to be made. `kept` is what is current; `current` what the field holds now, should it have moved since.

    `yours` says which side is this worker's. `together` proposes one text with both people's words, for a person to accept. `changed` are
    the fields that were not as the author of a decision saw them, where one was taken back (S13).
    """

    id: str
    nature: Nature
    family: str
    family_name: str
    kind: str
    record: str
    field: str
    base: Any
    kept: Side
    other: Side
    yours: Literal["kept", "other"] | None
    current: Any
    together: str | None
    changed: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the field says something else by now than either of the two."""
        return self.nature == "clash" and self.current not in (self.kept.value, self.other.value)


class Conflicts:
    """Reading and settling."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, family: str | None = None) -> tuple[OpenConflict, ...]:
        """What nobody has settled, oldest first; of one family, or of all on this laptop."""
        with self._desk.reading() as session:
            families = families_by_stream(session)
            wanted = select(Conflict).where(
                Conflict.settled.is_(None), Conflict.deleted.is_(None), Conflict.nature.is_not(None)
            )
            found = session.scalars(wanted.order_by(Conflict.other_at, Conflict.id))
            mine = (conflict for conflict in found if family in (None, families.get(conflict.stream)))
            return tuple(self._read(session, conflict, families[conflict.stream]) for conflict in mine)

    def settle(self, conflict: OpenConflict, keep: Keep, text: str = "") -> None:
        """Choose: what is kept, the other, both `together`, a text of one's own (`edited`), or for a joined text that it was read.

        `conflict` is as the page showed it: what the field says by now is merged with, not written over (S18). `text` is what the page
        showed, for `together` and `edited`.

        Raises:
            AlreadySettled: there is nothing to choose any more, or what is signed would be taken out.
            SignAgain: a signature cannot be chosen.
        """
        store, worker = self._desk.store, self._desk.worker.user
        with self._desk.reading() as session:
            row = _still_open(session, conflict.id)
            target, value = _chosen(row, keep, text)
            decision = None
            if target == DELETED:
                record = row_of(session, str(row.record_kind), str(row.record), DELETED)
                if isinstance(record, Assessment) and is_signed(record.state):
                    raise AlreadySettled
                if isinstance(record, Record) and record.deleted is None:
                    decision = shown(session, record)
                else:
                    target = None  # two deletes are one (S15)
        store.seal_open([row.stream])
        with store.writing(worker, decision=decision, reason="settled") as session:
            if target is not None and not put(session, conflict.kind, conflict.record, target, value, conflict.current):
                raise AlreadySettled
            row = _still_open(session, conflict.id)
            row.settled = {"choice": keep, "by": worker, "at": instant_text(self._desk.clock.now())}
        store.seal_open([row.stream])

    def _read(self, session: Session, row: Conflict, family: str) -> OpenConflict:
        kind, field = str(row.record_kind), str(row.field_name)
        named = session.get(Family, family)

        def value(box: Wire) -> Any:
            return from_wire(kind, field, unboxed(box))

        return OpenConflict(
            row.id,
            row.nature,  # type: ignore[arg-type]  # its column is a closed code
            family,
            (named.name if named else None) or "",
            kind,
            str(row.record),
            field,
            value(row.base),
            Side(value(row.kept), row.kept_by, row.kept_at),
            Side(value(row.other), row.other_by, row.other_at),
            "other"
            if row.other_by == self._desk.worker.user
            else "kept"
            if row.kept_by == self._desk.worker.user
            else None,
            _current(session, kind, str(row.record), field),
            _together(row),
            row.changed or (),
        )


def _still_open(session: Session, conflict: str) -> Conflict:
    row = session.get(Conflict, conflict)
    if row is None or row.settled is not None:
        raise AlreadySettled
    return row


def _chosen(row: Conflict, keep: Keep, text: str) -> tuple[str | None, Any]:
    """Which field to write, and what; no field where what is current stays."""
    field = str(row.field_name)
    if keep in ("kept", "read"):
        return None, None
    if row.record_kind == Assessment.kind and field in SIGNED:
        raise SignAgain
    return field, text if keep in ("together", "edited") else from_wire(str(row.record_kind), field, unboxed(row.other))


def _current(session: Session, kind: str, record: str, field: str) -> Any:
    row = row_of(session, kind, record, field)
    return None if row is None else getattr(row, field.partition(ANSWER_MARK)[0])


def _together(row: Conflict) -> str | None:
    """Both people's words in one text, for prose."""
    rule = declared(str(row.record_kind), str(row.field_name))
    texts = [unboxed(box) for box in (row.base, row.kept, row.other)]
    if row.nature != "clash" or rule is None or rule.merge is not Merge.NARRATIVE:
        return None
    base, kept, other = (text if isinstance(text, str) else "" for text in texts)
    outcome = join(base, kept, other)
    return outcome.together if isinstance(outcome, Clash) else None
