"""Dates and times as people say them: 24-hour clock, day names, and how far away something is."""

import datetime as dt

# Not strftime's: Qt sets the process's locale to the computer's, and ours is always British English.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MINUTES_IN_HOUR = 60
_MINUTES_TO_COUNT = 180
_DAYS_IN_WEEK = 7


def clock(at: dt.datetime | dt.time) -> str:
    """11:31"""
    return f"{at:%H:%M}"


def weekday(on: dt.date) -> str:
    """Tuesday"""
    return DAYS[on.weekday()]


def day(on: dt.date) -> str:
    """Tuesday 6 October"""
    return f"{weekday(on)} {on.day} {MONTHS[on.month - 1]}"


def short_day(on: dt.date) -> str:
    """Thu 8 Oct"""
    return f"{weekday(on)[:3]} {on.day} {MONTHS[on.month - 1][:3]}"


def date(on: dt.date) -> str:
    """6 October 2026"""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_date(on: dt.date) -> str:
    """22 Sep"""
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def near_day(on: dt.date, today: dt.date) -> str:
    """Today, Tomorrow, Yesterday, a weekday within six days ahead, else the date (with its year if another)."""
    named = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}
    away = (on - today).days
    if away in named:
        return named[away]
    if 0 < away < _DAYS_IN_WEEK:
        return weekday(on)
    return day(on) if on.year == today.year else date(on)


def until(at: dt.datetime, now: dt.datetime) -> str:
    """in 18 min, now, 2 hours ago"""
    minutes = round((at - now).total_seconds() / 60)
    if minutes == 0:
        return "now"
    return f"in {length(minutes)}" if minutes > 0 else f"{length(-minutes)} ago"


def length(minutes: int) -> str:
    """45 min, 1 hour, 1 hour 20 min, 3 days"""
    if minutes < _MINUTES_IN_HOUR:
        return f"{minutes} min"
    hours, rest = divmod(minutes, _MINUTES_IN_HOUR)
    if minutes <= _MINUTES_TO_COUNT and rest:
        return f"{count(hours, 'hour')} {rest} min"
    return count(hours, "hour") if hours < 24 else count(hours // 24, "day")


def due(on: dt.date, today: dt.date) -> str:
    """2 days overdue, Due today, Due Thursday, Due Tuesday 13 October"""
    late = (today - on).days
    if late > 0:
        return f"{count(late, 'day')} overdue"
    near = near_day(on, today)
    return f"Due {near.lower() if near in {'Today', 'Tomorrow'} else near}"


def count(number: int, noun: str, plural: str = "") -> str:
    """1 change, 7 changes, 2 families"""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def greeting(now: dt.datetime) -> str:
    """Good morning, Good afternoon, Good evening"""
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    return f"Good {part}"
