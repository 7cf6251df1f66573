"""The visit hold: for how long a hidden screen keeps its keys, and the short PIN that shows it again (security.md, "The lock").

The PIN guards a screen, not the records: those are under the passphrase, and the keys leave with the process. It is asked for at most as
often as the council allows, and never after its minutes: then only the passphrase helps.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from desktop.ui.widgets.caret import Kept


@dataclass(frozen=True)
class HoldRules:
    """The council's bounds: digits of a PIN, wrong tries, and minutes since the last passphrase."""

    least: int = 4
    most: int = 8
    tries: int = 3
    minutes: int = 60


class Hold:
    """Made when the passphrase was given. Nothing of it shows what the PIN is."""

    def __init__(self, now: Callable[[], float], rules: HoldRules = HoldRules()) -> None:
        """`now`: seconds of a clock that does not stop in sleep."""
        self._now = now
        self.rules = rules
        """Those of the release, until the council's are read."""
        self._unlocked_at = now()
        self._salt = self._digest = ""
        self._wrong = 0

    @property
    def has_pin(self) -> bool:
        return bool(self._digest)

    @property
    def left_s(self) -> float:
        """Seconds in which the keys may still be kept."""
        return max(0.0, self.rules.minutes * 60 - (self._now() - self._unlocked_at))

    @property
    def ready(self) -> bool:
        """Whether the screen may be hidden and shown again without the passphrase."""
        return self.has_pin and self.left_s > 0 and self.tries_left > 0

    @property
    def tries_left(self) -> int:
        return self.rules.tries - self._wrong

    def takes(self, pin: str) -> bool:
        """Whether this is a PIN that the council allows: digits, not all of them the same."""
        fits = self.rules.least <= len(pin) <= self.rules.most
        return fits and pin.isascii() and pin.isdigit() and len(set(pin)) > 1

    def set_pin(self, pin: str) -> None:
        """Use this one from now on."""
        self._salt = secrets.token_hex(16)
        self._digest = _digest(pin, self._salt)
        self._wrong = 0

    def opens(self, pin: str) -> bool:
        """Whether the PIN is right, in time, and not tried too often."""
        if not self.ready:
            return False
        if hmac.compare_digest(_digest(pin, self._salt), self._digest):
            self._wrong = 0
            return True
        self._wrong += 1
        return False

    def forget(self) -> None:
        """The visit is over: so is its PIN."""
        self._salt = self._digest = ""
        self._wrong = 0

    def keep(self) -> Kept:
        """For the vault: the same PIN holds for the rest of the visit, once the passphrase was given again."""
        return {"salt": self._salt, "digest": self._digest}

    def resume(self, kept: Kept) -> None:
        self._salt, self._digest = kept["salt"], kept["digest"]


def _digest(pin: str, salt: str) -> str:
    return hashlib.blake2b(pin.encode(), key=bytes.fromhex(salt)).hexdigest()
