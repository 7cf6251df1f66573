"""Wrong passphrases: a child at the keyboard costs the worker a minute at most, and nothing is erased."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.vault.disk import Disk
from desktop.vault.errors import WaitAMinute, WrongPassphrase
from desktop.vault.tries import FREE, Tries
from tests.vault.vaults import PASSPHRASE, FailingDisk, a_clock, make, opened


@pytest.fixture
def clock():
    return a_clock()


@pytest.fixture
def tries(tmp_path, clock):
    return Tries(tmp_path / "tries.json", clock, Disk())


def test_five_tries_are_free_and_the_sixth_waits(tries, clock):
    for _ in range(FREE):
        tries.must_be_free()
        tries.wrong()

    with pytest.raises(WaitAMinute) as caught:
        tries.must_be_free()
    assert caught.value.seconds == 60
    clock.advance(timedelta(seconds=59.5))
    with pytest.raises(WaitAMinute) as caught:
        tries.must_be_free()
    assert caught.value.seconds == 1
    clock.advance(timedelta(seconds=0.5))
    tries.must_be_free()


def test_a_child_at_the_keyboard_makes_the_worker_wait_no_more_than_a_minute(tries, clock):
    taken = 0
    for _ in range(500):
        try:
            tries.must_be_free()
        except WaitAMinute as wait:
            clock.advance(timedelta(seconds=wait.seconds))
        tries.wrong()
        taken += 1

    with pytest.raises(WaitAMinute) as caught:
        tries.must_be_free()
    assert taken == 500
    assert caught.value.seconds <= 60


def test_the_pause_holds_for_the_right_passphrase_too_and_then_it_opens(tmp_path, clock):
    keys = make(tmp_path)
    with opened(tmp_path, clock) as vault:
        for _ in range(FREE):
            with pytest.raises(WrongPassphrase):
                vault.unlock("not this one")

    with opened(tmp_path, clock) as vault:
        with pytest.raises(WaitAMinute):
            vault.unlock(PASSPHRASE)
        clock.advance(timedelta(minutes=1))

        assert vault.unlock(PASSPHRASE) == keys
        assert not (tmp_path / "tries.json").exists()


def test_a_clock_set_back_never_makes_the_pause_longer(tries, clock):
    for _ in range(FREE):
        tries.wrong()

    clock.set_wall(datetime(2020, 1, 1, tzinfo=UTC))

    tries.must_be_free()


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b'{"last_at":"2026-03-02T09:30:00","wrong":9}', b"9" * 5000], ids=str
)
def test_a_damaged_count_locks_nobody_out(tries, tmp_path, data):
    (tmp_path / "tries.json").write_bytes(data)

    tries.must_be_free()


def test_a_full_disk_does_not_hide_that_the_passphrase_was_wrong(tmp_path):
    make(tmp_path)

    with opened(tmp_path, disk=FailingDisk(1, OSError(28, "full"))) as vault, pytest.raises(WrongPassphrase):
        vault.unlock("not this one")


def test_a_read_only_disk_does_not_keep_the_worker_out(tmp_path):
    keys = make(tmp_path)

    with opened(tmp_path, disk=FailingDisk(1, OSError(30, "read-only"))) as vault:
        assert vault.unlock(PASSPHRASE) == keys
