"""Prose of invented words that packs about as English does: a few words are most of the text, as Zipf found."""

from collections.abc import Iterator
from itertools import accumulate, product
from random import Random

_COMMON = """
the to and a of in was that it for with on is he she they not at but her his this said had from about when have has
mum dad school home week again nursery worker sleep more been their after before family baby feels agreed asked
"""
_BEGINNINGS = ["b", "d", "f", "g", "l", "m", "p", "r", "s", "t", "w", "br", "cl", "st", "th"]
_SYLLABLES = ["".join(parts) for parts in product(_BEGINNINGS, "aeiou", ["", "n", "r"])]
_INVENTED = {1: 20, 2: 200, 3: 700}  # how many words of so many syllables: the longer the rarer
_SHIFT = 1  # the commonest words of real text are less common than Zipf's plain law has them


class Prose:
    """The same sentences in the same order for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._words = list(_words())
        self._weights = list(accumulate(1 / (rank + _SHIFT) for rank in range(len(self._words))))

    def text(self, length: int) -> str:
        """About so many characters of whole sentences, ended by a full stop."""
        text = ""
        while len(text) < length:
            text += f"{self._sentence()} "
        return text[: length - 1].rstrip(" .") + "."

    def _sentence(self) -> str:
        words = self.random.choices(self._words, cum_weights=self._weights, k=self.random.randint(6, 16))
        return f"{' '.join(words).capitalize()}."


def _words() -> Iterator[str]:
    """The vocabulary, the commonest first."""
    yield from _COMMON.split()
    random = Random(0)
    for syllables, count in _INVENTED.items():
        yield from {"".join(random.choices(_SYLLABLES, k=syllables)): None for _ in range(count)}
