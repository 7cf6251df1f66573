"""Leaving no trace of a family, beside running work (S24, F3)."""

import sys

from desktop.store.settings import put
from desktop.store.taking_away import TRACES
from tests.store.laptop import Laptop
from tests.support import children


def _keeps_snapshot_and_saves_meanwhile(laptop: Laptop) -> bool:
    """Whether a save of the moment in which the only snapshot gets its name was done."""
    saved: list[str] = []

    def save(event: str, _arguments: object) -> None:
        if event == "os.rename" and not saved:
            saved.append(laptop.a_note("Typed meanwhile."))

    sys.addaudithook(save)
    laptop.store.keep_snapshot()
    return laptop.found("meanwhile") == saved != []


def test_a_save_does_not_wait_for_the_copy_that_is_made_when_a_family_has_gone(laptop: Laptop):
    with laptop.store.applying() as connection:
        put(connection, TRACES, value=True)
    laptop.store.close()

    def saved() -> None:  # a hook stays as long as its process
        assert _keeps_snapshot_and_saves_meanwhile(laptop.reopened())

    assert children.status_of(saved) == 0
