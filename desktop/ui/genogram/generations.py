"""Where everybody of a family stands when nobody has put them anywhere: generations in rows, couples side by side, children under them.

No painting. A place is one person wide and one generation high; (0, 0) is the first of the eldest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.casework.people import PersonCard
from desktop.casework.relations import Relation, inverse

PARENTS = frozenset(
    {
        "mother",
        "father",
        "parent",
        "adoptive_parent",
        "step_parent",
        "foster_carer",
        "special_guardian",
        "kinship_carer",
    }
)
BY_BIRTH = frozenset({"mother", "father", "parent"})
PARTNERS = frozenset({"partner", "spouse", "civil_partner", "separated", "divorced", "former_partner"})
_LEVEL = PARTNERS | {"full_sibling", "half_sibling", "step_sibling", "cousin"}
_DOWN = {**dict.fromkeys(PARENTS, 1), "grandparent": 2, "aunt_or_uncle": 1}
Spot = tuple[float, float]


@dataclass(frozen=True)
class Down:
    """`above` is the `relation` of `below`, who stands `by` generations lower."""

    above: str
    below: str
    by: int
    relation: str


def lines_down(relations: Iterable[Relation]) -> tuple[Down, ...]:
    """Every relationship that says who is older, told from the elder."""
    found = []
    for one in relations:
        for above, said, below in ((one.a, one.relation, one.b), (one.b, inverse(one.relation), one.a)):
            if said in _DOWN:
                found.append(Down(above, below, _DOWN[said], said))
    return tuple(found)


def set_out(people: Sequence[PersonCard], relations: Sequence[Relation]) -> Mapping[str, Spot]:
    """A place for each person."""
    here = {person.person for person in people}
    known = [one for one in relations if one.a in here and one.b in here]
    down = [one for one in lines_down(known) if one.above in here and one.below in here]
    rows = _rows(people, _generations(people, known, down))
    ordered = _in_order(rows, known, down)
    return _spread(ordered, down)


def _generations(people: Sequence[PersonCard], known: Sequence[Relation], down: Sequence[Down]) -> dict[str, int]:
    """Elders above, partners and brothers and sisters level. What contradicts itself ends after as many rounds as there are people."""
    related = {end for one in known for end in (one.a, one.b)}
    level = [(one.a, one.b) for one in known if one.relation in _LEVEL]
    found = dict.fromkeys(related, 0)
    for _round in people:
        before = dict(found)
        for one in down:
            found[one.below] = max(found[one.below], found[one.above] + one.by)
        for a, b in level:
            found[a] = found[b] = max(found[a], found[b])
        for one in down:  # an elder who has no elder of their own stands just above
            if not any(other.below == one.above for other in down):
                found[one.above] = max(
                    found[one.above], min(found[o.below] - o.by for o in down if o.above == one.above)
                )
        if found == before:
            break
    children = [found[person.person] for person in people if person.is_child and person.person in found]
    lowest = max(children, default=1)
    for person in people:
        found.setdefault(person.person, lowest if person.is_child else max(lowest - 1, 0))
    return found


def _rows(people: Sequence[PersonCard], generation: Mapping[str, int]) -> list[list[PersonCard]]:
    """People by generation, those without anybody in them left out; a generation is numbered anew."""
    used = sorted({generation[person.person] for person in people})
    return [[person for person in people if generation[person.person] == number] for number in used]


def _in_order(
    rows: Sequence[Sequence[PersonCard]], known: Sequence[Relation], down: Sequence[Down]
) -> list[list[list[str]]]:
    """Each row as units of people who belong side by side, under those whom they come from."""
    place: dict[str, float] = {}
    ordered: list[list[list[str]]] = []
    for row in rows:
        ages = {person.person: -(person.age if person.age is not None else -1) for person in row}
        sexes = {person.person: person.sex for person in row}
        units = [_side_by_side(unit, known, sexes) for unit in _units(list(ages), known, down)]
        units.sort(key=lambda unit: (_under(unit, place, down), min(ages[one] for one in unit)))
        ordered.append(units)
        place |= {one: at for at, one in enumerate(one for unit in units for one in unit)}
    return ordered


def _under(unit: Sequence[str], place: Mapping[str, float], down: Sequence[Down]) -> float:
    above = [place[one.above] for one in down if one.by == 1 and one.below in unit and one.above in place]
    return sum(above) / len(above) if above else float(len(place))


def _units(row: Sequence[str], known: Sequence[Relation], down: Sequence[Down]) -> list[list[str]]:
    """Couples, and those who have a child together, in one unit each."""
    joined = {one: {one} for one in row}
    pairs = [(one.a, one.b) for one in known if one.relation in PARTNERS]
    parents: dict[str, list[str]] = {}
    for one in down:
        if one.relation in BY_BIRTH:
            parents.setdefault(one.below, []).append(one.above)
    pairs += [(both[0], other) for both in parents.values() for other in both[1:]]
    for a, b in pairs:
        if a in joined and b in joined and joined[a] is not joined[b]:
            together = joined[a] | joined[b]
            joined |= dict.fromkeys(together, together)
    units: list[list[str]] = []
    for person in row:
        if not any(person in unit for unit in units):
            units.append([other for other in row if other in joined[person]])
    return units


def _side_by_side(unit: list[str], known: Sequence[Relation], sexes: Mapping[str, str]) -> list[str]:
    """Of two, the man on the left; of more, whoever has most partners in the middle."""
    partners = {one: sum(one in {tie.a, tie.b} and tie.relation in PARTNERS for tie in known) for one in unit}
    ordered = sorted(unit, key=lambda one: (sexes[one] != "male", one))
    middle = max(ordered, key=lambda one: partners[one])
    if len(ordered) > len((middle, "another")):
        ordered.remove(middle)
        ordered.insert(len(ordered) // 2, middle)
    return ordered


def _spread(ordered: Sequence[Sequence[Sequence[str]]], down: Sequence[Down]) -> dict[str, Spot]:
    """From the youngest up: everybody over the middle of their children, and nobody nearer to the next than one place."""
    spots: dict[str, Spot] = {}
    for y in reversed(range(len(ordered))):
        free = 0.0
        for unit in ordered[y]:
            below = [spots[one.below][0] for one in down if one.above in unit and one.below in spots]
            wanted = (min(below) + max(below)) / 2 - (len(unit) - 1) / 2 if below else free
            begin = max(free, wanted)
            for at, one in enumerate(unit):
                spots[one] = begin + at, float(y)
            free = begin + len(unit)
    return spots
