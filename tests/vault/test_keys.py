"""Stretching a passphrase, and wrapping a key."""

import os
import time
from itertools import count

import pytest

from desktop.vault.errors import VaultDamaged
from desktop.vault.keys import (
    FEWEST_PASSES,
    MOST_PASSES,
    WrongSecret,
    calibrated_passes,
    new_stretching,
    stretch,
    unwrap,
    wrap,
)


def test_a_wrapped_key_opens_under_its_secret_and_for_its_purpose():
    key, secret = os.urandom(32), os.urandom(32)

    wrapped = wrap(key, secret, b"this laptop", os.urandom)

    assert unwrap(wrapped, secret, b"this laptop") == key
    with pytest.raises(WrongSecret):
        unwrap(wrapped, os.urandom(32), b"this laptop")
    with pytest.raises(VaultDamaged):
        unwrap(wrapped, secret, b"another laptop")


def test_the_same_passphrase_stretches_differently_each_time():
    one, two = (new_stretching(FEWEST_PASSES, os.urandom) for _ in range(2))

    assert stretch("lantern orbit", one) != stretch("lantern orbit", two)


@pytest.mark.parametrize(
    ("seconds_for_three", "passes"),
    [(0.15, 10), (5.0, FEWEST_PASSES), (0.01, MOST_PASSES), (0.0, MOST_PASSES)],
    ids=["this year's laptop", "a slow one", "a fast one", "a clock that stands"],
)
def test_passes_are_what_half_a_second_allows(seconds_for_three, passes):
    readings = count(0.0, seconds_for_three)

    assert calibrated_passes(lambda: next(readings)) == passes


def test_passes_are_calibrated_on_the_machine_at_hand():
    assert FEWEST_PASSES <= calibrated_passes(time.perf_counter) <= MOST_PASSES
