"""Families given and taken while a sync is cut short: what a laptop holds in the end is what is its own."""

import contextlib

import pytest

from sync.engine.engine import sync
from sync.records.note import Note
from tests.support.desks import a_family
from tests.support.laptops import VERSION, Laptop
from tests.sync.conftest import NewLaptop
from tests.sync.faults import Crash, CrashingReplica
from tests.sync.test_trouble import STEPS, a_note


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, STEPS))
def test_a_family_given_back_comes_again_though_its_erasing_was_cut_short(a_laptop: NewLaptop, step: int):
    """The manifest is then the one that was held before; what is held is not."""
    first, second = a_laptop(), a_laptop(name="Sam Peel")
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    allocate(family, second)
    second.sync()
    allocate(family, second, "--remove")
    stop_at(second, step)
    allocate(family, second)

    second.sync()

    assert isinstance(second.shows(Note, note), Note)
    assert first.state(family) == second.state(family)


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, STEPS))
def test_f1_a_family_taken_again_goes_though_its_coming_was_cut_short(a_laptop: NewLaptop, step: int):
    first, second = a_laptop(), a_laptop(name="Sam Peel")
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    second.sync()
    allocate(family, second)
    stop_at(second, step)
    allocate(family, second, "--remove")

    second.sync()

    assert second.shows(Note, note) is None


def allocate(family: str, laptop: Laptop, *removal: str) -> None:
    laptop.central.run("allocate", *removal, "--", family, laptop.user)


def stop_at(laptop: Laptop, step: int) -> None:
    """Sync until after this step."""
    with contextlib.suppress(Crash), laptop.transport() as transport:
        sync(CrashingReplica(laptop.replica, step, after=True), transport, VERSION)
