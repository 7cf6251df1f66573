"""Sentences of a narrative, with the white space before each, so that the exact text can be put together again.

Splitting too little only asks a person more often; splitting too much would let a machine join two halves of one sentence. So where
a full stop is doubtful (Dr. Khan, 3 p.m. Monday, inside a quotation or brackets, a wrapped line), there is no boundary.
"""

import re
from dataclasses import dataclass

_ABBREVIATION = re.compile(
    r"[^\W\d]|mr|mrs|ms|mx|dr|prof|rev|st|sr|jr|vs|etc|eg|ie|cf|approx|dept|ext|tel|min|max|hrs?|wks?|yrs?|mths?|appt|re"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|thurs?|fri|sat|sun|\S*\.\S*\D"
)
_STOP = re.compile(r"(?<![.!?])[.!?]++[\"”’')\]]*+(?=\s|$)")
_BEGINNING = re.compile(r"[ \t]+[\"“‘'(\[]*(\S)")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*+\n")
_BULLET = re.compile(r"[ \t]*([-*•–—]|\d{1,2}[.)])[ \t]")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
WRAPPED = 50
"""A line shorter than this was ended by its author; a longer one may have been wrapped by a mail program."""


@dataclass(frozen=True)
class Sentence:
    """A sentence without outer white space, and the white space before it."""

    text: str
    gap: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in canonical form; white space after the last one is dropped."""
    found = []
    start = 0
    for end in [*_boundaries(text), len(text)]:
        piece = text[start:end]
        if bare := piece.strip():
            found.append(Sentence(bare, piece[: piece.index(bare)]))
            start = end
    return found


def _boundaries(text: str) -> list[int]:
    """Where sentences end, in order."""
    stops = _stops(text)
    inside = {at for at in stops if _begins(text, at)}
    lines = {end.start() for end in _LINE_END.finditer(text) if end.start() in stops or _line_ends(text, end)}
    return sorted(inside | lines)


def _stops(text: str) -> set[int]:
    """Where a full stop, question or exclamation mark ends what came before it."""
    return {stop.end() for stop in _STOP.finditer(text) if _is_end(text, stop)}


def _is_end(text: str, stop: re.Match[str]) -> bool:
    start = stop.start()
    if stop[0].startswith("..") or _is_abbreviation(text, stop):
        return False
    before = text[text.rfind("\n\n", 0, start) + 1 : stop.end()]
    return before.count('"') % 2 == 0 and all(before.count(left) <= before.count(right) for left, right in _PAIRS)


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    if not stop[0].startswith("."):
        return False
    start = stop.start()
    word = text[max(text.rfind(space, 0, start) for space in (" ", "\n", "\t")) + 1 : start].lower().lstrip("\"“‘'([")
    following = _BEGINNING.match(text, stop.end())
    if word in ("no", "nos"):
        return following is not None and following[1].isdigit()
    return not word or _ABBREVIATION.fullmatch(word) is not None


def _begins(text: str, at: int) -> bool:
    """Whether what follows on the line looks like the beginning of a sentence."""
    following = _BEGINNING.match(text, at)
    return following is not None and (following[1].isupper() or following[1].isdigit())


def _line_ends(text: str, end: re.Match[str]) -> bool:
    """Whether a line without a full stop is a sentence of its own."""
    line = text[text.rfind("\n", 0, end.start()) + 1 : end.start()]
    following = text[end.end() :].partition("\n")[0]
    if not line.strip() or not following.strip() or _BULLET.match(following):
        return True
    return len(line) < WRAPPED and not following.lstrip()[0].islower()
