"""One answer from the page to the disk: committed, captured for sending, and found by search, beside the barest durable commit there is."""

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from sqlalchemy import select

from desktop.casework.answers import Edit
from desktop.casework.assessments import Assessments
from desktop.casework.desk import Desk
from desktop.casework.library import Library
from desktop.forms.answers import Answer, AnswerKey
from desktop.store.profile import open_connection
from sync.records.assessment import Answer as AnswerRow
from sync.records.assessment import Assessment
from sync.records.family import Family
from sync.records.ids import stream_id
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault

_SAVES = 1000
_PAUSE_EVERY = 20
_KEY = AnswerKey("bench_words")
_TALK = "Leo told us that the mornings are calmer since the new alarm clock, and that he likes the walk to school with Maya."


def measured(vault: FullVault) -> Iterator[Figure]:
    """The median and the slowest per cent of a thousand saves, each beside a bare commit."""
    saves, commits = [], []
    with vault.desk() as desk, _bare_commits(vault.database.with_name("bare.db")) as commit:
        form, place = Assessments(desk, Library(Path("resources/forms"))), _an_assessment(desk)
        shown: Answer | None = None
        for number in range(_SAVES):
            answer = Answer(f"{_TALK} Word{number}.")
            edit = Edit(_KEY, "text", restricted=False, shown=shown, answer=answer)
            saves.append(_timed(partial(form.keep, *place, [edit])))
            commits.append(_timed(partial(commit, answer.value)))
            shown = answer
            _must_be_found(desk, f"word{number}")
            if number % _PAUSE_EVERY == 0:
                desk.store.idle()
    floor = percentile(commits, 50)
    n = {**vault.n, "answers": _SAVES}
    name, against = "answer saved, captured and searchable", "bare 1-row commit"
    yield Figure(f"{name}: p50", percentile(saves, 50), "ms", n, against, floor, Goal(ratio=8))
    yield Figure(f"{name}: p99", percentile(saves, 99), "ms", n, against, floor, Goal(ratio=16, value=5))


def _an_assessment(desk: Desk) -> tuple[str, str]:
    with desk.reading() as session:
        family = session.scalars(select(Family).where(Family.name == "Hartley-Okoro")).one()
        stream = stream_id(family.id, Assessment.compartment)
        assessment = session.scalars(select(Assessment).where(Assessment.stream == stream)).first()
        assert assessment is not None
        assert session.get(AnswerRow, (assessment.id, _KEY)) is None
        return family.id, assessment.id


def _must_be_found(desk: Desk, word: str) -> None:
    if not desk.store.find(word):
        raise NotRight


@contextlib.contextmanager
def _bare_commits(path: Path) -> Iterator[Callable[[str], object]]:
    """A row replaced in a file of its own, with the same profile on the same disk."""
    connection = open_connection(path, os.urandom(32), create=True)
    connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("PRAGMA wal_autocheckpoint = 1000").fetchall()

    def commit(text: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO one VALUES (1, ?)", (text,))
        connection.execute("COMMIT")

    yield commit
    connection.close()
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


def _timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000
