"""No way of writing that SQLAlchemy has gets a record past change capture: each is captured completely, or refused."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, event, insert, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import make_transient_to_detached

from desktop.store.capture import Saving
from desktop.store.errors import NotCapturable, NotSaved, UncapturedWrite
from sync.records.note import Note
from tests.store.laptop import JO, Laptop

Write = Callable[[Saving, Laptop, str], object]


def _new(laptop: Laptop) -> Note:
    return Note(id=laptop.new_id(), stream=laptop.team, text="new")


def _dirty(session: Saving, note: str) -> Note:
    row = session.get_one(Note, note)
    row.text = "new"
    return row


def _detached(session: Saving, laptop: Laptop, note: str) -> None:
    row = Note(id=note, stream=laptop.team)
    make_transient_to_detached(row)
    session.add(row)
    row.text = "new"


def _driver(session: Saving) -> Connection:
    return session.connection().connection.driver_connection  # type: ignore[return-value]  # the library's own


CAPTURED: dict[str, Write] = {
    "add": lambda s, laptop, _: s.add(_new(laptop)),
    "add_all": lambda s, laptop, _: s.add_all([_new(laptop)]),
    "dirty": lambda s, _, note: _dirty(s, note),
    "merge of a new one": lambda s, laptop, _: s.merge(_new(laptop)),
    "merge over an old one": lambda s, laptop, note: s.merge(Note(id=note, stream=laptop.team, text="new")),
    "a detached one added": _detached,
    "query, then attribute": lambda s, _, __: setattr(s.query(Note).first(), "text", "new"),
}

TABLE = Note.metadata.tables["note"]
VALUES = {"id": "x", "stream": "y", "text": "new"}
REFUSED: dict[str, Write] = {
    "delete": lambda s, _, note: s.delete(s.get_one(Note, note)),
    "bulk_save_objects, new": lambda s, laptop, _: s.bulk_save_objects([_new(laptop)]),
    "bulk_save_objects, dirty": lambda s, _, note: s.bulk_save_objects([_dirty(s, note)]),
    "bulk_insert_mappings": lambda s, _, __: s.bulk_insert_mappings(Note, [VALUES]),
    "bulk_update_mappings": lambda s, _, note: s.bulk_update_mappings(Note, [{"id": note, "text": "new"}]),
    "ORM insert": lambda s, _, __: s.execute(insert(Note).values(VALUES)),
    "ORM bulk insert": lambda s, _, __: s.execute(insert(Note), [VALUES, VALUES | {"id": "z"}]),
    "ORM update": lambda s, _, __: s.execute(update(Note).values(text="new")),
    "ORM bulk update by key": lambda s, _, note: s.execute(update(Note), [{"id": note, "text": "new"}]),
    "ORM delete": lambda s, _, __: s.execute(delete(Note)),
    "Core insert": lambda s, _, __: s.execute(insert(TABLE).values(VALUES)),
    "Core update": lambda s, _, __: s.execute(update(TABLE).values(text="new")),
    "Core delete": lambda s, _, __: s.execute(delete(TABLE)),
    "query.update": lambda s, _, __: s.query(Note).update({"text": "new"}),
    "query.delete": lambda s, _, __: s.query(Note).delete(),
    "text()": lambda s, _, __: s.execute(text("UPDATE note SET text = 'new'")),
    "a replacing insert": lambda s, _, note: s.execute(
        text("INSERT OR REPLACE INTO note (id, stream) VALUES (:id, 'y')"), {"id": note}
    ),
    "connection.execute": lambda s, _, __: s.connection().execute(update(TABLE).values(text="new")),
    "exec_driver_sql": lambda s, _, __: s.connection().exec_driver_sql("UPDATE note SET text = 'new'"),
    "driver": lambda s, _, __: _driver(s).execute("DELETE FROM note"),  # type: ignore[call-overload]  # the library has no stubs
}


@pytest.mark.parametrize("write", CAPTURED.values(), ids=CAPTURED)
def test_a_write_through_the_unit_of_work_is_captured_completely(laptop: Laptop, write: Write):
    note = laptop.a_note("old")
    laptop.store.seal_open()

    with laptop.store.writing(JO) as session:
        write(session, laptop, note)

    rows = laptop.rows(
        "SELECT value, note.text, versions FROM change JOIN note ON note.id = record WHERE n = 2 AND field = 'text'"
    )
    assert rows == [('"new"', "new", '{"text":-2}')]


@pytest.mark.parametrize("write", REFUSED.values(), ids=REFUSED)
def test_any_other_write_is_refused_and_undone(laptop: Laptop, write: Write):
    note = laptop.a_note("old")

    with pytest.raises((UncapturedWrite, NotCapturable)), laptop.store.writing(JO) as session:
        write(session, laptop, note)

    assert laptop.rows("SELECT id, text FROM note") == [(note, "old")]


def test_after_a_refusal_the_next_save_works_and_the_guard_still_stands(laptop: Laptop):
    laptop.a_note("Leo")
    for _ in range(2):
        with pytest.raises(UncapturedWrite), laptop.store.writing(JO) as session:
            session.execute(update(Note).values(text="new"))
        laptop.a_note("Maya")


def test_the_guard_is_shut_again_after_a_flush_that_failed(laptop: Laptop):
    note = laptop.a_note("old")
    with pytest.raises(NotSaved), laptop.store.writing(JO) as session:
        session.add(Note(id=note, stream=laptop.team, text="again"))

    with pytest.raises(UncapturedWrite), laptop.store.writing(JO) as session:
        session.execute(update(Note).values(text="new"))


def test_a_reading_session_cannot_write(laptop: Laptop):
    note = laptop.a_note("old")

    with laptop.store.reading() as session:
        session.get_one(Note, note).text = "new"
        with pytest.raises(OperationalError):
            session.commit()

    assert laptop.text(note) == "old"


def test_pulled_changes_come_in_by_the_one_path_for_them(laptop: Laptop):
    note = laptop.a_note("old")

    with laptop.store.applying() as connection:
        connection.exec_driver_sql("UPDATE note SET text = 'pulled'")

    assert laptop.text(note) == "pulled"
    assert len(laptop.rows("SELECT * FROM change")) == 1


def test_what_may_write_records_is_let_through_only_when_its_turn_has_come(laptop: Laptop):
    """Else whoever has the connection could write past capture while another waits for it."""
    let_through = []

    @event.listens_for(laptop.store._database.writer, "begin")
    def _ask(connection: Connection) -> None:
        let_through.append(connection.exec_driver_sql("SELECT capturing()").scalar())

    with laptop.store.applying():
        pass
    laptop.a_note("Maya was at school.")

    assert let_through == [0, 0]
