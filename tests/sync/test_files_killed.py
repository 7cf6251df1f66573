"""A laptop killed before each statement of carrying a file, and a council in the middle of one: nothing is lost, nothing doubled (S30)."""

import itertools
import os
import signal
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, event

from sync.engine.blobs import FilesReport
from sync.engine.errors import Offline
from tests.support import children
from tests.support.central import Central
from tests.support.desks import a_family
from tests.support.laptops import Laptop
from tests.sync.far_end import a_laptop, a_line, line
from tests.sync.files import add, carry, name_of, on_the_council, opened

__all__ = ["a_laptop", "a_line", "line"]


def carried_but_killed_before(laptop: Laptop, statement: int) -> bool:
    """Carry the files in a process of its own that is killed before this statement. Whether it came so far."""
    laptop.store.close()
    left = itertools.count(1)

    def pull_the_plug(*_: Any) -> None:
        if next(left) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed() -> None:
        laptop.open()
        event.listen(Engine, "before_cursor_execute", pull_the_plug)
        carry(laptop)

    status = children.status_of(killed)
    laptop.open()
    assert status in (0, -signal.SIGKILL)
    return status != 0


def kill_in_turn(council: Central, first: Laptop, second: Laptop, direction: str, stride: int) -> int:
    """Kill the carrying of a new file at each `stride`th statement, let it end, and compare. How many kills there were."""
    family = a_family(first.desk)
    for kills in itertools.count():
        photo, content = add(first, family, 400_000 + kills)
        first.sync()
        second.sync()
        if direction == "down":
            carry(first)

        killed = carried_but_killed_before(first if direction == "up" else second, 1 + kills * stride)
        carry(first)
        carry(second)

        assert opened(second, photo) == content
        starts = on_the_council(council, name_of(first, photo))
        assert len(starts) == len({*starts}) > 0
        if not killed:
            print(f"{kills} kills {direction}")
            return kills
    raise AssertionError


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["up", "down"])
def test_s30_a_kill_at_some_statements_of_carrying_a_file_loses_nothing(a_line, line, a_laptop, direction: str):
    first = a_laptop()

    assert kill_in_turn(a_line[1], first, a_laptop(first.user), direction, stride=7) > 2


@pytest.mark.long
@pytest.mark.parametrize("direction", ["up", "down"])
def test_s30_a_kill_before_each_statement_of_carrying_a_file_loses_nothing(a_line, line, a_laptop, direction: str):
    first = a_laptop()

    assert kill_in_turn(a_line[1], first, a_laptop(first.user), direction, stride=1) > 20


@pytest.mark.slow
def test_s30_a_council_killed_in_the_middle_of_an_upload_goes_on_with_it(tmp_path):
    folder = tmp_path / "council"
    folder.mkdir()
    council = Central(folder, f"sqlite:///{folder}/central.db")
    council.start()
    laptop = Laptop(tmp_path, council)
    photo, _ = add(laptop, a_family(laptop.desk), 4_000_000)
    laptop.sync()
    for steps in range(3, 9, 2):
        asked = itertools.count()

        def kill(at: int = steps, asked: "itertools.count[int]" = asked) -> bool:
            if next(asked) == at:
                council.kill()
            return False

        with pytest.raises(Offline):
            carry(laptop, cancelled=kill)
        council.http = httpx.Client()
        council.start()

    assert carry(laptop) == FilesReport(sent=1)
    starts = on_the_council(council, name_of(laptop, photo))
    assert len(starts) == len({*starts})
    verified = council.run("verify")
    assert "1 files, 0 reads, 0 acts on links, 0 wrong" in verified
    laptop.store.close()
    council.stop()
