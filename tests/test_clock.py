"""Clocks: England's date, time that no one can set back, and the demonstration's day."""

from datetime import UTC, date, datetime, timedelta

from desktop.clock import FixedClock, StartedClock, SystemClock


def test_the_date_is_englands():
    clock = FixedClock(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))  # half past midnight, British Summer Time

    assert clock.today() == date(2026, 7, 1)


def test_a_fixed_clock_stands_until_it_is_advanced():
    clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert clock.now() == clock.now()

    clock.advance(timedelta(minutes=5))

    assert clock.now() == datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    assert clock.boottime() == 300


def test_setting_the_wall_clock_lets_no_time_pass():
    clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))

    clock.set_wall(datetime(2020, 1, 1, tzinfo=UTC))

    assert clock.now().year == 2020
    assert clock.boottime() == 0


def test_the_demonstrations_clock_starts_where_it_is_told_and_ticks():
    real = FixedClock(datetime(2030, 1, 1, tzinfo=UTC))
    clock = StartedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), real)

    real.advance(timedelta(seconds=90))

    assert clock.now() == datetime(2026, 3, 2, 9, 1, 30, tzinfo=UTC)
    assert clock.today() == date(2026, 3, 2)
    assert clock.boottime() == real.boottime()


def test_the_systems_clock_is_aware_and_goes_forward():
    clock = SystemClock()

    assert clock.now().tzinfo is UTC
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)
    assert clock.boottime() <= clock.boottime()
