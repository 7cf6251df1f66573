"""When to try again by oneself: longer after each failure, and never all laptops of a council at once."""

from sync.engine.errors import Busy, ClientTooOld, DeviceRevoked
from sync.protocol.trouble import Trouble

FIRST_SECONDS = 5.0
LONGEST_SECONDS = 900.0


def in_a_row(before: int, error: Exception) -> int:
    """How many tries in a row have failed with this one: what brought something on before it broke begins a new row."""
    return 1 if isinstance(error, Trouble) and error.brought else before + 1


def delay(failures: int, random: float, error: Exception | None = None) -> float:
    """Seconds to wait after so many failures in a row (from 1). `random` is from 0 to 1 and spreads the second half of the wait.

    A server that said when to come again is not asked sooner, and asked every LONGEST_SECONDS at least. One whose answer only people
    can change, by an update or at the council, is asked as seldom as any from the first time on.
    """
    longest = min(FIRST_SECONDS * 2.0 ** min(failures - 1, 16), LONGEST_SECONDS)
    if isinstance(error, ClientTooOld | DeviceRevoked):
        longest = LONGEST_SECONDS
    told = min(error.seconds, LONGEST_SECONDS) if isinstance(error, Busy) else 0.0
    return told + longest * (0.5 + random / 2)
