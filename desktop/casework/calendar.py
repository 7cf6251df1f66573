"""This worker's days as a calendar file (RFC 5545), for the calendar of the office: when, and nothing of whom.

Every visit is "Visit", everything else "Busy": no name, no initials, no place, no purpose (F13). Lines are folded as the RFC says, although
none of ours is that long; the ids are the records', which say nothing to anybody.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from desktop.casework.agenda import DayVisit, Entry

VISIT, BUSY = "Visit", "Busy"
_OCTETS = 75


def calendar(entries: Sequence[Entry], now: datetime) -> bytes:
    """The file. `now` is when it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Doorstep//Visits//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _event(entry, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets; each part but the first begins with a space (RFC 5545, 3.1)."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > _OCTETS:
            yield part
            part = " "
        part += letter
    yield part


def _event(entry: Entry, now: datetime) -> list[str]:
    is_visit = isinstance(entry, DayVisit)
    record = entry.card.visit if isinstance(entry, DayVisit) else entry.record
    is_off = isinstance(entry, DayVisit) and entry.card.state == "failed"
    return [
        "BEGIN:VEVENT",
        f"UID:{record}@doorstep.invalid",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(entry.at)}",
        f"DTEND:{_utc(entry.ends_at)}",
        f"SUMMARY:{VISIT if is_visit else BUSY}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _utc(at: datetime) -> str:
    """A moment in UTC, which needs no table of time zones."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
