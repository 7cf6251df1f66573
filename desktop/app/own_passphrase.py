"""Choosing and changing a passphrase: five words, how hard one is to guess, and the open vault's own (P4).

The libraries are read only when somebody chooses: unlocking needs neither.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.ui.ports import Strength

if TYPE_CHECKING:
    from desktop.ids import RandomBytes
    from desktop.vault.vault import Vault

_ENOUGH = 4


def suggest(random: "RandomBytes") -> str:
    """Five ordinary words."""
    from desktop.vault import passphrase

    return passphrase.suggest(random)


def strength(typed: str, known: Sequence[str]) -> Strength:
    """How hard it is to guess; `known` are names that a guesser would try."""
    from desktop.vault.passphrase import weakness

    why = weakness(typed, known)
    if why is None:
        return Strength(_ENOUGH, enough=True)
    return Strength(min(_ENOUGH - 1, len(typed) // 5), enough=False, code="short" if why == "short" else "common")


class VaultPassphrase:
    """That of the vault that is open. Implements `ports.OwnPassphrase`."""

    def __init__(self, vault: "Vault", random: "RandomBytes", known: Sequence[str]) -> None:
        self._vault, self._random, self._known = vault, random, known

    def suggest_words(self) -> str:
        return suggest(self._random)

    def strength(self, passphrase: str) -> Strength:
        return strength(passphrase, self._known)

    def change(self, old: str, new: str) -> None:
        self._vault.change_passphrase(old, new)
