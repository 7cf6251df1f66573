"""A caseload sent and received, then 200 edits of it, then nothing new, on SQLite and on PostgreSQL; each beside a floor of the same run.

Bytes are all that the line carried, both ways, headers too. They are counted on a round of their own, which is not timed.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.figure import Figure, Goal, NotRight
from tests.bench.floor import Floor, a_floor, packed
from tests.bench.office import Office, Seat, a_postgres, an_office
from tests.bench.own_process import Spent, spent
from tests.bench.weeks_work import DOCUMENTS, FAMILIES, a_week, as_json, load, some_edits, write
from tests.support.wire import an_id

_ROUNDS = 5
_QUIETS = 20
_EDITS = 200
_PUSH, _PULL = "first push", "first pull"
_EDITS_PUSH, _EDITS_PULL, _QUIET = f"{_EDITS} edits pushed", f"{_EDITS} edits pulled", "nothing new"
_MILLISECONDS = {_PULL: 56, _EDITS_PUSH: 20, _EDITS_PULL: 20, _QUIET: 1.4}
_GOALS = {"SQLite": _MILLISECONDS | {_PUSH: 60}, "PostgreSQL": _MILLISECONDS | {_PUSH: 80}}
_BYTES = {_PUSH: 245_000, _PULL: 245_000, _EDITS_PUSH: 20_000, _EDITS_PULL: 20_000}
_SEARCHED = "nursery"
_N = {"documents": FAMILIES * DOCUMENTS}


class Step(NamedTuple):
    """One sync of a round. Bytes are 0 where they did not go by the line."""

    name: str
    spent: Spent
    requests: int
    bytes: int


def measured() -> Iterator[Figure]:
    """Medians of the rounds on each database."""
    bare = _bare()
    with ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        floor = opened.enter_context(a_floor(Path(folder)))
        postgres = opened.enter_context(a_postgres())
        with an_office() as office:
            yield from _traffic(office, bare)
            yield from _durations(office, floor, bare, "SQLite")
        with an_office(postgres.database()) as office:
            yield from _durations(office, floor, bare, "PostgreSQL")


def _bare() -> dict[str, list[bytes]]:
    """What each step moves, without anything of ours around it."""
    week = a_week(an_id)
    documents, edited = as_json(week), [edit.text.encode() for edit in some_edits(week, _EDITS)]
    return {_PUSH: documents, _PULL: documents, _EDITS_PUSH: edited, _EDITS_PULL: edited}


def _traffic(office: Office, bare: dict[str, list[bytes]]) -> Iterator[Figure]:
    """Bytes do not depend on the database."""
    steps = list(_round(office, by_line=True))
    for step in steps:
        if step.name in bare:
            values, goal = len(packed(bare[step.name])), Goal(value=_BYTES[step.name])
            yield Figure(f"{step.name}: bytes", step.bytes, "bytes", _N, "bare values in zstd", values, goal)
    requests = max(step.requests for step in steps if step.name == _QUIET)
    yield Figure(f"{_QUIET}: requests", requests, "requests", _N, "the least", 1, Goal(value=1))


def _durations(office: Office, floor: Floor, bare: dict[str, list[bytes]], database: str) -> Iterator[Figure]:
    took: dict[str, list[Spent]] = defaultdict(list)
    floors: dict[str, list[Spent]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for step in _round(office):
            took[step.name].append(step.spent)
            least = partial(floor.move, bare[step.name]) if step.name in bare else floor.ask
            floors[step.name].append(spent(least, floor.pid))
    n = _N | {"rounds": _ROUNDS}
    for name, syncs in took.items():
        against = "bare request and transaction" if name in bare else "bare request"
        for words, part, goal in (
            ("", "clock", Goal(value=_GOALS[database][name])),
            (": laptop's processor", "here", Goal()),
            (": server's processor", "there", Goal()),
        ):
            value, least_value = (median(getattr(one, part) for one in all_) for all_ in (syncs, floors[name]))
            yield Figure(f"{name}, {database}{words}", value, "ms", n, against, least_value, goal)


def _round(office: Office, *, by_line: bool = False) -> Iterator[Step]:
    """One worker with two laptops, of which the first writes."""
    first = office.seat(by_line=by_line)
    second = office.seat(first.laptop.user, by_line=by_line)
    week = a_week(first.laptop.desk.new_id)
    load(first.laptop.desk, week)
    yield _step(office, _PUSH, first)
    yield _step(office, _PULL, second)
    if not second.laptop.store.find(_SEARCHED):
        raise NotRight
    first.sync()
    for _ in range(_QUIETS):
        yield _step(office, _QUIET, first)
    write(first.laptop.desk, some_edits(week, _EDITS))
    yield _step(office, _EDITS_PUSH, first)
    yield _step(office, _EDITS_PULL, second)
    if any(first.laptop.state(each.family) != second.laptop.state(each.family) for each in week):
        raise NotRight


def _step(office: Office, name: str, seat: Seat) -> Step:
    office.line.shape()
    before = seat.transport.traffic.requests
    took = spent(seat.sync, office.central.pid)
    return Step(name, took, seat.transport.traffic.requests - before, office.line.shape().both)
