"""The drawn family: from where everybody stands to the parts of a drawing, with rings around those who live together."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.casework.households import Household
from desktop.casework.picture import FamilyPicture
from desktop.reports.drawing import Drawing, Part, Round, Stroke, Words
from desktop.ui.genogram import symbols
from desktop.ui.genogram.generations import Spot
from desktop.ui.genogram.layout import ACROSS, SHAPE, Children, Couple, Layout
from desktop.ui.words import family as family_words
from desktop.ui.words import whole_family as words

_COUPLE_BELOW = 80.0
_BAR_ABOVE = 22.0
_MARGIN = 40.0
_PIECE, _JOINT = 132.0, 96.0
"""How wide the ground under one person is, and between two."""
_BOWS = (0.0, 50.0, -50.0, 90.0, -90.0, 130.0, -130.0)
_LINES: dict[str, tuple[tuple[float, ...], int]] = {
    "spouse": ((), 0),
    "civil_partner": ((), 0),
    "partner": ((7.0, 5.0), 0),
    "separated": ((), 1),
    "divorced": ((), 2),
    "former_partner": ((7.0, 5.0), 2),
    "": ((1.5, 4.0), 0),
}
"""How the line of a couple is broken, and how often it is struck through."""
_DESCENT: dict[str, tuple[float, ...]] = {"birth": (), "adopted": (7.0, 5.0), "fostered": (1.5, 4.0)}


@dataclass(frozen=True)
class Shown:
    """What is shown besides the people. `qualities`: how they get on, which is not for the family."""

    qualities: bool = True
    rings: bool = True
    chosen: str = ""


def drawing(picture: FamilyPicture, layout: Layout, shown: Shown) -> Drawing:
    """Everything, from the rings at the back to the people in front."""
    left, top, right, bottom = _bounds(layout)
    parts: list[Part] = [Round(left, top, right - left, bottom - top, 0, fill="surface")]
    homes = [(home, _together(home, layout)) for home in picture.households] if shown.rings else []
    ringed = {person for _home, together in homes for person in together}
    for _home, together in homes:
        parts += _ground([layout.spots[person] for person in together])
    levels = _levels(layout)
    for couple in layout.couples:
        parts += _couple(couple, layout, levels)
    for number, sharing in enumerate(layout.children):
        parts += _descent(sharing, layout, levels, number)
    for relation in layout.others:
        parts += _other(picture, layout, relation.a, relation.relation, relation.b)
    if shown.qualities:
        for one in picture.relations:
            if one.a in layout.spots and one.b in layout.spots:
                ends = layout.spots[one.a], layout.spots[one.b]
                others = [spot for person, spot in layout.spots.items() if person not in {one.a, one.b}]
                parts += symbols.between(*ends, one.values["quality"] or "", _bow(*ends, others))
    for home, together in homes:
        parts += _address(home, [layout.spots[person] for person in together])
    for sheet in picture.people:
        card = sheet.card
        about = family_words.who(card.role, card.relation, card.sex, card.detail, child=card.is_child)
        ground = "sunken" if sheet.person in ringed else "surface"
        parts += symbols.person(card, layout.spots[sheet.person], about, ground, chosen=sheet.person == shown.chosen)
    return Drawing(tuple(parts), left, top, right, bottom)


def _bow(one: Spot, other: Spot, others: Sequence[Spot]) -> float:
    """How far aside a line between two has to go, so that it passes nobody's shape; 0 where it is free."""
    return min(_BOWS, key=lambda bow: (_hits(one, other, bow, others), abs(bow)))


def _hits(one: Spot, other: Spot, bow: float, others: Sequence[Spot]) -> int:
    way = symbols.way(one, other, bow)
    near = SHAPE / 2 + 8
    return sum(any(abs(x - px) < near and abs(y - py) < near for px, py in way) for x, y in others)


def _bounds(layout: Layout) -> tuple[float, float, float, float]:
    xs = [x for x, _y in layout.spots.values()] or [0.0]
    ys = [y for _x, y in layout.spots.values()] or [0.0]
    side = ACROSS / 2 + _MARGIN
    return min(xs) - side, min(ys) - SHAPE - _MARGIN, max(xs) + side, max(ys) + SHAPE + _MARGIN + 30


