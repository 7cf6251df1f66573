"""A council with all its keys, for tests that need somebody to trust."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from desktop.ids import seeded
from sync.protocol import crypto, recovery, trust
from sync.protocol.trust import Phone, RecoveryKey, TrustBundle


@dataclass(frozen=True)
class Council:
    """Its offline keys, and the bundle that names them."""

    root: Ed25519PrivateKey
    master: bytes
    bundle: TrustBundle

    @property
    def json(self) -> bytes:
        """council.json as signed by the root."""
        return trust.sign(self.bundle, self.root)

    def later(self, **changes: object) -> TrustBundle:
        """The next bundle."""
        return replace(self.bundle, n=self.bundle.n + 1, **changes)


def a_council(seed: int = 1, name: str = "northmere") -> Council:
    """The same keys for the same seed."""
    random = seeded(seed)
    root, receipt, order, forms = (Ed25519PrivateKey.from_private_bytes(random(32)) for _ in range(4))
    master, ingest = random(32), random(32)
    bundle = TrustBundle(
        n=1,
        council=name,
        name=f"{name.title()} Council",
        servers=("https://central.example.org",),
        root=crypto.public_bytes(root),
        recovery=(a_recovery_key(master),),
        ingest=crypto.hybrid_public(ingest, "doorstep/ingest-key/1"),
        receipt=crypto.public_bytes(receipt),
        order=crypto.public_bytes(order),
        forms=crypto.public_bytes(forms),
        phones=(Phone("Front door", "01632 960000"),),
    )
    return Council(root, master, bundle)


def a_recovery_key(master: bytes) -> RecoveryKey:
    """The public half of a recovery master."""
    public = recovery.public_key(master)
    return RecoveryKey(recovery.key_id(public), public)
