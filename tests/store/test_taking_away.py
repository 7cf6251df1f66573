"""Leaving no trace of a family, beside running work (S24, F3)."""

import os
import sys

from desktop.store.settings import put
from desktop.store.taking_away import TRACES
from tests.store.laptop import Laptop


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
    child = os.fork()
    if child == 0:  # a hook stays as long as its process
        try:
            os._exit(0 if _keeps_snapshot_and_saves_meanwhile(laptop.reopened()) else 1)
        finally:
            os._exit(1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
