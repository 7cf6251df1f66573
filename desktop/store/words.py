"""The words of a query and of a text, split and folded as FTS5's `unicode61 remove_diacritics 2` does: letters and digits, without
case and accents. Pure."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
_BEFORE, _AFTER = 6, 24  # words of a snippet before and after the first that was found
_SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Hit:
    """One narrative in which every word was found. `marks` are (start, end) positions in `snippet`."""

    family: str
    stream: str
    kind: str
    record: str
    field: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Words:
    """What somebody typed to find: whole words, and perhaps the beginning of one."""

    whole: frozenset[str]
    beginning: str

    @classmethod
    def of(cls, typed: str) -> "Words":
        """The words of a query. The last one is a beginning until something is typed after it."""
        found = [fold(match.group()) for match in _WORD.finditer(typed)]
        unfinished = found and typed[-1:].isalnum() and len(found[-1]) >= _SHORTEST_BEGINNING
        beginning = found.pop() if unfinished else ""
        return cls(frozenset(found), beginning)

    def __bool__(self) -> bool:
        return bool(self.whole or self.beginning)

    def query(self) -> str:
        """The words for FTS5, each quoted, so that none is an operator."""
        quoted = [f'"{word}"' for word in sorted(self.whole)]
        return " ".join([*quoted, f'"{self.beginning}"*'] if self.beginning else quoted)

    def snippet(self, text: str) -> tuple[str, tuple[tuple[int, int], ...]] | None:
        """The part of a text around the first word found, and where in it the words are; None if some word is not in the text."""
        words = list(_WORD.finditer(text))
        folded = [fold(match.group()) for match in words]
        found = [i for i, word in enumerate(folded) if word in self.whole or self._begins(word)]
        if not self.whole <= set(folded) or (self.beginning and not any(self._begins(folded[i]) for i in found)):
            return None
        first, last = max(0, found[0] - _BEFORE), min(len(words), found[0] + _AFTER) - 1
        start = words[first].start() if first else 0
        end = words[last].end() if last < len(words) - 1 else len(text)
        opening, closing = "…" if start else "", "…" if end < len(text) else ""
        shift = len(opening) - start
        marks = tuple((words[i].start() + shift, words[i].end() + shift) for i in found if first <= i <= last)
        return opening + text[start:end] + closing, marks

    def _begins(self, word: str) -> bool:
        return bool(self.beginning) and word.startswith(self.beginning)


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(plain)).lower()
