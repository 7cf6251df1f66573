"""The process is killed before each statement of a save in turn: the save is whole or absent, and what was saved before is there."""

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event

from desktop.store.session import Store
from sync.records.assessment import Answer
from sync.records.note import Note
from tests.store.laptop import JO, KEY, Laptop
from tests.support import children

EVERYTHING = (
    "SELECT id, text, versions FROM note",
    "SELECT key, narrative, versions FROM answer",
    "SELECT n, state, needs FROM change_set",
    "SELECT * FROM change",
    "SELECT * FROM narrative",
    "SELECT * FROM narrative_queue",
    "SELECT rowid, text FROM narrative_fts",
)


def _state(laptop: Laptop) -> list[Any]:
    return [laptop.rows(question) for question in EVERYTHING]


def _killed_before(laptop: Laptop, statement: int, act: Callable[[Laptop], None]) -> bool:
    """Do it in another process that is killed before its so manyeth statement; whether it was, and not finished first."""
    left = count(statement - 1, -1)

    def pull_the_plug(*_: Any) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed() -> None:
        laptop.store = Store.open(laptop.path, KEY, laptop.store.clock, laptop.store.ids)
        for moment in ("before_cursor_execute", "commit"):
            event.listen(laptop.store._database.writer, moment, pull_the_plug)
        act(laptop)

    code = children.status_of(killed)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def _save(laptop: Laptop) -> None:
    """One save into two streams: an edit, a new answer, and a new record."""
    with laptop.store.writing(JO) as session:
        session.query(Note).one().text = "Maya was at home."
        session.add(Answer(assessment="a", key="why_now", stream=laptop.shared, narrative="Sleep."))
        session.add(Note(id="n", stream=laptop.team, text="Leo was well."))


def _decide(laptop: Laptop) -> None:
    laptop.store.leave(laptop.family)


def _idle(laptop: Laptop) -> None:
    laptop.store.idle(60)


@pytest.mark.slow
@pytest.mark.parametrize(("act", "at_least"), [(_save, 15), (_decide, 6)], ids=["a save", "sealing"])
def test_a_transaction_is_whole_or_absent_wherever_the_process_is_killed(
    laptop: Laptop, act: Callable[[Laptop], None], at_least: int
):
    laptop.a_note("Maya was at school.")
    laptop.store.close()
    before = _state(laptop.reopened())
    laptop.store.close()

    for statement in count(1):
        killed = _killed_before(laptop, statement, act)
        state = _state(laptop.reopened())
        laptop.store.close()
        if not killed:
            break
        assert state == before, statement

    assert state != before
    assert statement > at_least
    print(f"\nkilled at {statement - 1} places")


@pytest.mark.slow
def test_idle_work_may_be_killed_anywhere_and_every_word_is_still_found(laptop: Laptop):
    notes = {laptop.a_note(f"Maya was at school {n}.") for n in range(3)}
    laptop.store.close()

    for statement in count(1):
        killed = _killed_before(laptop, statement, _idle)
        found = laptop.reopened().found("maya school")
        laptop.store.close()
        assert set(found) == notes
        if not killed:
            break

    print(f"\nkilled at {statement - 1} places")


@pytest.mark.slow
def test_a_save_that_was_answered_is_there_after_a_kill(laptop: Laptop):
    laptop.store.close()
    reading, writing = os.pipe()

    def saves() -> None:
        laptop.store = Store.open(laptop.path, KEY, laptop.store.clock, laptop.store.ids)
        for n in count():
            laptop.a_note(f"Note {n}.")
            os.write(writing, b".")

    child = children.begin(saves)
    os.close(writing)
    answered = len(os.read(reading, 1)) + len(os.read(reading, 1 << 16))

    os.kill(child, signal.SIGKILL)
    children.end_of(child)
    answered += len(os.read(reading, 1 << 16))
    os.close(reading)

    assert len(laptop.reopened().rows("SELECT id FROM note")) in (answered, answered + 1)
