"""What tests of the outbox do with notes: write, edit, delete, look."""

from desktop.casework.desk import Desk
from desktop.store.decisions import shown
from sync.records.note import Note
from tests.support.desks import write
from tests.support.exchange import Exchange


def a_note(desk: Desk, exchange: Exchange, text: str = "Rang Dana.") -> str:
    return write(desk, Note, exchange.family, text=text)


def edit(desk: Desk, note: str, **fields: object) -> None:
    with desk.writing() as session:
        row = session.get_one(Note, note)
        for name, value in fields.items():
            setattr(row, name, value)


def delete(desk: Desk, note: str) -> None:
    with desk.store.reading() as session:
        decision = shown(session, session.get_one(Note, note))
    with desk.store.writing(desk.worker.user, decision=decision) as session:
        session.get_one(Note, note).deleted = {"at": "2026-10-06T10:42:00Z", "by": desk.worker.user, "why": "twice"}


def shows(desk: Desk, note: str) -> Note:
    with desk.store.reading() as session:
        return session.get_one(Note, note)


def states(desk: Desk) -> dict[int, str]:
    with desk.store.reading() as session:
        return dict(session.connection().exec_driver_sql("SELECT n, state FROM change_set").all())
