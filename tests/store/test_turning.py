"""Bringing a database under a new key, and what a cut leaves of the old one (F4)."""

import shutil

from desktop.store import snapshots
from desktop.store.turning import turned
from tests.store.laptop import KEY, Laptop

NEW = bytes(32)


def test_f4_snapshots_under_the_old_key_go_although_the_turning_was_cut_before_they_went(laptop: Laptop):
    laptop.store.keep_snapshot()
    laptop.store.close()
    folder = snapshots.folder_of(laptop.path)
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    turned(laptop.path, NEW, [KEY])
    shutil.copytree(before, folder, dirs_exist_ok=True)

    turned(laptop.path, NEW, [KEY])

    assert snapshots.all_of(laptop.path) == []


def test_a_snapshot_under_the_new_key_stays(laptop: Laptop):
    laptop.store.close()
    turned(laptop.path, NEW, [KEY])
    turned(laptop.path, KEY, [NEW])
    laptop.reopened().store.keep_snapshot()
    laptop.store.close()

    turned(laptop.path, KEY, [NEW])

    assert len(snapshots.all_of(laptop.path)) == 1
