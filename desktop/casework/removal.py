"""Taking a record out, with a reason, and putting it back: decisions over its content as it was shown (S13, S15)."""

from desktop.casework.desk import Desk
from desktop.store.decisions import shown as content_shown
from sync.records.record import Record
from sync.records.types import Wire, instant_text


def take_out(desk: Desk, kind: type[Record], record: str, why: str) -> None:
    """Take a record out, and say why. It stays in the history."""
    _decide(desk, kind, record, {"at": instant_text(desk.clock.now()), "by": desk.worker.user, "why": why})


def put_back(desk: Desk, kind: type[Record], record: str) -> None:
    """Undo a taking out: a decision as well."""
    _decide(desk, kind, record, None)


def _decide(desk: Desk, kind: type[Record], record: str, decided: dict[str, Wire] | None) -> None:
    with desk.reading() as session:
        row = session.get_one(kind, record)
        if (row.deleted is None) == (decided is None):
            return  # two deletes are one (S15), and so are two returns
        decision = content_shown(session, row)
    with desk.store.writing(desk.worker.user, decision=decision) as session:
        session.get_one(kind, record).deleted = decided
