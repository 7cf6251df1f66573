"""Whether somebody may be known already (domain.md 2.5, rule 5): how far two descriptions of people, or of families, are alike, and in what.

Nothing is decided here. Points are added up for what is alike and taken away for what is not; the reasons are told with them, so that whoever
knows the family decides. What is not known counts for nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from rapidfuzz.distance import OSA, JaroWinkler

from sync.rules.names import Variants, plain, sound

POSSIBLE, LIKELY = 50, 75
"""From how many points on two people may be, and probably are, one."""

_FIRST, _SURNAME, _BORN, _POSTCODE, _NUMBER = 25, 30, 30, 20, 60
_OTHER_BORN, _OTHER_NUMBER = -15, -25
_ALIKE = 0.88
"""From which Jaro-Winkler similarity on two names are spelt alike: Hartley and Hartly, not Hartley and Harvey."""


@dataclass(frozen=True)
class Described:
    """A person as far as they are known. Names as they are written; a birth date that is a guess is left out."""

    first_names: tuple[str, ...] = ()
    """First name, and what they are called."""
    surnames: tuple[str, ...] = ()
    """Surname, and earlier ones."""
    born_on: date | None = None
    postcodes: tuple[str, ...] = ()
    nhs_number: str = ""
    upn: str = ""


@dataclass(frozen=True)
class Likeness:
    """How far two are alike, in points, and in what.

    Reasons are codes: same_nhs_number, same_upn, same_born_on, swapped_born_on (day and month), near_born_on (one digit), same_first_name,
    other_form_of_first_name, similar_first_name, same_surname, part_of_surname, similar_surname, swapped_names, same_postcode.
    """

    points: int
    reasons: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Whether somebody should look."""
        return self.points >= POSSIBLE

    @property
    def is_likely(self) -> bool:
        """Whether they probably are one."""
        return self.points >= LIKELY


@dataclass(frozen=True)
class Prepared:
    """A description as it is compared: made once, compared with many."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    parts: frozenset[str]
    """Of double-barrelled surnames too."""
    first_sounds: frozenset[str]
    part_sounds: frozenset[str]
    """How the names sound, where there is enough to hear."""
    born_on: str
    postcodes: frozenset[str]
    nhs_number: str
    upn: str


NOTHING = Likeness(0, ())


def prepare(described: Described) -> Prepared:
    """Make ready to compare."""
    firsts = frozenset(filter(None, map(plain, filter(None, described.first_names))))
    surnames = frozenset(filter(None, map(plain, filter(None, described.surnames))))
    parts = frozenset(part for surname in surnames for part in (surname, *surname.split()))
    return Prepared(
        firsts,
        surnames,
        parts,
        _sounds(firsts),
        _sounds(parts),
        described.born_on.isoformat() if described.born_on else "",
        frozenset(filter(None, map(_packed, described.postcodes))),
        _packed(described.nhs_number),
        _packed(described.upn),
    )


def compare(one: Prepared, other: Prepared, variants: Variants) -> Likeness:
    """How far two people are alike: the same whichever is asked about.

    Whether names are spelt alike is looked at only where something besides names speaks for the two: by itself it never suffices.
    """
    found = [*_numbers(one, other), *_born(one, other)]
    if one.postcodes & other.postcodes:
        found.append((_POSTCODE, "same_postcode"))
    spelling = any(points > 0 for points, _reason in found)
    found += _names(one, other, variants, spelling=spelling)
    return Likeness(sum(points for points, _reason in found), tuple(reason for _points, reason in found if reason))


def compare_families(asked: Sequence[Prepared], known: Iterable[Prepared], variants: Variants) -> Likeness:
    """How far a family that is asked about is like a known one: by the two people that are most alike."""
    pairs = (compare(one, other, variants) for one, other in product(asked, known))
    return max(pairs, key=lambda found: found.points, default=NOTHING)


def keys(prepared: Prepared, variants: Variants) -> frozenset[str]:
    """Under what somebody is filed in an index: who has none of another's keys is not worth comparing with them.

    n: two names by their sound, in no order; d: the birth date, and with day and month swapped; p: postcode; h: NHS number; u: UPN.
    """
    return frozenset(_keys(prepared, variants))


def _keys(prepared: Prepared, variants: Variants) -> Iterator[str]:
    firsts = {sound(form) for first in prepared.first_names for form in variants.of(first)}
    for first, surname in product(firsts, {sound(part) for part in prepared.parts}):
        if first and surname:
            yield "n:" + "/".join(sorted((first, surname)))
    if prepared.born_on:
        year, month, day = prepared.born_on.split("-")
        yield f"d:{year}-" + "-".join(sorted((month, day)))
    for postcode in prepared.postcodes:
        yield f"p:{postcode}"
    for letter, number in (("h", prepared.nhs_number), ("u", prepared.upn)):
        if number:
            yield f"{letter}:{number}"


_Found = tuple[int, str]
"""Points, and the reason's code; "" for what speaks against."""


