"""Functions on dates and times. A date is text, `2026-09-22`; a number stands for days since 1 January 1970, local time."""

import math
import re
from datetime import UTC, datetime, time, timedelta

from desktop.forms.functions.registry import takes
from desktop.forms.scope import Scope
from desktop.forms.values import Value, days_since_epoch, moment_of, parse_moment, to_string

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)


def _moment(scope: Scope, value: Value) -> datetime | None:
    """Local time of a date, date and time, time of day or number of days; nothing when it is none of these."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return moment_of(value) if math.isfinite(value) else None
    text = to_string(value).strip()
    try:
        return moment_of(float(text))
    except ValueError:
        return parse_moment(text, scope.world.zone)


def iso(moment: datetime) -> str:
    """The way ODK writes an instant: milliseconds and zone."""
    return moment.isoformat(timespec="milliseconds")


def _today(scope: Scope, _: list[Value]) -> Value:
    return scope.world.now().date().isoformat()


def _now(scope: Scope, _: list[Value]) -> Value:
    return iso(scope.world.now())


def _date(scope: Scope, args: list[Value]) -> Value:
    moment = _moment(scope, args[0])
    return moment.date().isoformat() if moment is not None else ""


def _date_time(scope: Scope, args: list[Value]) -> Value:
    moment = _moment(scope, args[0])
    return iso(moment.replace(tzinfo=scope.world.zone)) if moment is not None else ""


def _decimal_date_time(scope: Scope, args: list[Value]) -> Value:
    """Days since the epoch as an instant: local time counts by what it is in UTC."""
    moment = _moment(scope, args[0])
    if moment is None:
        return math.nan
    return days_since_epoch(moment.replace(tzinfo=scope.world.zone).astimezone(UTC).replace(tzinfo=None))


def _time_of_day(scope: Scope, text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, second, fraction, zone = found.groups()
    try:
        moment = time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
        if zone is None:
            return moment
        day = scope.world.now().date().isoformat()
        local = parse_moment(f"{day}T{moment.isoformat()}{'+00:00' if zone == 'Z' else zone}", scope.world.zone)
    except ValueError:
        return None
    return local.time() if local is not None else None


def _decimal_time(scope: Scope, args: list[Value]) -> Value:
    text = to_string(args[0]).strip()
    moment = _time_of_day(scope, text)
    if moment is None:
        return math.nan
    whole = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
    return whole / timedelta(days=1)


def _format(scope: Scope, args: list[Value]) -> Value:
    moment = _moment(scope, args[0])
    if moment is None:
        clock = _time_of_day(scope, to_string(args[0]).strip())
        if clock is None:
            return ""
        moment = datetime.combine(scope.world.now().date(), clock)
    return formatted(moment, to_string(args[1]))


def formatted(moment: datetime, template: str) -> str:
    """ODK's letters; an unknown one stays as it is written."""
    letters = {
        "Y": f"{moment.year:04}", "y": f"{moment.year % 100:02}", "m": f"{moment.month:02}", "n": str(moment.month),
        "b": _MONTHS[moment.month - 1], "d": f"{moment.day:02}", "e": str(moment.day), "H": f"{moment.hour:02}",
        "h": str(moment.hour), "M": f"{moment.minute:02}", "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}", "a": _DAYS[moment.weekday()], "%": "%",
        "W": str(moment.isocalendar().week),
    }  # fmt: skip
    return re.sub(r"%(.)", lambda m: letters.get(m[1], m[0]), template)


FUNCTIONS = {
    "today": takes(0, 0, _today),
    "now": takes(0, 0, _now),
    "date": takes(1, 1, _date),
    "date-time": takes(1, 1, _date_time),
    "decimal-date-time": takes(1, 1, _decimal_date_time),
    "decimal-time": takes(1, 1, _decimal_time),
    "format-date": takes(2, 2, _format),
    "format-date-time": takes(2, 2, _format),
}
