"""A council's trust bundle without a council, and its order key."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol import crypto, recovery
from sync.protocol.trust import RecoveryKey, TrustBundle

COUNCIL = "northmere"
ORDER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RECEIPT_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
_SEALING = recovery.public_key(bytes(range(32)))

BUNDLE = TrustBundle(
    n=1,
    council=COUNCIL,
    name="Northmere Council",
    servers=("https://northmere.example",),
    root=crypto.public_bytes(ORDER_KEY),
    recovery=(RecoveryKey(recovery.key_id(_SEALING), _SEALING),),
    ingest=_SEALING,
    receipt=crypto.public_bytes(RECEIPT_KEY),
    order=crypto.public_bytes(ORDER_KEY),
    forms=crypto.public_bytes(ORDER_KEY),
)
