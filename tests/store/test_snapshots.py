"""Copies of the database, and getting a damaged one back."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.clock import FixedClock
from desktop.store import snapshots
from desktop.store.errors import DatabaseDamaged, DiskFailed, NoSnapshot
from desktop.store.profile import open_connection
from desktop.store.restoring import Restored, restore
from desktop.store.settings import NEEDS_NEW_NUMBER
from sync.records.note import Note
from tests.store.damage import damage
from tests.store.laptop import KEY, MORNING, SAM, Laptop

DAY = timedelta(days=1)


def test_a_snapshot_is_taken_once_a_day(laptop: Laptop, clock: FixedClock):
    taken = []
    for _ in range(5):
        taken.append(laptop.store.keep_snapshot())
        clock.advance(timedelta(hours=9))

    assert taken == [True, False, False, True, False]


def test_a_few_are_kept_and_the_oldest_go(laptop: Laptop, clock: FixedClock):
    for _ in range(snapshots.KEEP + 2):
        laptop.store.keep_snapshot()
        clock.advance(DAY)

    kept = snapshots.all_of(laptop.path)

    assert len(kept) == snapshots.KEEP
    assert snapshots.taken_at(kept[-1]) == MORNING + (snapshots.KEEP + 1) * DAY
    assert sorted(file.name for file in kept) == sorted(
        file.name for file in snapshots.folder_of(laptop.path).iterdir()
    )


def test_a_clock_that_ran_ahead_does_not_make_an_old_copy_pass_for_the_newest(laptop: Laptop, clock: FixedClock):
    clock.set_wall(MORNING + 400 * DAY)
    laptop.store.keep_snapshot()
    clock.set_wall(MORNING)
    note = laptop.a_note("Maya was at school.")

    taken = [laptop.store.keep_snapshot(), laptop.store.keep_snapshot()]

    assert taken == [True, False]
    assert laptop.store.backed_up_at() == MORNING
    newest = snapshots.newest_sound(laptop.path, KEY)
    assert newest is not None
    copy = open_connection(newest, KEY)
    assert copy.execute("SELECT id FROM note").fetchall() == [(note,)]
    copy.close()


def test_what_a_snapshot_that_was_cut_left_goes_with_the_next(laptop: Laptop):
    folder = snapshots.folder_of(laptop.path)
    folder.mkdir()
    (folder / "2026-10-05T080000Z.partial").write_bytes(b"half a copy")

    laptop.store.keep_snapshot()

    assert list(folder.iterdir()) == snapshots.all_of(laptop.path)


def test_a_snapshot_that_cannot_be_written_is_said_as_the_disks_refusal(laptop: Laptop):
    snapshots.folder_of(laptop.path).write_bytes(b"")  # a file where the folder should be

    with pytest.raises(DiskFailed):
        laptop.store.keep_snapshot()


def test_a_snapshot_is_encrypted_with_the_same_key_and_whole(laptop: Laptop):
    laptop.a_note("Maya was at school.")
    laptop.store.keep_snapshot()

    (snapshot,) = snapshots.all_of(laptop.path)

    copy = open_connection(snapshot, KEY)
    assert copy.execute("SELECT text FROM note").fetchall() == [("Maya was at school.",)]
    copy.close()


def test_a_snapshot_of_a_damaged_database_is_not_kept(laptop: Laptop, clock: FixedClock):
    laptop.a_note("Maya was at school.")
    laptop.store.keep_snapshot()
    clock.advance(DAY)
    laptop.store.close()
    damage(laptop, "note")
    laptop.reopened()

    with pytest.raises(DatabaseDamaged):
        laptop.store.keep_snapshot()

    assert len(snapshots.all_of(laptop.path)) == 1


def _restored(laptop: Laptop, clock: FixedClock) -> Restored:
    restored = restore(laptop.path, KEY, clock.now())
    laptop.reopened()
    return restored


def test_what_was_written_after_the_snapshot_is_salvaged(laptop: Laptop, clock: FixedClock):
    old = laptop.a_note("Maya was at school.")
    sent = laptop.a_note("Leo was at home.")
    laptop.store.seal_open()
    laptop.store.keep_snapshot()
    clock.advance(timedelta(hours=2))
    laptop.rewrite(old, "Maya was at school until two.")
    new = laptop.a_note("Ruby is well.")
    laptop.a_note("Sealed by Sam.", author=SAM)
    laptop.store.seal_open()
    laptop.store.close()
    damage(laptop, "note", "narrative")

    restored = _restored(laptop, clock)

    assert (restored.taken_at, restored.salvaged, restored.unreadable) == (MORNING, 2, 0)
    assert [laptop.text(note) for note in (old, sent, new)] == [
        "Maya was at school until two.",
        "Leo was at home.",
        "Ruby is well.",
    ]
    assert laptop.found("ruby") == [new]
    assert laptop.found("until two ") == [old]
    assert laptop.rows("SELECT n, state FROM change_set ORDER BY n") == [(1, "sealed"), (2, "sealed"), (3, "sealed")]
    assert laptop.store.setting(NEEDS_NEW_NUMBER) is True  # S1
    assert restored.aside.exists()


def test_sealed_bytes_are_enough_when_the_changes_cannot_be_read(laptop: Laptop, clock: FixedClock):
    laptop.store.keep_snapshot()
    note = laptop.a_note("Ruby is well.")
    laptop.store.seal_open()
    with laptop.store.applying() as connection:  # its answer came, but no snapshot knows
        connection.exec_driver_sql("UPDATE change_set SET state = 'applied', revision = 1")
        connection.exec_driver_sql("DELETE FROM change")
    laptop.store.close()
    damage(laptop, "note")

    restored = _restored(laptop, clock)

    assert restored.salvaged == 1
    assert laptop.text(note) == "Ruby is well."


def test_a_file_that_does_not_open_at_all_still_gives_way_to_the_snapshot(laptop: Laptop, clock: FixedClock):
    note = laptop.a_note("Maya was at school.")
    laptop.store.keep_snapshot()
    laptop.store.close()
    laptop.path.write_bytes(b"\0" * 8192)

    restored = _restored(laptop, clock)

    assert restored.salvaged == 0
    assert laptop.text(note) == "Maya was at school."


def test_the_newest_sound_snapshot_is_taken(laptop: Laptop, clock: FixedClock):
    note = laptop.a_note("Monday.")
    laptop.store.keep_snapshot()
    clock.advance(DAY)
    laptop.store.keep_snapshot()
    laptop.store.close()
    newest = snapshots.all_of(laptop.path)[-1]
    newest.write_bytes(newest.read_bytes()[:-4096])
    damage(laptop, "note")

    restored = _restored(laptop, clock)

    assert restored.taken_at == MORNING
    assert laptop.text(note) == "Monday."


def test_without_a_sound_snapshot_nothing_is_touched(laptop: Laptop, clock: FixedClock, tmp_path: Path):
    laptop.a_note("Monday.")
    laptop.store.close()
    damage(laptop, "note")
    before = laptop.path.read_bytes()

    with pytest.raises(NoSnapshot):
        restore(laptop.path, KEY, clock.now())

    assert laptop.path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["families.db"]


def test_work_goes_on_after_a_restore(laptop: Laptop, clock: FixedClock):
    laptop.a_note("Monday.")
    laptop.store.keep_snapshot()
    laptop.store.close()
    damage(laptop, "note")
    _restored(laptop, clock)

    note = laptop.a_note("Tuesday.")

    with laptop.store.reading() as session:
        assert session.get_one(Note, note).text == "Tuesday."
    assert laptop.found("tuesday") == [note]
