"""A later council.json that came with a manifest (F5): kept in the store, since the vault takes it only where its keys are, at the next unlock."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.vault.errors import NotWritten, VaultDamaged
from sync.protocol import trust

if TYPE_CHECKING:
    from desktop.store.session import Store

LATER = "council_json"
"""A setting: council.json as its root signed it, until the vault has it."""


def held(store: "Store", in_vault: trust.TrustBundle) -> trust.TrustBundle:
    """The latest of this laptop: in the vault, or on its way there."""
    later = store.setting(LATER)
    if isinstance(later, str):
        with suppress(trust.BundleRefused):
            return trust.verify(later.encode(), in_vault)
    return in_vault


def keep(store: "Store", in_vault: trust.TrustBundle, council_json: str) -> None:
    """Keep one that is later than what is held and that it vouches for; any other is passed over, and what is held stands."""
    before = held(store, in_vault)
    with suppress(trust.BundleRefused):
        if trust.verify(council_json.encode(), before).n > before.n:
            store.put_setting(LATER, council_json)


def hand_over(store: "Store", take: Callable[[bytes], object]) -> None:
    """Give what came to the vault, which `take`s it under its keys. A full disk leaves it for the next unlock."""
    later = store.setting(LATER)
    if isinstance(later, str):
        with suppress(NotWritten, VaultDamaged):
            with suppress(trust.BundleRefused):
                take(later.encode())
            store.put_setting(LATER, None)
