"""Which words two people added and took out, compared with what both began from."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

How = Literal["same", "added", "taken"]
_WORD = re.compile(r"\w[\w’'-]*\s*|[^\w\s]+\s*|\s+")


class Piece(NamedTuple):
    """Some words in a row. `how` they stand to the text before: the same, added, or taken out."""

    text: str
    how: How


def pieces(base: str, text: str) -> tuple[Piece, ...]:
    """`text` with what was taken out of `base` standing where it stood."""
    before, after = _WORD.findall(base), _WORD.findall(text)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("".join(after[k:m]), "same"))
            continue
        if j > i:
            found.append(Piece(_spaced(before[i:j]), "taken"))
        if m > k:
            found.append(Piece("".join(after[k:m]), "added"))
    return tuple(found)


def words_of(found: tuple[Piece, ...], how: Literal["added", "taken"]) -> list[str]:
    """The added or the taken out, each run of words by itself."""
    return [piece.text.strip() for piece in found if piece.how == how]


def _spaced(words: list[str]) -> str:
    """Words that ended their text are followed by others now."""
    text = "".join(words)
    return text if text[-1:].isspace() else f"{text} "
