"""Wrong keys, wrong files, damaged pages, a full disk, a second writer: each has its error, and none loses what was saved."""

import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.store import blobs, database
from desktop.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseExists,
    DiskFailed,
    DiskFull,
    NoDatabase,
    NotEncrypted,
    StoreError,
    StoreTooNew,
    WrongKey,
)
from desktop.store.profile import open_connection
from desktop.store.session import Store
from sync.records.note import Note
from tests.store.laptop import JO, KEY, Laptop
from tests.support import children


def _open(laptop: Laptop, key: bytes = KEY) -> Store:
    return Store.open(laptop.path, key, laptop.store.clock, laptop.store.ids)


def test_a_wrong_key_is_said_and_names_no_key(laptop: Laptop):
    laptop.store.close()
    wrong = b"\xab" * 32

    with pytest.raises(WrongKey) as caught:
        _open(laptop, wrong)

    assert wrong.hex() not in repr(caught.value.__cause__)
    assert caught.value.args == ()


def test_a_plain_database_is_not_ours(laptop: Laptop, tmp_path: Path):
    laptop.path = tmp_path / "plain.db"
    with sqlite3.connect(laptop.path) as plain:
        plain.execute("CREATE TABLE note (id)")
    plain.close()

    with pytest.raises(NotEncrypted):
        _open(laptop)


def test_a_missing_database_is_not_made_by_opening_it(laptop: Laptop, tmp_path: Path):
    laptop.path = tmp_path / "gone.db"

    with pytest.raises(NoDatabase):
        _open(laptop)

    assert not laptop.path.exists()


def test_a_file_that_lost_every_byte_is_damaged_and_not_begun_anew(laptop: Laptop):
    laptop.store.close()
    laptop.path.write_bytes(b"")

    with pytest.raises(DatabaseDamaged):
        _open(laptop)

    assert laptop.path.read_bytes() == b""


def test_a_database_without_our_tables_is_damaged_and_gets_none(laptop: Laptop, tmp_path: Path):
    laptop.path = tmp_path / "other.db"
    other = open_connection(laptop.path, KEY, create=True)
    other.execute("CREATE TABLE note (id)")
    other.close()

    with pytest.raises(DatabaseDamaged):
        _open(laptop)

    left = open_connection(laptop.path, KEY)
    assert left.execute("SELECT name FROM sqlite_master").fetchall() == [("note",)]
    left.close()


def test_a_database_is_never_created_over_another(laptop: Laptop):
    with pytest.raises(DatabaseExists):
        Store.create(laptop.path, KEY, laptop.store.identity, laptop.store.clock, laptop.store.ids)


def test_what_a_later_release_wrote_is_left_alone(laptop: Laptop):
    with laptop.store.applying() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'm9999'")
    laptop.store.close()

    with pytest.raises(StoreTooNew) as caught:
        _open(laptop)

    assert caught.value.revision == "m9999"


