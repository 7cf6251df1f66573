"""Ten times the caseload, and lines as a village has them: slow, far, and cut every few seconds. The laptop tries again until it is through.

It tries as soon as the line is there again. What is not through in the time given to it ends there, and is missed;
how much of it went again is then not told.
"""

from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from sync.engine.errors import Offline
from tests.bench.figure import Figure, Goal
from tests.bench.fresh_laptop import a_pull
from tests.bench.line import Line, Shape
from tests.bench.office import Seat, an_office
from tests.bench.weeks_work import DOCUMENTS, FAMILIES, a_week, load

_TIMES = 10
_MOST_SECONDS = 90
_BITS = 1_000_000
_VILLAGE, _HILLS = Shape(0.3, _BITS, cut_every=20), Shape(0.3, _BITS, cut_every=3)
_FEW, _MANY = {"documents": FAMILIES * DOCUMENTS}, {"documents": _TIMES * FAMILIES * DOCUMENTS}


class Way(NamedTuple):
    """One sync from its beginning to its end, or as far as it came."""

    seconds: float
    bytes: int
    through: bool


def measured() -> Iterator[Figure]:
    """Two workers, one with ten times the families of the other; each writes on one laptop and receives on others."""
    with an_office() as office:
        writer = office.seat(by_line=True)
        reader = office.seat(writer.laptop.user, by_line=True)
        load(writer.laptop.desk, a_week(writer.laptop.desk.new_id))
        sent, received = _through(writer, office.line, _VILLAGE), _through(reader, office.line, _VILLAGE)
        yield _slow("village line, push", sent, _FEW, 3.0)
        yield _slow("village line, pull", received, _FEW, 3.2)
        small = a_pull(office.laptop(writer.laptop.user))

        writer = office.seat(by_line=True)
        readers = [office.seat(writer.laptop.user, by_line=True) for _ in range(2)]
        load(writer.laptop.desk, a_week(writer.laptop.desk.new_id, _TIMES * FAMILIES))
        pushed = _through(writer, office.line, _HILLS)
        _through(writer, office.line, Shape())
        large = a_pull(office.laptop(writer.laptop.user))
        yield Figure(
            "ten times the documents, pull", large.seconds, "s", _MANY, "the tenth", small.seconds, Goal(ratio=_TIMES)
        )
        yield Figure("the same: memory grown", large.grown, "MiB", _MANY, "the tenth", small.grown, Goal(value=19))
        yield _slow("village line, ten times, pull", _through(readers[0], office.line, _VILLAGE), _MANY, 21)
        pulled = _through(readers[1], office.line, _HILLS)
        for way, it, plain, seconds, again in (
            ("pull", pulled, large.bytes, 55, 10),
            ("push", pushed, _TIMES * sent.bytes, 50, 30),
        ):
            yield _slow(f"hill line, ten times, {way}", it, _MANY, seconds)
            if it.through:
                more = 100 * (it.bytes / plain - 1)
                yield Figure(f"hill line, ten times, {way}: again", more, "%", _MANY, "all", 100, Goal(value=again))


def _slow(name: str, way: Way, n: dict[str, int], goal: float) -> Figure:
    """Beside the time that its own bytes need on such a line that is never cut."""
    n = n if way.through else n | {"not through": 1}
    return Figure(name, way.seconds, "s", n, "its bytes at 1 Mbit/s", way.bytes * 8 / _BITS, Goal(value=goal))


def _through(seat: Seat, line: Line, shape: Shape) -> Way:
    line.shape(shape)
    begun, through = perf_counter(), False
    while not through and perf_counter() - begun < _MOST_SECONDS:
        try:
            seat.sync()
            through = True
        except Offline:
            line.wait_until_up()
    return Way(perf_counter() - begun, line.shape().both, through)
