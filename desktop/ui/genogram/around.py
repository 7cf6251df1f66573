"""The ecomap: the family in the middle, around it whoever and whatever there is, and what flows between (domain.md 4.10)."""

import math
from collections.abc import Iterator, Sequence

from desktop.casework.ecomap import Link
from desktop.casework.picture import FamilyPicture
from desktop.reports.drawing import Drawing, Part, Point, Round, Stroke, Words
from desktop.ui.genogram import symbols
from desktop.ui.words import ecomap as words

_MIDDLE = 86.0
_WIDE, _HIGH = 168.0, 52.0
_ONE_RING = 12
"""So many stand around the family once; more stand in and out by turns."""
_STEP = 9.0
_GAP = 8.0
_LINES: dict[str, tuple[str, float, tuple[float, ...]]] = {
    "strong": ("success", 5.0, ()),
    "ok": ("text2", 1.8, ()),
    "weak": ("text2", 1.8, (1.5, 4.0)),
}
"""Tone, width and dashes of the links that are a plain line."""


def drawing(picture: FamilyPicture, family: str, chosen: str = "") -> Drawing:
    """Everything. `family` is what stands in the middle, `chosen` the link that is marked."""
    spots = placed(picture.links)
    right = max((abs(x) for x, _y in spots), default=0.0) + _WIDE / 2 + 30
    bottom = max((abs(y) for _x, y in spots), default=0.0) + _HIGH / 2 + 30
    right, bottom = max(right, _MIDDLE + 60), max(bottom, _MIDDLE + 60)
    parts: list[Part] = [Round(-right, -bottom, 2 * right, 2 * bottom, 0, fill="surface")]
    for link, spot in zip(picture.links, spots, strict=True):
        parts += _bond(link, spot)
    parts.append(Round(-_MIDDLE, -_MIDDLE, 2 * _MIDDLE, 2 * _MIDDLE, _MIDDLE, "primarysoft", "primary", 2))
    parts.append(Words(0, -14, family, "bodyStrong", "onprimarysoft", 2 * _MIDDLE - 16))
    home = sum(sheet.card.at_home and not sheet.card.died for sheet in picture.people)
    parts.append(Words(0, 12, words.at_home(home), "meta", "onprimarysoft", 2 * _MIDDLE - 24))
    for link, spot in zip(picture.links, spots, strict=True):
        parts += _node(link, spot, chosen=link.record == chosen)
    return Drawing(tuple(parts), -right, -bottom, right, bottom)


def placed(links: Sequence[Link]) -> list[Point]:
    """The first at the top, the others clockwise."""
    count = len(links)
    several = count > _ONE_RING
    across, down = max(340.0, count * 26.0), max(230.0, count * 18.0)
    found = []
    for at in range(count):
        angle = 2 * math.pi * at / count - math.pi / 2
        far = 1.32 if several and at % 2 else 1.0
        found.append((across * far * math.cos(angle), down * far * math.sin(angle)))
    return found


def _node(link: Link, spot: Point, *, chosen: bool) -> Iterator[Part]:
    x, y = spot
    left, top = x - _WIDE / 2, y - _HIGH / 2
    if chosen:
        yield Round(left - 6, top - 6, _WIDE + 12, _HIGH + 12, 14, edge="focus", line=3)
    yield Round(left, top, _WIDE, _HIGH, 10, "surface", "line", 1.5)
    yield Words(x, y - 10, link.values["label"] or words.UNNAMED, "metaStrong", "text", _WIDE - 16)
    yield Words(x, y + 11, words.category(link.values["category"]), "meta", "text2", _WIDE - 16)


def _bond(link: Link, spot: Point) -> Iterator[Part]:
    """The line, in the form that says how strong it is, with a head where the energy goes."""
    way = _way(spot)
    strength, direction = link.values["strength"] or "ok", link.values["direction"] or ""
    tone = {"stressful": "danger", "broken": "danger"}.get(strength) or _LINES[strength][0]
    if strength == "stressful":
        yield Stroke(symbols.zigzag(way), tone, 1.8)
    elif strength == "broken":
        yield from symbols.cut(way)
    else:
        _tone, width, dash = _LINES[strength]
        yield Stroke((way[0], way[-1]), tone, width, dash)
    if direction in {"out", "both"}:
        yield symbols.arrow(way[-1], symbols.along(way, len(way) - 1), tone)
    if direction in {"in", "both"}:
        yield symbols.arrow(way[0], symbols.along(way[::-1], len(way) - 1), tone)


def _way(spot: Point) -> tuple[Point, ...]:
    """From the family's edge to that of the box, in short steps."""
    length = math.hypot(*spot)
    ux, uy = spot[0] / length, spot[1] / length
    sides = [half / abs(part) for half, part in ((_WIDE / 2, ux), (_HIGH / 2, uy)) if abs(part) > 1e-6]
    first, last = _MIDDLE + _GAP, length - min(sides) - _GAP
    count = max(2, round((last - first) / _STEP))
    steps = [first + (last - first) * number / count for number in range(count + 1)]
    return tuple((ux * far, uy * far) for far in steps)
