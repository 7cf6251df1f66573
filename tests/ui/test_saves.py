"""Saves that wait for one another: none is lost to a full disk, none comes out of its turn."""

import pytest

from desktop.store.errors import DiskFull, NotHeld
from desktop.ui.saves import Saves
from desktop.ui.tasks import InlineTasks


class Disk:
    """Takes words while there is room."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.trouble: Exception | None = None

    def write(self, words: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.written.append(words)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saves(qapp) -> Saves:
    return Saves(InlineTasks((DiskFull, NotHeld)))


def test_what_a_full_disk_refuses_is_saved_later_in_its_turn(saves: Saves, disk: Disk):
    disk.trouble = DiskFull()
    saves.give(lambda: disk.write("first"))
    saves.give(lambda: disk.write("second"))
    unsaved, disk.trouble = saves.unsaved, None

    saves.then(lambda: disk.write("last"), lambda _error: None)

    assert unsaved.startswith("Not saved. The disk is full.")
    assert disk.written == ["first", "second", "last"]
    assert saves.unsaved == ""


def test_what_follows_a_save_that_waits_is_not_done_before_it(saves: Saves, disk: Disk):
    failed: list[Exception] = []
    disk.trouble = DiskFull()
    saves.give(lambda: disk.write("first"))

    saves.then(lambda: disk.written.append("out of turn"), failed.append)

    assert disk.written == []
    assert [type(error) for error in failed] == [DiskFull]


def test_a_save_that_can_never_work_stands_in_nobodys_way(saves: Saves, disk: Disk):
    disk.trouble = NotHeld("a stream")
    saves.give(lambda: disk.write("of a family that is gone"))
    unsaved, disk.trouble = saves.unsaved, None

    saves.give(lambda: disk.write("of another"))

    assert unsaved == ""
    assert disk.written == ["of another"]
