"""What an operator does to have values taken out under authority, and to hold a family against it (F3)."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol import canonical
from sync.records.types import instant_text
from sync.server import access, council, redacting, redaction_requests
from sync.server.certifying import Certifier
from sync.server.council_desk import CouncilDesk
from sync.server.operators import Desk, NoSuchFamily


class _Rehearsed(Exception):
    """Undoes what was done to see what it would do."""

    def __init__(self, done: redacting.Done) -> None:
        super().__init__()
        self.done = done


def redact(
    desk: Desk,
    wish: redaction_requests.Wish,
    order_key: Ed25519PrivateKey,
    certifier: Certifier,
    ledger: Path,
    *,
    is_rehearsal: bool = False,
) -> redacting.Done:
    """Take values out for good, in this operator's name (F3). A rehearsal says what would go, and changes nothing.

    Raises:
        NotAManager: the operator is not known to the council as a manager.
        NothingThere, NotAskedFor, OnePerson, OnHold: nothing was taken out.
    """
    try:
        with desk.act("redact", f"{wish.family} {wish.id}") as connection:
            desk.require_manager(connection)
            this, now = council.load(connection), desk.now()
            writer = CouncilDesk(this, desk.operator, order_key, certifier, desk.random, now)
            at = instant_text(now)
            done = redacting.Redacting(connection, this, writer, at).carry_out(wish, None if is_rehearsal else ledger)
            access.name_to_members(connection, desk.operator, wish.family, at)
            if is_rehearsal:
                raise _Rehearsed(done)
            return done
    except _Rehearsed as rehearsed:
        return rehearsed.done


def hold(desk: Desk, family: str, why: str, until: str | None) -> None:
    """Hold a family for a court or an inquiry: until it is lifted, or that day has passed, nothing of it is taken out (F3).

    Raises:
        NoSuchFamily: the family was never synced.
    """
    said = {"who": desk.operator, "why": why, "until": until}
    _hold(desk, "hold", family, canonical.encode(said).decode())


def lift_hold(desk: Desk, family: str) -> None:
    """Hold it no longer.

    Raises:
        NoSuchFamily: the family was never synced.
    """
    _hold(desk, "lift-hold", family, None)


def _hold(desk: Desk, act: str, family: str, value: str | None) -> None:
    with desk.act(act, family) as connection:
        if not redaction_requests.hold(connection, family, value):
            raise NoSuchFamily
