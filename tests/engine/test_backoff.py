"""How long a laptop waits before it tries again by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.engine.backoff import FIRST_SECONDS, LONGEST_SECONDS, delay, in_a_row
from sync.engine.errors import Busy, ClientTooOld, DeviceRevoked, Offline, SyncError


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_it_waits_longer_but_never_too_long(failures: int, random: float):
    wait = delay(failures, random)

    assert FIRST_SECONDS / 2 <= wait <= LONGEST_SECONDS
    assert delay(failures + 1, random) >= wait


@given(st.integers(1, 10_000), st.floats(0, 1), st.floats(0, 1e9))
def test_a_server_that_is_busy_is_not_asked_sooner_than_it_said(failures: int, random: float, seconds: float):
    """P16."""
    wait = delay(failures, random, Busy(429, seconds))

    assert min(seconds, LONGEST_SECONDS) < wait <= 2 * LONGEST_SECONDS


@pytest.mark.parametrize("answer", [ClientTooOld("9.1"), DeviceRevoked("revoked")])
def test_an_answer_that_only_people_can_change_is_asked_for_seldom_from_the_first_time_on(answer: SyncError):
    assert delay(1, 0.0, answer) == LONGEST_SECONDS / 2


def test_laptops_that_failed_together_do_not_come_back_together():
    assert delay(3, 0.1) != delay(3, 0.9)


def test_a_try_that_brought_something_on_before_it_broke_is_the_first_of_its_row():
    broke = Offline()
    broke.brought = True

    assert (in_a_row(7, Offline()), in_a_row(7, broke)) == (8, 1)
