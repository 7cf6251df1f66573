"""`doorstep --self-test DIR`: whether this installation has everything it needs. Every part does its work once, in a folder given for it.

A vault is made and opened, a note saved and found again, the form compiled, a page printed, the unlock window shown. Says nothing
and ends with status 0, or ends with the error that it met.
"""

import os
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.clock import SystemClock
from desktop.ids import Ids
from desktop.vault import folder as places
from desktop.vault.passphrase import suggest
from desktop.vault.slots import Means
from desktop.vault.vault import Vault
from sync.protocol import crypto, recovery, trust

_WORKER, _DEVICE, _COUNCIL = "self.test", "self-test", "selftest"
_TEXT = "A note that is found again."


class SelfTestFailed(Exception):
    """A part did something else than it should. Carries the part's name."""


def run(root: Path) -> int:
    """Use every part once, leaving a vault under `root`. The exit status."""
    _keep_and_find(root)
    _compile_form()
    _print()
    _be_ready_to_sync()
    _show_unlock_window(root)
    return 0


def _keep_and_find(root: Path) -> None:
    from desktop.store.session import Store
    from desktop.store.settings import Identity
    from sync.records.ids import id_text, stream_id
    from sync.records.note import Note

    clock = SystemClock()
    passphrase = suggest(os.urandom)
    ids = Ids(clock.now, os.urandom)
    vault, keys = Vault.create(
        places.new_folder(root, _COUNCIL, os.urandom),
        council_json=_bundle(),
        user=_WORKER,
        device=_DEVICE,
        initials="ST",
        passphrase=passphrase,
        means=Means(clock),
    )
    identity = Identity(_COUNCIL, _WORKER, "Self Test", _DEVICE, 1, Ed25519PrivateKey.generate().private_bytes_raw())
    store = Store.create(vault.database, keys.database, identity, clock, ids, os.urandom)
    family = id_text(ids.new())
    with store.writing(_WORKER) as session:
        session.begin_family(family)
        session.add(Note(id=id_text(ids.new()), stream=stream_id(family, Note.compartment), text=_TEXT))
    store.seal_open()
    found = store.find("note found")
    store.close()
    opened = vault.unlock(passphrase)
    vault.close()
    if len(found) != 1 or opened.database != keys.database:
        raise SelfTestFailed("store")


def _compile_form() -> None:
    from desktop.casework.library import Library
    from desktop.ui.tokens import RESOURCES

    if not Library(RESOURCES / "forms").latest("eha").digest:
        raise SelfTestFailed("forms")


def _print() -> None:
    from desktop.reports.assessment import assessment_pdf
    from desktop.reports.document import AssessmentDocument, Copy, Worker

    page = AssessmentDocument(
        council="Self test", family="Nobody", reference="SELF-TEST", version=1, lead=Worker(name="Self Test")
    )
    if not assessment_pdf(page, Copy.FAMILY, date(2026, 1, 1)).startswith(b"%PDF"):
        raise SelfTestFailed("reports")


def _be_ready_to_sync() -> None:
    from sync.engine.transport import Transport

    with Transport("https://self-test.invalid"):
        pass


def _show_unlock_window(root: Path) -> None:
    from PySide6.QtWidgets import QApplication

    import desktop.app.desk_window  # noqa: F401  (what unlocking imports must be here too)
    from desktop.app import build

    doorstep = build(["--root", str(root)])
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    QApplication.processEvents()
    doorstep.quit()
    if len(windows) != 1:
        raise SelfTestFailed("window")


def _bundle() -> bytes:
    """The signed bundle of a council that lasts as long as this test."""
    root = Ed25519PrivateKey.generate()
    public = recovery.public_key(os.urandom(crypto.MASTER_BYTES))
    signing = crypto.public_bytes(root)
    bundle = trust.TrustBundle(
        n=1,
        council=_COUNCIL,
        name="Self test",
        servers=("https://self-test.invalid",),
        root=signing,
        recovery=(trust.RecoveryKey(recovery.key_id(public), public),),
        ingest=crypto.hybrid_public(os.urandom(crypto.MASTER_BYTES), "doorstep/ingest-key/1"),
        receipt=signing,
        order=signing,
        forms=signing,
    )
    return trust.sign(bundle, root)
