"""A store is made whole or not at all: an unlock never meets one that does not know whose laptop it is."""

import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from desktop.clock import FixedClock
from desktop.ids import Ids, seeded
from desktop.store.session import Store
from desktop.store.settings import Identity
from tests.store.laptop import KEY, MORNING
from tests.support import children

IDENTITY = Identity("northmere", "jo.ellery", "Jo Ellery", "laptop-7", 0, bytes(32))
FIRST = {"server": "https://central.test", "enrolment_code": "ABCDE"}


def _create(path: Path) -> Store:
    clock = FixedClock(MORNING)
    return Store.create(path, KEY, IDENTITY, clock, Ids(clock.now, seeded(1)), first=FIRST)


def _killed_at(path: Path, step: int) -> bool:
    """Make a store in another process that is killed before its so manyeth setting, commit or name; whether it was."""
    left = count(step - 1, -1)

    def pull_the_plug(*_: Any) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "INTO setting" in statement:
            pull_the_plug()

    def killed() -> None:
        event.listen(Engine, "before_cursor_execute", on_statement)
        event.listen(Engine, "commit", pull_the_plug)
        sys.addaudithook(lambda name, _arguments: pull_the_plug() if name == "os.rename" else None)
        _create(path)

    code = children.status_of(killed)
    assert code in (0, -signal.SIGKILL)
    return code != 0


@pytest.mark.slow
def test_a_store_is_made_with_what_it_must_know_or_not_at_all_wherever_the_process_is_killed(tmp_path: Path):
    path = tmp_path / "vault.db"

    for step in count(1):
        if not _killed_at(path, step) or path.exists():
            break
    clock = FixedClock(MORNING)
    store = Store.open(path, KEY, clock, Ids(clock.now, seeded(1)))

    assert store.identity == IDENTITY
    assert {name: store.setting(name) for name in FIRST} == FIRST
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["vault.db"]
