"""New ids."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

from desktop.clock import FixedClock, SystemClock
from desktop.ids import Ids, seeded


def test_an_id_is_a_uuid_of_version_7():
    made = Ids(SystemClock().now).new()

    assert (made.version, made.variant) == (7, RFC_4122)


def test_ids_sort_by_when_they_were_made():
    clock = FixedClock(datetime(2026, 3, 2, tzinfo=UTC))
    ids = Ids(clock.now)
    made = []
    for _ in range(50):
        made.append(ids.new())
        clock.advance(timedelta(milliseconds=1))

    assert made == sorted(made)


def test_ids_of_one_instant_differ():
    ids = Ids(FixedClock(datetime(2026, 3, 2, tzinfo=UTC)).now)

    assert len({ids.new() for _ in range(1000)}) == 1000


def test_a_seeded_source_repeats_itself():
    one, two = (Ids(FixedClock(datetime(2026, 3, 2, tzinfo=UTC)).now, seeded(7)) for _ in range(2))

    assert [one.new() for _ in range(5)] == [two.new() for _ in range(5)]
