"""Choosing a passphrase (P4): five ordinary words are offered, and one's own is judged by how many guesses it would take.

The libraries are read only when somebody chooses: unlocking needs neither.
"""

from collections.abc import Sequence
from typing import Literal

from desktop.ids import RandomBytes

FEWEST_CHARACTERS = 12
FEWEST_GUESSES = 10**14
_WORDS = 5
_JUDGED = 72  # characters; zxcvbn takes no more, and a longer one is long enough

Weakness = Literal["short", "guessable"]


def suggest(random: RandomBytes) -> str:
    """Five of the 1,024 words of SLIP-39: 50 bits that can be remembered and typed."""
    from shamir_mnemonic.wordlist import WORDLIST

    return " ".join(WORDLIST[int.from_bytes(random(2), "big") % len(WORDLIST)] for _ in range(_WORDS))


def weakness(passphrase: str, known: Sequence[str]) -> Weakness | None:
    """Why a passphrase is too weak, if it is. `known` are names a guesser would try: the council's, the worker's."""
    if len(passphrase) < FEWEST_CHARACTERS:
        return "short"
    from zxcvbn import zxcvbn

    names = [*known, *(part for name in known for part in name.split())]
    guesses = zxcvbn(passphrase[:_JUDGED], user_inputs=names)["guesses"]
    return "guessable" if guesses < FEWEST_GUESSES else None
