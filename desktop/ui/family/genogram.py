"""Where everyone stands in the strip of a family: who lives here, who elsewhere, and the lines between them. No painting."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.casework.people import PersonCard, Tie

PARENTS = frozenset({"mother", "father", "parent"})
PARTED = frozenset({"former_partner", "separated", "divorced"})
SHAPE = 36
ROW = 70
LEAST = 128
ELSEWHERE = 210
TOP = 12


@dataclass(frozen=True)
class Place:
    """A person at the centre (x, y) of their shape."""

    person: PersonCard
    x: float
    y: float
    room: float
    """The width that name and shape may take."""


@dataclass(frozen=True)
class Line:
    """From one point to another; `cut` is struck through: these two are parted."""

    x1: float
    y1: float
    x2: float
    y2: float
    cut: bool = False


@dataclass(frozen=True)
class Picture:
    """Everything to paint, in pixels at text scale 1. `home` is the width of the ground that stands for the home."""

    places: tuple[Place, ...] = ()
    lines: tuple[Line, ...] = ()
    home: float = 0
    height: float = 0


@dataclass
class _Sheet:
    width: float
    people: Sequence[PersonCard]
    places: dict[str, Place] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def drawn(people: Sequence[PersonCard], ties: Sequence[Tie], width: float) -> Picture:
    """The strip at this width. Lines are left out where rows had to wrap: the words say the same."""
    sheet = _Sheet(width, people)
    away = [person for person in people if not person.at_home]
    adults = [person for person in people if person.at_home and not person.is_child]
    children = [person for person in people if person.at_home and person.is_child]
    home = width - ELSEWHERE if away and width - ELSEWHERE > LEAST else width
    across = max(1, min(int(home // LEAST), max(len(adults), len(children), 1)))
    top = _set_rows(sheet, adults, across, home, TOP)
    bottom = _set_rows(sheet, children, across, home, top)
    beside = home < width
    left, from_y, room = (home, TOP, ELSEWHERE) if beside else (0.0, bottom, width)
    for at, person in enumerate(away):
        sheet.places[person.person] = Place(person, left + 30 + SHAPE / 2, from_y + at * ROW + ROW / 2, room - 30)
    low = from_y + len(away) * ROW if away else bottom
    if len(adults) <= across and len(children) <= across and (beside or not away):
        _join(sheet, ties, home)
    return Picture(tuple(sheet.places.values()), tuple(sheet.lines), home, max(bottom, low) + 12)


def _set_rows(sheet: _Sheet, people: Sequence[PersonCard], across: int, home: float, top: float) -> float:
    """Set people in rows from `top`; where the next row would begin."""
    cell = home / across
    for at, person in enumerate(people):
        row, column = divmod(at, across)
        x = column * cell + 18 + SHAPE / 2
        sheet.places[person.person] = Place(person, x, top + row * ROW + ROW / 2, cell - 18)
    return top + -(-len(people) // across) * ROW


def _join(sheet: _Sheet, ties: Sequence[Tie], home: float) -> None:
    places = sheet.places
    of = {person.person: person for person in sheet.people}
    parents: dict[str, set[str]] = {}
    for tie in ties:
        if tie.relation not in PARENTS or tie.a not in places or tie.b not in places:
            continue
        if of[tie.b].is_child:
            parents.setdefault(tie.b, set()).add(tie.a)
        else:
            _join_above(sheet, tie)
    parted = {frozenset((tie.a, tie.b)) for tie in ties if tie.relation in PARTED}
    sharing: dict[frozenset[str], list[str]] = {}
    for child, theirs in parents.items():
        sharing.setdefault(frozenset(theirs), []).append(child)
    for order, (couple, children) in enumerate(sharing.items()):
        _join_children(sheet, sorted(couple), children, home, order * 6, parted=couple in parted)


def _join_above(sheet: _Sheet, tie: Tie) -> None:
    """A grandparent's line goes over the heads."""
    one, other = sheet.places[tie.a], sheet.places[tie.b]
    if one.y == other.y:
        high = one.y - SHAPE / 2 - 10
        sheet.lines += [
            Line(one.x, one.y - SHAPE / 2, one.x, high),
            Line(one.x, high, other.x, high),
            Line(other.x, high, other.x, other.y - SHAPE / 2),
        ]


def _join_children(
    sheet: _Sheet, parents: Sequence[str], children: Sequence[str], home: float, shift: float, *, parted: bool
) -> None:
    """Parents hang from one line, their children from another below it."""
    above, below = [sheet.places[p] for p in parents], [sheet.places[c] for c in children]
    heads = min(place.y for place in below) - SHAPE / 2
    union, bar = heads - 22 - shift, heads - 10 - shift
    xs = [place.x for place in above]
    for place in above:
        sheet.lines.append(Line(place.x, place.y + SHAPE / 2, place.x, union))
    if len(above) > 1:
        sheet.lines.append(Line(min(xs), union, max(xs), union, cut=parted or max(xs) > home))
    middle = (min(place.x for place in below) + max(place.x for place in below)) / 2
    middle = min(max(middle, min(xs)), max(xs)) if len(above) > 1 else xs[0]
    sheet.lines.append(Line(middle, union, middle, bar))
    ends = [middle, *(place.x for place in below)]
    sheet.lines.append(Line(min(ends), bar, max(ends), bar))
    sheet.lines += [Line(place.x, bar, place.x, place.y - SHAPE / 2) for place in below]
