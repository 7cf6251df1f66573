"""Two laptops write into the same documents at once: is all of it still there, on both?"""

from collections import Counter
from collections.abc import Iterator

from tests.bench.figure import Figure, Goal, NotRight
from tests.bench.office import Seat, an_office
from tests.bench.weeks_work import Edit, a_week, load, meeting_edits, write
from tests.support.laptops import Laptop

_APART, _CLASHING = 50, 20
_STANDS, _KEPT, _LOST = "standing", "kept for a person", "lost"


def measured() -> Iterator[Figure]:
    """What became of each edit. Where the laptops differ, the worse counts."""
    with an_office() as office:
        first = office.seat()
        second = office.seat(first.laptop.user)
        week = a_week(first.laptop.desk.new_id)
        load(first.laptop.desk, week)
        first.sync()
        second.sync()
        apart = _fates(first, second, *meeting_edits(week, _APART, same_field=False))
        clashing = _fates(first, second, *meeting_edits(week, _CLASHING, same_field=True))
    yield from _figures("edits of different fields", apart, standing=2 * _APART, kept=0)
    yield from _figures("edits of one field", clashing, standing=_CLASHING, kept=_CLASHING)


def _figures(name: str, fates: list[Counter[str]], *, standing: int, kept: int) -> Iterator[Figure]:
    written = standing + kept
    n = {"edits": written, "laptops": len(fates)}
    for fate, value, goal in (
        (_STANDS, min(one[_STANDS] for one in fates), Goal(least=standing)),
        *([(_KEPT, min(one[_KEPT] for one in fates), Goal(least=kept))] if kept else []),
        (_LOST, max(one[_LOST] for one in fates), Goal(value=0)),
    ):
        yield Figure(f"{name}: {fate}", value, "edits", n, "written", written, goal)


def _fates(first: Seat, second: Seat, by_first: list[Edit], by_second: list[Edit]) -> list[Counter[str]]:
    """Of all these edits, made before either laptop heard of the other's, as each laptop has them once nothing is new."""
    write(first.laptop.desk, by_first)
    write(second.laptop.desk, by_second)
    for seat in (first, second, first, second):
        seat.sync()
    if {*first.laptop.states_of_sets(), *second.laptop.states_of_sets()} - {"applied", "superseded", "kept"}:
        raise NotRight
    return [_fates_on(seat.laptop, by_first + by_second) for seat in (first, second)]


def _fates_on(laptop: Laptop, edits: list[Edit]) -> Counter[str]:
    kept = [conflict.other for conflict in laptop.conflicts()]
    fates: Counter[str] = Counter()
    with laptop.desk.reading() as session:
        for (table, key, column, _length), text in edits:
            if getattr(session.get_one(table, key), column) == text:
                fates[_STANDS] += 1
            else:
                fates[_KEPT if {"value": text} in kept else _LOST] += 1
    return fates
