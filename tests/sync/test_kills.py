"""A laptop killed before each statement of a sync in turn: with pull, merge, seal and receipts in it. No word is lost, nothing is half."""

import itertools
import os
import signal
from typing import Any

import pytest
from sqlalchemy import Engine, event

from sync.records.note import Note
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop


def sync_killed_at(laptop: Laptop, statement: int) -> bool:
    """Sync in a process of its own that is killed before this statement. Whether it came so far."""
    laptop.store.close()
    child = os.fork()
    if child == 0:
        laptop.open()
        _die_before(statement)
        laptop.sync()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    laptop.open()
    assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL
    return status != 0


def _die_before(statement: int) -> None:
    counted = itertools.count(1)

    def count(*_arguments: Any) -> None:
        if next(counted) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)


def kill_in_turn(first: Laptop, second: Laptop, stride: int) -> int:
    """Kill the second laptop's sync at each `stride`th statement, let it end, and compare. How many kills there were."""
    family = a_family(first.desk)
    note = write(first.desk, Note, family, text="Rang Dana. She was out.")
    first.sync()
    second.sync()
    for round_ in itertools.count():
        first.edit(Note, note, text=f"Rang Dana. First {round_}.")
        first.sync()
        second.edit(Note, note, text=f"Rang Dana. Second {round_}.")

        killed = sync_killed_at(second, 1 + round_ * stride)
        second.sync()
        first.sync()

        assert len(first.conflicts()) == len(second.conflicts()) == round_ + 1
        assert first.state(family) == second.state(family)
        if not killed:
            return round_
    raise AssertionError


@pytest.mark.slow
def test_a_kill_at_some_statements_of_a_sync_loses_nothing(a_laptop: NewLaptop):
    first = a_laptop()

    kills = kill_in_turn(first, a_laptop(first.user), stride=23)

    print(f"{kills} kills")
    assert kills > 3


@pytest.mark.long
def test_a_kill_before_each_statement_of_a_sync_loses_nothing(a_laptop: NewLaptop):
    first = a_laptop()

    kills = kill_in_turn(first, a_laptop(first.user), stride=1)

    print(f"{kills} kills")
    assert kills > 60
