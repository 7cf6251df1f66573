"""A laptop killed before each statement of a sync in turn: of what it asks, of what it applies and merges, of what it sends and settles.

No word is lost, nothing is half.
"""

import itertools
import os
import signal
from typing import Any

import pytest
from sqlalchemy import Engine, event

from sync.records.note import Note
from tests.support import children
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop

STEPS = {
    "pull": ("told", "keep", "waiting", "doubted", "compare", "devices", "taken", "forget", "finish"),
    "apply": ("take",),
    "push": ("seal", "limits", "read", "reads", "reads_held", "settle"),
}
"""What a replica is asked to do in each part of a sync."""


class Watched:
    """A replica that says whether it is in one of some steps."""

    def __init__(self, replica: Any, steps: tuple[str, ...]) -> None:
        self._replica = replica
        self._steps = steps
        self.is_in = False

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._replica, name)

        def step(*arguments: Any, **named: Any) -> Any:
            self.is_in = name in self._steps
            result = method(*arguments, **named)
            self.is_in = False
            return result

        return step


def sync_killed_at(laptop: Laptop, statement: int, part: str) -> bool:
    """Sync in a process of its own that is killed before this statement of a part. Whether it came so far."""
    laptop.store.close()

    def killed() -> None:
        laptop.open()
        watched: Any = Watched(laptop.replica, STEPS[part])
        laptop.replica = watched
        _die_before(statement, watched)
        laptop.sync()

    status = children.status_of(killed)
    laptop.open()
    assert status in (0, -signal.SIGKILL)
    return status != 0


def _die_before(statement: int, watched: Watched) -> None:
    counted = itertools.count(1)

    def count(*_arguments: Any) -> None:
        if watched.is_in and next(counted) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, count)


def kill_in_turn(first: Laptop, second: Laptop, part: str, stride: int) -> int:
    """Kill the second laptop at each `stride`th statement of a part, let it end, and compare. How many kills there were."""
    family = a_family(first.desk)
    note = write(first.desk, Note, family, text="Rang Dana. She was out.")
    first.sync()
    second.sync()
    for round_ in itertools.count():
        first.edit(Note, note, text=f"Rang Dana. First {round_}.")
        first.sync()
        second.edit(Note, note, text=f"Rang Dana. Second {round_}.")

        killed = sync_killed_at(second, 1 + round_ * stride, part)
        second.sync()
        first.sync()

        assert len(first.conflicts()) == len(second.conflicts()) == round_ + 1
        assert first.state(family) == second.state(family)
        if not killed:
            return round_
    raise AssertionError


@pytest.mark.parametrize(
    ("part", "stride", "at_least"),
    [
        pytest.param("pull", 11, 3, marks=pytest.mark.slow),
        pytest.param("apply", 11, 3, marks=pytest.mark.slow),
        pytest.param("push", 11, 3, marks=pytest.mark.slow),
        pytest.param("pull", 1, 20, marks=pytest.mark.long),
        pytest.param("apply", 1, 20, marks=pytest.mark.long),
        pytest.param("push", 1, 20, marks=pytest.mark.long),
    ],
)
def test_a_kill_before_a_statement_of_a_sync_loses_nothing(a_laptop: NewLaptop, part: str, stride: int, at_least: int):
    """Promise 3 (atomicity)."""
    first = a_laptop()

    kills = kill_in_turn(first, a_laptop(first.user), part, stride)

    print(f"{kills} kills in {part}")
    assert kills >= at_least