def _levels(layout: Layout) -> dict[frozenset[str], float]:
    """The height of the line that joins two: under the names of both, and a little lower for each that one of them has already."""
    found: dict[frozenset[str], float] = {}
    for couple in layout.couples:
        both = frozenset((couple.a, couple.b))
        before = sum(bool(both & other) for other in found)
        found[both] = max(layout.spots[one][1] for one in both) + _COUPLE_BELOW + before * 9
    return found


def _couple(couple: Couple, layout: Layout, levels: Mapping[frozenset[str], float]) -> Iterator[Part]:
    left, right = sorted((layout.spots[couple.a], layout.spots[couple.b]))
    level = levels[frozenset((couple.a, couple.b))]
    dash, struck = _LINES.get(couple.relation, ((), 0))
    down = SHAPE / 2
    way = ((left[0], left[1] + down), (left[0], level), (right[0], level), (right[0], right[1] + down))
    yield Stroke(way, "text2", 1.8, dash)
    if struck:
        yield from symbols.slashes((left[0] + (right[0] - left[0]) * 0.28, level), struck)


def _descent(sharing: Children, layout: Layout, levels: Mapping[frozenset[str], float], number: int) -> Iterator[Part]:
    """From the parents' line, or one parent, to a bar over the children, and down to each."""
    below = [layout.spots[child] for child in sharing.children]
    above = [layout.spots[parent] for parent in sharing.parents]
    dash = _DESCENT[sharing.kind]
    if len(above) > 1:
        start = (above[0][0] + above[1][0]) / 2, levels[frozenset(sharing.parents)]
    else:
        start = above[0][0], above[0][1] + SHAPE / 2
    bar = min(y for _x, y in below) - SHAPE / 2 - _BAR_ABOVE + (number % 3) * 5
    ends = [start[0], *(x for x, _y in below)]
    yield Stroke((start, (start[0], bar)), "text2", 1.8, dash)
    yield Stroke(((min(ends), bar), (max(ends), bar)), "text2", 1.8, dash)
    for x, y in below:
        yield Stroke(((x, bar), (x, y - SHAPE / 2)), "text2", 1.8, dash)


def _other(picture: FamilyPicture, layout: Layout, a: str, relation: str, b: str) -> Iterator[Part]:
    """A thin line with what they are on it."""
    (x1, y1), (x2, y2) = layout.spots[a], layout.spots[b]
    yield Stroke(((x1, y1), (x2, y2)), "line", 1, (1.0, 5.0))
    sheet = picture.sheet(a)
    said = words.called(relation, sheet.card.sex if sheet else "")
    yield Words((x1 + x2) / 2, (y1 + y2) / 2 - 11, said, "meta", "text2")


def _together(home: Household, layout: Layout) -> list[str]:
    """Those who live at an address for the most part; nobody where it is over, or where somebody lives alone."""
    people = [one.person for one in home.people if one.is_main and one.person in layout.spots]
    return people if len(people) > 1 and not home.values["until_on"] else []


def _ground(spots: Sequence[Spot]) -> Iterator[Part]:
    """What those who live together stand on: a piece under each, joined to the nearest, with one edge around the whole of it."""
    if not spots:
        return
    pieces = [((x, y - 8), (x, y + 34)) for x, y in spots]
    joints = list(_joined(spots))
    for more, tone in ((2.0, "line"), (0.0, "sunken")):
        for piece in pieces:
            yield Stroke(piece, tone, _PIECE + more)
        for joint in joints:
            yield Stroke(joint, tone, _JOINT + more)


def _joined(spots: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """The shortest lines that join all (Prim's way)."""
    within, outside = [spots[0]], list(spots[1:])
    while outside:
        near, far = min(((a, b) for a in within for b in outside), key=lambda pair: math.dist(*pair))
        within.append(far)
        outside.remove(far)
        yield near, far


def _address(home: Household, spots: Sequence[Spot]) -> Iterator[Part]:
    """Over the first of those who live there."""
    if spots:
        x, y = min(spots, key=lambda spot: (spot[1], spot[0]))
        street = (home.values["place"] or {}).get("line1") or home.line
        yield Words(x, y - SHAPE / 2 - 22, words.HIDDEN if home.hidden else street, "meta", "text2", ACROSS - 30)
