"""The gate of practice: its vault lies apart from all real ones, is made from a file when it is first unlocked, and its passphrase is shown."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.gate import COUNCIL_NAME, ROLE, TEAM, LaptopGate
from desktop.clock import Clock
from desktop.ui.ports import VaultChoice
from desktop.vault import folder as places

if TYPE_CHECKING:
    from desktop.ids import RandomBytes
    from desktop.store.session import Store
    from sync.protocol.trust import Phone

FOLDER = ".practice"
"""Under the folder of all vaults, one deeper than they lie: no search for vaults finds it."""

PASSPHRASE = "kettle purple ladder harbour anchor"  # noqa: S105  (shown on the page, and the key to nothing real)
_USER, _NAME, _TEAM = "jo.ellery", "Jo Ellery", "North team"
_RESOURCES = Path(__file__).resolve().parents[3] / "resources"


class PracticeGate(LaptopGate):
    """Implements `ui.ports.Gate`."""

    def __init__(self, root: Path, clock: Clock, random: "RandomBytes", passes: int | None = None) -> None:
        """`root` is the folder of all vaults."""
        super().__init__(root / FOLDER, clock, random, PASSPHRASE, passes)
        self._real = root

    def begin_anew(self) -> None:
        """Take what was practised before away; nothing of it was real."""
        if self._root.is_dir() and not self._root.is_symlink():
            shutil.rmtree(self._root)

    def vaults(self) -> Sequence[VaultChoice]:
        """There is always one to unlock: it is made when that is tried."""
        return super().vaults() or [VaultChoice("", "")]

    def unlock(self, passphrase: str, folder_id: str | None = None) -> None:
        if not super().vaults():
            self._make_practice()
        super().unlock(passphrase, None)

    def _make_practice(self) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from desktop.app.practice.council import COUNCIL, NAME, council_json
        from desktop.app.recovering import VAULT_EPOCH
        from desktop.store.session import Store
        from desktop.store.settings import Identity
        from desktop.vault.vault import Vault
        from sync.records.ids import id_text

        device = id_text(self._ids.new())
        vault, keys = Vault.create(
            places.new_folder(self._root, COUNCIL, self._random),
            council_json=council_json(self._phones()),
            user=_USER,
            device=device,
            initials="JE",
            passphrase=PASSPHRASE,
            means=self._means(),
        )
        identity = Identity(COUNCIL, _USER, _NAME, device, 1, Ed25519PrivateKey.generate().private_bytes_raw())
        first = {COUNCIL_NAME: NAME, TEAM: _TEAM, ROLE: "practitioner", VAULT_EPOCH: vault.epoch}
        store = Store.create(vault.database, keys.database, identity, self._clock, self._ids, self._random, first=first)
        try:
            self._lay_family(store)
        finally:
            store.close()
            vault.close()

    def _lay_family(self, store: "Store") -> None:
        from random import SystemRandom

        from desktop.casework.assessments import FORM
        from desktop.casework.first_family import hartley_okoro
        from desktop.casework.invented import Drafts
        from desktop.casework.library import Library

        form = Library(_RESOURCES / "forms").latest(FORM)
        told = json.loads((_RESOURCES / "practice" / "family.json").read_text(encoding="utf-8"))
        written_on = {"form_id": FORM, "form_version": form.version, "form_digest": form.digest}
        family = hartley_okoro(Drafts(self._clock.today(), SystemRandom()), told, written_on)
        with store.writing(_USER) as session:
            session.begin_family(family.id)
            session.add_all(family.rows())

    def _phones(self) -> "Sequence[Phone]":
        """Whom this laptop's own council says to ring: the numbers of a drill are those of the real thing."""
        from desktop.vault.errors import VaultError
        from desktop.vault.vault import Vault

        for folder in places.folders(self._real):
            try:
                with Vault.open(folder, self._means()) as vault:
                    return vault.bundle().phones
            except VaultError:  # damaged, or open in another window: practice goes on without its numbers
                continue
        return ()
