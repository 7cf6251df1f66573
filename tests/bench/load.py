"""A thousand laptops of five hundred workers against one server on PostgreSQL, sixteen syncing at any moment, for a minute.

Each sync asks what is new, fetches what the worker's other laptop sent, and sends one note. Laptops, server and database share this
machine's processors.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import httpx

from tests.bench.empty_window import peak_kilobytes
from tests.bench.figure import Figure, Goal, percentile
from tests.bench.floor import a_floor
from tests.bench.many_laptops import FAMILIES, Served, many_laptops
from tests.bench.office import a_postgres, an_office
from tests.bench.own_process import spent
from tests.bench.prose import Prose

LAPTOPS, SECONDS = 1000, 60
_AT_ONCE = 16
_BARE_SECONDS = 5
_PATIENCE_SECONDS = 60
_NOTE = 300  # characters

T = TypeVar("T")


def measured(seconds: int) -> Iterator[Figure]:
    """Rates and durations beside those of bare requests from as many at once; and the server's memory."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        floor = opened.enter_context(a_floor(folder))
        office = opened.enter_context(an_office(opened.enter_context(a_postgres()).database()))
        central = office.central
        http = opened.enter_context(httpx.Client(base_url=central.url, trust_env=False, timeout=_PATIENCE_SECONDS))
        laptops, note = cycle(many_laptops(central, http, LAPTOPS)), Prose(1).text(_NOTE)
        bare = [asked.clock for asked in _at_once(lambda: spent(floor.ask, floor.pid), _BARE_SECONDS)]
        next(laptops).sync_a_note(note)
        idle = peak_kilobytes(central.pid) / 1024
        served = _at_once(lambda: next(laptops).sync_a_note(note), seconds)
        grown = peak_kilobytes(central.pid) / 1024 - idle
    n = {"laptops": LAPTOPS, "families each": FAMILIES, "at once": _AT_ONCE, "syncs": len(served)}
    for name, durations in _by_request(served).items():
        rate = len(durations) / seconds
        yield Figure(f"load: {name}", rate, "a second", n, "bare requests", len(bare) / _BARE_SECONDS, Goal())
        for per_cent in (50, 99):
            took, floored = percentile(durations, per_cent), percentile(bare, per_cent)
            yield Figure(f"load: {name}, p{per_cent}", took, "ms", n, "bare requests", floored, Goal())
    yield Figure("load: server's memory grown", grown, "MiB", n, "idle", idle, Goal(value=64))


def _by_request(served: Sequence[Served]) -> dict[str, list[float]]:
    """Milliseconds."""
    return {
        "asked what is new": [1000 * sync.asked for sync in served],
        "pulls": [1000 * sync.pulled for sync in served if sync.pulled is not None],
        "pushes": [1000 * sync.pushed for sync in served],
    }


def _at_once(act: Callable[[], T], seconds: float) -> list[T]:
    """What came of it, done again and again by sixteen at once."""
    until = perf_counter() + seconds

    def again_and_again(_lane: int) -> list[T]:
        done = []
        while perf_counter() < until:
            done.append(act())
        return done

    with ThreadPoolExecutor(_AT_ONCE) as lanes:
        return [one for lane in lanes.map(again_and_again, range(_AT_ONCE)) for one in lane]
