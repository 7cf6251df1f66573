"""The council's server killed before each statement of a push, and of a pull, in turn: what it answered for stays, nothing is there twice."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from signal import SIGKILL

import httpx
import pytest

from sync.engine.engine import sync
from sync.engine.errors import Offline
from sync.engine.transport import Body, Signer, Transport
from sync.records.note import Note
from tests.support.central import Central, a_central, postgres
from tests.support.desks import a_family, write
from tests.support.dying import die_when_told
from tests.support.laptops import VERSION, Laptop

__all__ = ["a_central", "postgres"]


class Telling(Transport):
    """Tells the server before which statement of one route to die, when it is that route's turn."""

    def __init__(self, server: str, signer: Signer, path: str, told: Path, statement: int) -> None:
        super().__init__(server, signer)
        self._path = path
        self._told = told
        self._statement = statement

    def _send(self, method: str, path: str, body: Body, headers: dict[str, str]) -> httpx.Response:
        if path == self._path:
            self._told.write_text(str(self._statement))
        return super()._send(method, path, body, headers)


def sync_killing_at(laptop: Laptop, path: str, told: Path, statement: int) -> bool:
    """Sync with a server that dies before this statement of a route. Whether it came so far."""
    with laptop.transport() as plain:
        signer = plain._signer
    assert signer is not None
    try:
        with Telling(laptop.url, signer, path, told, statement) as line:
            sync(laptop.replica, line, VERSION)
    except Offline:
        assert laptop.central.process.wait() == -SIGKILL
        return True
    finally:
        told.unlink(missing_ok=True)
    return False


def kill_in_turn(council: Central, folder: Path, path: str, stride: int) -> int:
    """Kill the server at each `stride`th statement of a route, start it, let both laptops sync, and compare. How many kills."""
    told = folder / "told"
    council.start(before=partial(die_when_told, told))
    first = Laptop(folder, council)
    second = Laptop(folder, council, first.user)
    family = a_family(first.desk)
    note = write(first.desk, Note, family, text="Rang Dana. She was out.")
    first.sync()
    second.sync()
    for round_ in count():
        for word, laptop in (("First", first), ("Second", second)):
            laptop.edit(Note, note, text=f"Rang Dana. {word} {round_}.")
            write(laptop.desk, Note, family, text=f"{word} {round_}.")
        first.sync()
        begun = a_family(second.desk)

        killed = sync_killing_at(second, path, told, 1 + round_ * stride)
        if killed:
            council.start(before=partial(die_when_told, told))
        second.sync()
        first.sync()

        assert all(first.state(each) == second.state(each) for each in (family, begun))
        assert len(first.conflicts()) == round_ + 1
        assert texts(first) == sorted(f"{word} {past}." for word in ("First", "Second") for past in range(round_ + 1))
        if not killed:
            break
    assert council.run("verify")
    for laptop in (first, second):
        laptop.store.close()
    return round_


def texts(laptop: Laptop) -> list[str]:
    with laptop.store.reading() as session:
        return sorted(str(note.text) for note in session.query(Note) if not str(note.text).startswith("Rang"))


@pytest.mark.parametrize(
    ("path", "stride", "at_least"),
    [
        pytest.param("/v1/push", 9, 2, marks=pytest.mark.slow),
        pytest.param("/v1/push", 1, 20, marks=pytest.mark.long),
        pytest.param("/v1/pull", 1, 5, marks=pytest.mark.long),
    ],
)
def test_a_server_killed_before_a_statement_keeps_what_it_answered_for(
    a_central: Callable[[], Central], tmp_path: Path, path: str, stride: int, at_least: int
):
    kills = kill_in_turn(a_central(), tmp_path, path, stride)

    print(f"{kills} kills in {path}")
    assert kills >= at_least
