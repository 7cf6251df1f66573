"""A day's work over a real socket: what one laptop sends, what the same worker's second laptop receives, and a sync with nothing new."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.days_work import a_days_work, packed_values, write
from tests.bench.figure import Figure, Goal, NotRight
from tests.support.central import Central
from tests.support.laptops import Laptop


def measured() -> Iterator[Figure]:
    """Requests and bytes of each way, the server being a process of its own."""
    with _two_laptops() as (first, second):
        day = a_days_work()
        for share in day:
            with first.desk.writing() as session:
                session.begin_family(share.family)
                session.add_all(share.morning)
        first.sync()
        second.sync()
        quiet = first.sync()
        saves = write(first.desk, day)
        bare = packed_values(first.desk)
        sent, received = first.sync(), second.sync()
        if first.states_of_sets() != {"applied"} or first.state(day[0].family) != second.state(day[0].family):
            raise NotRight
    n = {"families": len(day), "saves": saves}
    yield Figure("sync with nothing new", quiet.requests, "requests", {"syncs": 1}, "the least", 1, Goal(value=1))
    for way, report, size in (("sent", sent, sent.bytes_sent), ("received", received, received.bytes_received)):
        name = f"a day's work {way}"
        yield Figure(f"{name}: requests", report.requests, "requests", n, "the least", 2, Goal(value=3))
        yield Figure(f"{name}: bytes", size, "bytes", n, "bare values in zstd", bare, Goal(ratio=1.6))


@contextmanager
def _two_laptops() -> Iterator[tuple[Laptop, Laptop]]:
    """Of one worker."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        central = Central(Path(name), f"sqlite:///{name}/central.db")
        central.launch()
        first = Laptop(Path(name), central)
        second = Laptop(Path(name), central, first.user)
        try:
            yield first, second
        finally:
            first.store.close()
            second.store.close()
            central.stop()
