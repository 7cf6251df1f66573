"""What the council must be told when the vault's recovery slot is new: after a recovery, and under a later council.json (F4, F5, F6)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.session import Store
    from desktop.vault.keys import DatabaseKeys
    from desktop.vault.vault import Vault

VAULT_EPOCH = "vault_epoch"
"""A setting: the vault's epoch that the council knows of, or is to be told of with the next number."""


def note(vault: "Vault", store: "Store") -> None:
    """Leave for the next sync what the council must be told. Cut between two steps, it is done again."""
    from desktop.app.line import RECOVERY_COPY
    from desktop.store.settings import NEEDS_NEW_NUMBER

    store.put_setting(RECOVERY_COPY, vault.recovery_copy().decode())
    store.put_setting(NEEDS_NEW_NUMBER, value=True)
    store.put_setting(VAULT_EPOCH, vault.epoch)


def believe(vault: "Vault", store: "Store", keys: "DatabaseKeys") -> None:
    """Have the vault keep a council.json that came with a sync."""
    from desktop.store import beliefs

    def take(council_json: bytes) -> None:
        vault.keep_bundle(council_json, keys)
        note(vault, store)

    beliefs.hand_over(store, take)
