"""Making the two slots of a header: one for the worker's passphrase, one for the council's help desk (F4)."""

import os
from dataclasses import dataclass, field

from desktop.clock import Clock
from desktop.ids import RandomBytes
from desktop.vault.disk import Disk
from desktop.vault.header import Facts, PassphraseSlot, RecoverySlot, bound_facts
from desktop.vault.keys import calibrated_passes, new_stretching, stretch, wrap
from sync.protocol import recovery, trust
from sync.protocol.codes import RECOVERY_SECRET_BYTES
from sync.protocol.crypto import derive


@dataclass(frozen=True)
class Means:
    """What a vault is handed. `passes` are Argon2id's; without, as many as take half a second on this machine."""

    clock: Clock
    random: RandomBytes = os.urandom
    passes: int | None = None
    disk: Disk = field(default_factory=Disk)


def passphrase_slot(key: bytes, passphrase: str, facts: Facts, means: Means) -> PassphraseSlot:
    """The database key under a passphrase, with fresh parameters."""
    passes = means.passes or calibrated_passes(means.clock.boottime)
    how = new_stretching(passes, means.random)
    return PassphraseSlot(how, wrap(key, stretch(passphrase, how), bound_facts(facts), means.random))


def recovery_slot(key: bytes, bundle: trust.TrustBundle, facts: Facts, means: Means) -> RecoverySlot:
    """The database key under a new secret of this laptop, which is sealed to the council and kept nowhere else."""
    secret = means.random(RECOVERY_SECRET_BYTES)
    to = bundle.recovery[0]
    return RecoverySlot(
        to.key_id,
        recovery.seal_secret(to.public, secret, facts.council, facts.device),
        wrap(key, recovery_key(secret, facts), bound_facts(facts), means.random),
    )


def recovery_key(secret: bytes, facts: Facts) -> bytes:
    """The key behind a recovery secret; another laptop's secret gives nothing here."""
    return derive(secret, f"doorstep/recovery-slot-key/1/{facts.device}")
