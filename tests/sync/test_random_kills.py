"""Laptop and council killed with -9 at random moments while words are saved and sent: no saved word is lost, none is there twice."""

import contextlib
import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Timer
from uuid import uuid4

import pytest
from sqlalchemy import select

from sync.engine.errors import Offline
from sync.records.note import Note
from tests.support import children
from tests.support.central import Central, a_central, postgres
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop

__all__ = ["a_central", "postgres"]

KILLS = [pytest.param(20, marks=pytest.mark.slow), pytest.param(200, marks=pytest.mark.long)]
SOON = (0.05, 0.8)  # seconds


def words_on(laptop: Laptop) -> list[str]:
    """The text of every note, in order."""
    with laptop.store.reading() as session:
        return sorted(str(text) for text in session.scalars(select(Note.text)))


def killed_soon(act: Callable[[], None], random: Random) -> None:
    """Do it in a process of its own, which does not live to its end."""
    child = children.begin(act)
    killer = Timer(random.uniform(*SOON), os.kill, (child, signal.SIGKILL))
    killer.start()
    status = children.end_of(child)
    killer.join()
    assert status == -signal.SIGKILL


@pytest.mark.parametrize("kills", KILLS)
def test_a_laptop_killed_at_random_has_every_word_that_was_saved(
    a_central: Callable[[], Central], tmp_path: Path, kills: int
):
    council = a_central()
    council.start()
    first = Laptop(tmp_path, council)
    second = Laptop(tmp_path, council, first.user)
    family, answered, random = a_family(first.desk), tmp_path / "answered", Random(kills)

    def save_and_send() -> None:
        first.open()
        with answered.open("a") as saved:
            for _ in itertools.count():
                word = uuid4().hex
                write(first.desk, Note, family, text=word)
                print(word, file=saved, flush=True)
                first.sync()

    answered.touch()
    for kill in range(1, kills + 1):
        first.store.close()
        killed_soon(save_and_send, random)
        first.open()

        saved, words = set(answered.read_text().split()), words_on(first)
        assert saved <= set(words)
        assert len(words) == len(set(words)) <= len(saved) + kill  # what was being saved may be there or not
    first.sync()
    second.sync()

    print(f"{kills} kills, {len(words)} words")
    assert words_on(second) == words
    assert first.state(family) == second.state(family)
    assert "fault in" not in council.log.read_text()
    for laptop in (first, second):
        laptop.store.close()


@pytest.mark.parametrize("kills", KILLS)
def test_a_council_killed_at_random_has_every_word_once(a_central: Callable[[], Central], tmp_path: Path, kills: int):
    council, random = a_central(), Random(kills)
    council.start()
    first = Laptop(tmp_path, council)
    second = Laptop(tmp_path, council, first.user)
    family, words = a_family(first.desk), list[str]()

    for _ in range(kills):
        killer = Timer(random.uniform(*SOON), council.kill)
        killer.start()
        while killer.is_alive():
            words.append(uuid4().hex)
            write(first.desk, Note, family, text=words[-1])
            with contextlib.suppress(Offline):
                first.sync()
        killer.join()
        council.start()
    first.sync()
    second.sync()

    print(f"{kills} kills, {len(words)} words")
    assert words_on(second) == words_on(first) == sorted(words)
    assert council.run("verify")
    assert "fault in" not in council.log.read_text()
    for laptop in (first, second):
        laptop.store.close()
