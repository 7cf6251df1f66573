"""A laptop that has just been started, in a process of its own: how long its pull takes, and how much memory."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.clock import SystemClock
from desktop.ids import Ids
from desktop.store.replica import StoreReplica
from desktop.store.session import Store
from sync.engine.engine import sync
from sync.engine.transport import Signer, Transport
from sync.protocol.messages import Manifest
from sync.protocol.trust import TrustBundle
from tests.bench.empty_window import peak_kilobytes
from tests.bench.own_process import called
from tests.support.laptops import VERSION, Laptop


@dataclass(frozen=True)
class Pull:
    """`grown` is the most memory that the process had meanwhile over what it had before, in MiB. Bytes are of bodies alone."""

    seconds: float
    grown: float
    bytes: int


@dataclass(frozen=True)
class _Switched:
    """A laptop that is switched off, as it can be handed to another process."""

    url: str
    database: Path
    key: bytes
    device: str
    signing_key: bytes
    bundle: TrustBundle


def a_pull(laptop: Laptop) -> Pull:
    """The first sync of a laptop that holds nothing yet, its connection open."""
    laptop.store.close()
    off = _Switched(
        laptop.url,
        laptop.path,
        laptop.key,
        laptop.device,
        laptop.signing_key.private_bytes_raw(),
        laptop.central.bundle,
    )
    try:
        return called(_pull, off)
    finally:
        laptop.open()


def _pull(off: _Switched) -> Pull:
    clock = SystemClock()
    store = Store.open(off.database, off.key, clock, Ids(clock.now))
    signer = Signer(off.device, Ed25519PrivateKey.from_private_bytes(off.signing_key), time.time, os.urandom)
    with Transport(off.url, signer) as transport:
        transport.get("/v1/manifest", Manifest)
        had, begun = peak_kilobytes(), time.perf_counter()
        report = sync(StoreReplica(store, os.urandom, off.bundle), transport, VERSION)
        took = time.perf_counter() - begun
    store.close()
    return Pull(took, (peak_kilobytes() - had) / 1024, report.bytes_received)
