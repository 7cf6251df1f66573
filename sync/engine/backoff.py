"""When to try again by oneself: longer after each failure, and never all laptops of a council at once."""

FIRST_SECONDS = 5.0
LONGEST_SECONDS = 900.0


def delay(failures: int, random: float) -> float:
    """Seconds to wait after so many failures in a row (from 1). `random` is from 0 to 1 and spreads the second half of the wait."""
    longest = min(FIRST_SECONDS * 2.0 ** min(failures - 1, 16), LONGEST_SECONDS)
    return longest * (0.5 + random / 2)