@pytest.mark.slow
def test_a_flipped_bit_is_found_and_never_read_as_data(laptop: Laptop):
    notes = [laptop.a_note(f"Note {n}. " * 40) for n in range(40)]
    laptop.store.idle(60)
    laptop.store.close()
    sound = laptop.path.read_bytes()

    for page in range(len(sound) // 4096):
        flipped = bytearray(sound)
        flipped[page * 4096 + 100 + page % 3000] ^= 1 << page % 8
        laptop.path.write_bytes(flipped)
        with pytest.raises((DatabaseDamaged, WrongKey)):
            _read_all_and_copy(laptop, notes)


def _read_all_and_copy(laptop: Laptop, notes: list[str]) -> None:
    store = _open(laptop)
    try:
        with store.reading() as session:
            texts = {note.id: note.text for note in session.scalars(select(Note))}
        assert all(texts[note] == f"Note {n}. " * 40 for n, note in enumerate(notes))
        store.keep_snapshot()
    finally:
        store.close()


@contextmanager
def _at_most_pages(laptop: Laptop, pages: int) -> Iterator[None]:
    with laptop.store._database.outside_transactions() as connection:
        before = connection.execute("PRAGMA max_page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    yield
    with laptop.store._database.outside_transactions() as connection:
        connection.execute(f"PRAGMA max_page_count = {before}").fetchall()


def test_a_full_disk_undoes_the_save_and_the_next_one_works(laptop: Laptop):
    note = laptop.a_note("Maya")
    before = laptop.rows("SELECT * FROM change"), laptop.rows("SELECT * FROM narrative_queue")

    with _at_most_pages(laptop, 1), pytest.raises(DiskFull):
        laptop.rewrite(note, "Maya was at school. " * 10_000)
    after = laptop.rows("SELECT * FROM change"), laptop.rows("SELECT * FROM narrative_queue")
    laptop.rewrite(note, "Maya was at school.")

    assert after == before
    assert laptop.text(note) == "Maya was at school."


def test_a_disk_that_refuses_bytes_undoes_the_save(laptop: Laptop):
    note = laptop.a_note("Maya")
    laptop.store.close()

    status = children.status_of(partial(_save_with_files_of_limited_size, laptop, note))

    assert status == 0
    assert laptop.reopened().text(note) == "Maya was here."


def _save_with_files_of_limited_size(laptop: Laptop, note: str) -> None:
    laptop.store = _open(laptop)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
    with pytest.raises((DiskFailed, DiskFull)):
        laptop.rewrite(note, "Maya was at school. " * 100_000)
    laptop.rewrite(note, "Maya was here.")


def test_a_full_disk_keeps_nobody_out_because_of_what_a_crash_left(laptop: Laptop):
    note = laptop.a_note("Maya")
    with laptop.store.applying() as connection:
        begun = blobs.begin(connection, laptop.team, None, blobs.BEGUN)
        blobs.add(connection, begun, 0, bytes(300_000))
    laptop.store.close()

    def without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
        laptop.store = _open(laptop)
        assert laptop.text(note) == "Maya"

    assert children.status_of(without_room) == 0
    assert laptop.reopened().rows("SELECT count(*) FROM blob") == [(0,)]


def test_a_second_writer_waits_and_is_then_told(laptop: Laptop, monkeypatch: pytest.MonkeyPatch):
    other = open_connection(laptop.path, KEY)
    other.execute("BEGIN IMMEDIATE")
    with laptop.store._database.outside_transactions() as connection:
        connection.execute("PRAGMA busy_timeout = 50").fetchall()

    with pytest.raises(DatabaseBusy):
        laptop.a_note("Maya")
    other.execute("ROLLBACK")
    other.close()
    laptop.a_note("Leo")

    assert laptop.found("leo")
    assert not laptop.found("maya")


def test_a_reader_sees_the_last_save_and_never_half_of_one(laptop: Laptop):
    note = laptop.a_note("Maya")

    with laptop.store.writing(JO) as session:
        session.get_one(Note, note).text = "Maya was"
        session.flush()
        assert laptop.text(note) == "Maya"

    assert laptop.text(note) == "Maya was"


def test_errors_carry_no_word_of_what_was_written(laptop: Laptop, caplog: pytest.LogCaptureFixture):
    note = laptop.a_note("Zanzibar")

    with pytest.raises(StoreError) as caught, laptop.store.writing(JO) as session:
        session.add(Note(id=note, stream=laptop.team, text="Zanzibar"))

    assert "Zanzibar" not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!s} {caplog.text}"


def test_there_is_one_writer_and_one_who_makes_copies(laptop: Laptop):
    assert laptop.store._database._copier.pool.size() == 1  # type: ignore[attr-defined]  # a QueuePool's
    assert laptop.store._database.writer.pool.size() == 1  # type: ignore[attr-defined]  # a QueuePool's
    assert laptop.store._database.reader.pool.size() == database.READERS  # type: ignore[attr-defined]  # likewise
