"""Names as they are compared: without what people write differently, by how they sound, and with their other forms (Katie, Kate, Katarzyna)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby


def plain(text: str) -> str:
    """Text without accents, case, hyphens, apostrophes or double spaces."""
    if text.isascii():  # most is
        return " ".join(text.lower().translate(_PLAIN).split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


@lru_cache(4096)  # of a council's names most come again
def sound(name: str) -> str:
    """How a plain name sounds, roughly: its first sound, then its consonants, none twice running. "" for a name without a Latin letter."""
    letters = name
    for written, heard in _HEARD:
        letters = letters.replace(written, heard)
    letters = "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
    if not letters:
        return ""
    sounds = "".join(sound for sound, _same in groupby(letters.translate(_SOUNDS)))
    return sounds[0] + "".join(sound for sound in sounds[1:] if sound != _VOWEL)


@dataclass(frozen=True)
class Variants:
    """Which first names are one name."""

    lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The lines of the table in which a plain name stands."""
    first: tuple[str, ...] = ()
    """The plain name that each line begins with."""

    def are_one(self, one: str, other: str) -> bool:
        """Whether two plain names stand in one line."""
        return bool(self.lines.get(one, frozenset()) & self.lines.get(other, frozenset()))

    def of(self, name: str) -> frozenset[str]:
        """The names that a plain name is filed under: the first of each of its lines, else itself."""
        return frozenset(self.first[line] for line in self.lines.get(name, ())) or frozenset({name})


def read_variants(table: str) -> Variants:
    """The table of `resources/frameworks/first_names.txt`: a line for names that are one, between commas; # begins a remark."""
    lines: dict[str, frozenset[int]] = {}
    first: list[str] = []
    for line in table.splitlines():
        names = [name for name in map(plain, line.partition("#")[0].split(",")) if name]
        for name in names:
            lines[name] = lines.get(name, frozenset()) | {len(first)}
        first += names[:1]
    return Variants(lines, tuple(first))


# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"-": " ", "'": "", "’": "", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"}
)
_VOWEL = "a"
_HEARD = (
    ("sch", "s"), ("sz", "s"), ("cz", "s"), ("rz", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("gh", "g"),
    ("kn", "n"), ("wr", "r"), ("th", "t"), ("dh", "d"), ("kh", "k"), ("qu", "kw"), ("x", "ks"),
)  # fmt: skip
_SOUNDS = str.maketrans(
    "aeiouyhbpvwfcgjkqszdtmnlrx", "a" * 7 + "bb" + "fff" + "kkkkk" + "ss" + "tt" + "nn" + "l" + "r" + "k"
)
