"""By how much a server's clock is ahead, as its answers are dated (RFC 9110, 6.6.1): for people to see, and for nothing else."""

from email.utils import parsedate_to_datetime


def ahead(date: str, now: float) -> float:
    """Seconds from `now` to the date of an answer; 0 where it has none, or one that is none."""
    try:
        return parsedate_to_datetime(date).timestamp() - now
    except (ValueError, OverflowError):
        return 0.0
