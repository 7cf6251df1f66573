"""The symbols of a genogram as parts of a drawing: a square, a circle, a diamond, a triangle for who is not born, a cross for who died."""

import math
from collections.abc import Iterator, Sequence

from desktop.casework.people import PersonCard
from desktop.reports.drawing import Filled, Part, Point, Round, Stroke, Words
from desktop.ui.genogram.generations import Spot
from desktop.ui.genogram.layout import ACROSS, SHAPE
from desktop.ui.words import family as words

_HALF = SHAPE / 2
_LETTER = 7.5
"""About how wide one is; the painter knows better, and needs not be asked for a piece of ground."""
_STEP = 9.0
"""Of a line that is not straight."""
_GAP = 5.0
"""Between the two lines around the child whom the assessment is about."""


def person(card: PersonCard, at: Spot, about: str, ground: str, *, chosen: bool) -> Iterator[Part]:
    """Somebody at `at`: the shape with the age in it, the name under it on a piece of `ground`, which hides the lines below."""
    x, y = at
    if chosen:
        side = SHAPE + 18
        yield Round(x - side / 2, y - side / 2, side, side, 10, edge="focus", line=3)
    dash = () if card.at_home else (4.0, 3.0)
    edge = "primary" if card.is_child else "text2"
    if card.role == "child":
        yield from _shape(card, at, _HALF + _GAP, "surface", edge, dash)
    yield from _shape(card, at, _HALF, "primarysoft" if card.is_child else "surface", edge, dash)
    if card.age is not None:
        yield Words(x, y + (4 if card.role == "unborn" else 0), str(card.age), "bodyStrong", "text")
    if card.died:
        arm = _HALF + 6
        yield Stroke(((x - arm, y - arm), (x + arm, y + arm)), "text", 1.5)
        yield Stroke(((x - arm, y + arm), (x + arm, y - arm)), "text", 1.5)
    name, below = said(card), y + _HALF + _GAP + 14
    wide = min(ACROSS - 8, _LETTER * max(len(name), len(about)) + 8)
    yield Round(x - wide / 2, below - 10, wide, 40 if about else 20, 4, fill=ground)
    yield Words(x, below, name, "metaStrong", "text", ACROSS - 14)
    if about:
        yield Words(x, below + 19, about, "meta", "text2", ACROSS - 14)


def _shape(card: PersonCard, at: Spot, half: float, fill: str, edge: str, dash: tuple[float, ...]) -> Iterator[Part]:
    (x, y), line = at, 2.0
    if card.role == "unborn":
        yield Filled(((x, y - half), (x + half, y + half * 0.9), (x - half, y + half * 0.9)), fill, edge, line, dash)
    elif card.sex == "female":
        yield Round(x - half, y - half, 2 * half, 2 * half, half, fill, edge, line, dash)
    elif card.sex == "male":
        yield Round(x - half, y - half, 2 * half, 2 * half, 2, fill, edge, line, dash)
    else:
        reach = half * 1.15
        yield Filled(((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)), fill, edge, line, dash)


def between(one: Spot, other: Spot, quality: str, bow: float) -> Iterator[Part]:
    """How two people get on, as a line between their shapes; nothing where that is ordinary or was not said.

    `bow` is how far its middle stands aside, so that it passes nobody else's shape.
    """
    line = way(one, other, bow)
    if len(line) < 2:
        return
    match quality:
        case "close":
            for side in (-2.5, 2.5):
                yield Stroke(_aside(line, [side] * len(line)), "success", 1.8)
        case "distant":
            yield Stroke(line, "text2", 1.6, (1.5, 4.0))
        case "conflict":
            yield Stroke(zigzag(line), "danger", 1.8)
        case "cut_off":
            yield from cut(line)
        case "controlling":
            yield Stroke(zigzag(line), "warning", 1.6)
            yield arrow(line[-1], along(line, len(line) - 1), "warning")


def arrow(tip: Point, ahead: Point, tone: str) -> Filled:
    """A head that points along a unit vector."""
    (x, y), (ux, uy) = tip, ahead
    back = (x - ux * 12, y - uy * 12)
    return Filled(((x, y), (back[0] - uy * 6, back[1] + ux * 6), (back[0] + uy * 6, back[1] - ux * 6)), tone, tone)


def slashes(at: Point, count: int) -> Iterator[Part]:
    """Across a line that lies level: one for separated, two for divorced."""
    x, y = at
    for number in range(count):
        left = x + number * 8
        yield Stroke(((left - 4, y + 9), (left + 5, y - 9)), "text", 1.8)


def way(one: Spot, other: Spot, bow: float) -> tuple[Point, ...]:
    """From shape to shape, leaving both free, in short steps; empty where they stand too near."""
    length = math.dist(one, other)
    free = (_HALF + 10) / length if length else 1.0
    if length * (1 - 2 * free) < _STEP:
        return ()
    normal = -(other[1] - one[1]) / length, (other[0] - one[0]) / length
    count = max(2, round(length / _STEP))
    found = []
    for number in range(count + 1):
        share = free + (1 - 2 * free) * number / count
        aside = 4 * bow * share * (1 - share)
        found.append(
            (
                one[0] + (other[0] - one[0]) * share + normal[0] * aside,
                one[1] + (other[1] - one[1]) * share + normal[1] * aside,
            )
        )
    return tuple(found)


def along(way: Sequence[Point], at: int) -> Point:
    """The unit vector of the way at one of its points."""
    (x1, y1), (x2, y2) = way[max(at - 1, 0)], way[min(at + 1, len(way) - 1)]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    return (x2 - x1) / length, (y2 - y1) / length


def _aside(way: Sequence[Point], sides: Sequence[float]) -> tuple[Point, ...]:
    """Each point moved to its side of the way."""
    moved = []
    for at, ((x, y), side) in enumerate(zip(way, sides, strict=True)):
        ux, uy = along(way, at)
        moved.append((x - uy * side, y + ux * side))
    return tuple(moved)


def zigzag(way: Sequence[Point]) -> tuple[Point, ...]:
    last = len(way) - 1
    return _aside(way, [0.0 if at in {0, last} else 5.0 if at % 2 else -5.0 for at in range(len(way))])


def cut(way: Sequence[Point]) -> Iterator[Part]:
    """Broken in the middle, with a bar at each end of the break."""
    middle = len(way) // 2
    first, second = tuple(way[:middle]), tuple(way[middle + 1 :])
    for half, at in ((first, -1), (second, 0)):
        if not half:
            continue
        yield Stroke(half, "danger", 1.6)
        (x, y), (ux, uy) = half[at], along(way, middle)
        yield Stroke(((x - uy * 8, y + ux * 8), (x + uy * 8, y - ux * 8)), "danger", 2)


def said(card: PersonCard) -> str:
    """Maya; Baby, due 3 Mar: the age stands in the shape."""
    return words.person(card.name, None, card.due_on) if card.age is None else card.name
