"""A restore that is cut, meets a full disk, or finds most of the file unreadable: what was typed and added is there all the same."""

import os
import resource
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

import pytest

from desktop.clock import FixedClock
from desktop.store import snapshots
from desktop.store.blob_replica import StoreBlobs
from desktop.store.errors import DatabaseDamaged, StoreError
from desktop.store.restoring import restore
from desktop.store.session import Store
from tests.store.damage import damage
from tests.store.laptop import KEY, Laptop
from tests.store.test_blobs import PHOTO, add
from tests.support import children

STEPS = ("os.rename", "os.link", "os.remove", "shutil.copyfile")
SPOILT = "setting"
"""A table that is checked at every opening, so that its damage is found."""


def _salvaged_note(laptop: Laptop) -> str:
    """A note that is only in a database that has since been damaged."""
    laptop.store.keep_snapshot()
    note = laptop.a_note("Ruby is well.")
    laptop.store.close()
    damage(laptop, SPOILT)
    return note


def _restore_and_die(laptop: Laptop, clock: FixedClock, step: int) -> bool:
    """Restore in another process that is killed before its so manyeth step on files; whether it was, and not finished first."""
    left = count(step - 1, -1)

    def pull_the_plug(event: str, _arguments: object) -> None:
        if event in STEPS and next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed() -> None:
        sys.addaudithook(pull_the_plug)
        restore(laptop.path, KEY, clock.now())

    code = children.status_of(killed)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def _open_or_restore(laptop: Laptop, clock: FixedClock) -> Store:
    try:
        return Store.open(laptop.path, KEY, clock, laptop.store.ids)
    except DatabaseDamaged:
        restore(laptop.path, KEY, clock.now())
    return Store.open(laptop.path, KEY, clock, laptop.store.ids)


@pytest.mark.slow
def test_a_restore_is_done_by_the_next_one_wherever_it_is_killed(laptop: Laptop, clock: FixedClock, tmp_path: Path):
    note = _salvaged_note(laptop)
    before = tmp_path.with_name(tmp_path.name + "-before")
    shutil.copytree(tmp_path, before)

    for step in count(1):
        shutil.rmtree(tmp_path)
        shutil.copytree(before, tmp_path)
        killed = _restore_and_die(laptop, clock, step)
        assert laptop.path.exists()
        laptop.store = _open_or_restore(laptop, clock)
        assert laptop.text(note) == "Ruby is well."
        laptop.store.close()
        if not killed:
            break

    assert step > 4
    assert {file.name for file in tmp_path.iterdir() if "damaged" not in file.name} == {
        laptop.path.name,
        snapshots.folder_of(laptop.path).name,
    }


def test_a_restore_that_finds_no_room_leaves_the_damaged_file_and_says_so(laptop: Laptop, clock: FixedClock):
    _salvaged_note(laptop)
    before = laptop.path.read_bytes()

    def without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
        with pytest.raises(StoreError):
            restore(laptop.path, KEY, clock.now())

    assert children.status_of(without_room) == 0
    assert laptop.path.read_bytes() == before
    assert not list(laptop.path.parent.glob("*.restored*"))


def test_a_file_that_waited_to_be_sent_is_salvaged(laptop: Laptop, clock: FixedClock):
    laptop.store.keep_snapshot()
    name = add(laptop)
    laptop.store.close()
    damage(laptop, "note")

    restored = restore(laptop.path, KEY, clock.now())
    laptop.reopened()

    files = StoreBlobs(laptop.store)
    assert restored.unreadable == 0
    assert files.unsent() == {name: len(PHOTO)}
    assert files.piece(name, 0, len(PHOTO)) == PHOTO


def test_a_file_that_cannot_be_read_whole_is_said_and_not_kept(laptop: Laptop, clock: FixedClock):
    laptop.store.keep_snapshot()
    name = add(laptop)
    with laptop.store.applying() as connection:  # as a damaged page would leave it
        connection.exec_driver_sql("DELETE FROM blob_chunk WHERE seq = 1")
    laptop.store.close()
    damage(laptop, "note")

    restored = restore(laptop.path, KEY, clock.now())
    laptop.reopened()

    assert restored.unreadable == 1
    assert laptop.rows("SELECT sha256 FROM attachment") == [(name.sha256,)]
    assert laptop.rows("SELECT (SELECT count(*) FROM blob), (SELECT count(*) FROM blob_chunk)") == [(0, 0)]


def test_sealed_bytes_are_enough_when_the_pages_of_changes_are_spoilt(laptop: Laptop, clock: FixedClock):
    laptop.store.keep_snapshot()
    sealed = laptop.a_note("Ruby is well.")
    laptop.store.seal_open()
    laptop.store.close()
    damage(laptop, "change", "note")

    restored = restore(laptop.path, KEY, clock.now())
    laptop.reopened()

    assert (restored.salvaged, restored.unreadable) == (1, 0)
    assert laptop.text(sealed) == "Ruby is well."
