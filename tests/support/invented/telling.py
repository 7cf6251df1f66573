"""Sentences from templates, none of more than eight words ever told twice by one teller."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from tests.support.invented.words import material

LONG = 8  # words; a longer sentence is never repeated, a shorter one may be: "Tea was on."
_SLOT = re.compile(r"\{(\w+)\}")
_ENDS = re.compile(r"(?<=[.?!])[”]?\s+|\n")
_PATIENCE = 60

Names = Mapping[str, str]
"""What a family puts into templates: c a child, a an adult, g who helps, s the school, and their pronouns."""


class NothingLeftToSay(Exception):
    """Every draw from these templates had been told before: they need more words."""


class Teller:
    """Draws templates and words from a seeded source, each template of a deck once before any comes again.

    One that `remembers` never tells a long sentence twice; one that does not is for heaps.
    """

    def __init__(self, random: Random, *, remembers: bool = True) -> None:
        self.random = random
        self._remembers = remembers
        self._told: set[str] = set()
        self._decks: dict[tuple[str, ...], list[str]] = {}

    def tell(self, templates: Sequence[str], names: Names) -> str:
        """A text from one of the templates."""
        return self.choose(templates, names)[1]

    def choose(self, templates: Sequence[str], names: Names) -> tuple[str, str]:
        """The same, with the template it came from. Raises NothingLeftToSay."""
        for _ in range(_PATIENCE):
            template = self._drawn(tuple(templates))
            text = self._filled(template, names)
            if not self._remembers:
                return template, text
            long = [sentence for sentence in sentences(text) if is_long(sentence)]
            if self._told.isdisjoint(long):
                self._told.update(long)
                return template, text
        raise NothingLeftToSay(templates[0])

    def _drawn(self, templates: tuple[str, ...]) -> str:
        deck = self._decks.setdefault(templates, [])
        if not deck:
            deck += self.random.sample(templates, len(templates))
        return deck.pop()

    def _filled(self, template: str, names: Names) -> str:
        choice = self.random.choice
        slots = _slots()
        pieces = list(_pieces(template))
        for index in range(1, len(pieces), 2):
            slot = pieces[index]
            pieces[index] = names[slot] if slot in names else choice(slots[slot])
        text = "".join(pieces)
        if "{" in text:
            return self._filled(text, names)
        return _capitalised(text)


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _ENDS.split(text) if sentence.strip()]


def is_long(sentence: str) -> bool:
    return sentence.count(" ") >= LONG


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


@cache
def _pieces(template: str) -> tuple[str, ...]:
    """Text, slot, text, slot, …, text."""
    return tuple(_SLOT.split(template))


@cache
def _slots() -> dict[str, list[str]]:
    slots: dict[str, list[str]] = material("stories")["slots"]
    return slots