def _numbers(one: Prepared, other: Prepared) -> Iterator[_Found]:
    for mine, theirs, reason in (
        (one.nhs_number, other.nhs_number, "same_nhs_number"),
        (one.upn, other.upn, "same_upn"),
    ):
        if mine and theirs:
            yield (_NUMBER, reason) if mine == theirs else (_OTHER_NUMBER, "")


def _born(one: Prepared, other: Prepared) -> Iterator[_Found]:
    mine, theirs = one.born_on, other.born_on
    if not (mine and theirs):
        return
    if mine == theirs:
        yield _BORN, "same_born_on"
    elif mine[:4] == theirs[:4] and (mine[5:7], mine[8:]) == (theirs[8:], theirs[5:7]):
        yield _BORN - 8, "swapped_born_on"
    elif OSA.distance(mine.replace("-", ""), theirs.replace("-", ""), score_cutoff=1) == 1:
        yield _BORN - 12, "near_born_on"
    else:
        yield _OTHER_BORN, ""


def _names(one: Prepared, other: Prepared, variants: Variants, *, spelling: bool) -> list[_Found]:
    """In their places, or where that says more, first name for surname."""
    straight = [*_first(one, other, variants, spelling=spelling), *_surname(one, other, spelling=spelling)]
    if one.first_names & other.parts and one.parts & other.first_names:
        swapped: list[_Found] = [(_FIRST + _SURNAME - 5, "swapped_names")]
        return max(straight, swapped, key=_sum)
    return straight


def _sum(found: list[_Found]) -> int:
    return sum(points for points, _reason in found)


def _first(one: Prepared, other: Prepared, variants: Variants, *, spelling: bool) -> Iterator[_Found]:
    mine, theirs = one.first_names, other.first_names
    if mine & theirs:
        yield _FIRST, "same_first_name"
    elif any(variants.are_one(*pair) for pair in product(mine, theirs)):
        yield _FIRST - 5, "other_form_of_first_name"
    elif spelling and (one.first_sounds & other.first_sounds or _are_similar(mine, theirs)):
        yield _FIRST - 10, "similar_first_name"


def _surname(one: Prepared, other: Prepared, *, spelling: bool) -> Iterator[_Found]:
    if one.surnames & other.surnames:
        yield _SURNAME, "same_surname"
    elif one.parts & other.parts:
        yield _SURNAME - 5, "part_of_surname"
    elif spelling and (one.part_sounds & other.part_sounds or _are_similar(one.parts, other.parts)):
        yield _SURNAME - 10, "similar_surname"


def _are_similar(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether any two are spelt alike. Short names that differ in a letter are different names: Lee, Leo."""
    for one, other in product(mine, theirs):
        first, second = sorted((one, other))  # Jaro's measure is not quite the same both ways round
        if min(len(first), len(second)) >= 3 and len(first + second) > 6:
            if JaroWinkler.similarity(first, second, score_cutoff=_ALIKE) > 0:
                return True
            if OSA.distance(first, second, score_cutoff=1) <= 1:
                return True
    return False


def _sounds(names: frozenset[str]) -> frozenset[str]:
    return frozenset(heard for heard in map(sound, names) if len(heard) > 1)


def _packed(number: str) -> str:
    """A postcode or a number without its spaces."""
    return plain(number).replace(" ", "") if number else ""
