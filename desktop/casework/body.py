"""The body map: two figures made of limbs, in thousandths of their height, and which part of the body lies where.

figure        440 wide, 1000 high; x of 220 is the middle. On the front the child's right is at the reader's left.
part          a code such as "head", "upper_arm_left": left and right are the child's own
"""

from dataclasses import dataclass
from math import hypot
from typing import Literal

Side = Literal["front", "back"]
WIDTH, HEIGHT = 440, 1000
_MIDDLE = WIDTH // 2


@dataclass(frozen=True)
class Limb:
    """A rounded stroke `thick` wide from one point to another. `part` is without its side of the body."""

    part: str
    x1: int
    y1: int
    x2: int
    y2: int
    thick: int

    def mirrored(self) -> "Limb":
        return Limb(self.part, WIDTH - self.x1, self.y1, WIDTH - self.x2, self.y2, self.thick)

    def distance(self, x: float, y: float) -> float:
        """How far a point lies outside the limb; below zero inside."""
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        length = dx * dx + dy * dy
        along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - self.x1) * dx + (y - self.y1) * dy) / length))
        return hypot(x - self.x1 - along * dx, y - self.y1 - along * dy) - self.thick / 2


_MIDDLES = (
    Limb("head", _MIDDLE, 68, _MIDDLE, 100, 118),
    Limb("neck", _MIDDLE, 160, _MIDDLE, 190, 56),
    Limb("chest", 166, 222, 274, 222, 74),
    Limb("chest", _MIDDLE, 240, _MIDDLE, 310, 166),
    Limb("stomach", _MIDDLE, 330, _MIDDLE, 410, 150),
    Limb("hips", 184, 462, 256, 462, 92),
)
_SIDED = (
    Limb("upper_arm", 138, 226, 104, 350, 54),
    Limb("lower_arm", 104, 350, 78, 466, 46),
    Limb("hand", 76, 486, 70, 524, 48),
    Limb("upper_leg", 178, 500, 170, 664, 84),
    Limb("lower_leg", 170, 664, 166, 856, 62),
    Limb("foot", 166, 888, 150, 940, 54),
)
LIMBS = (*_SIDED, *(limb.mirrored() for limb in _SIDED), *_MIDDLES)
"""In the order in which they are drawn."""

PARTS = (
    *("head", "neck", "chest", "stomach", "hips"),
    *(f"{limb.part}_{side}" for limb in _SIDED for side in ("left", "right")),
)


def part_at(side: Side, x: float, y: float) -> str:
    """The part of the body that is nearest to a point."""
    nearest = min(LIMBS, key=lambda limb: limb.distance(x, y))
    if nearest in _MIDDLES:
        return nearest.part
    is_readers_left = nearest.x1 + nearest.x2 < WIDTH
    return f"{nearest.part}_{'right' if is_readers_left == (side == 'front') else 'left'}"


def place_of(side: Side, part: str) -> tuple[int, int]:
    """The middle of a part, which `part_at` gives back."""
    return next(
        spot
        for spot in (((limb.x1 + limb.x2) // 2, (limb.y1 + limb.y2) // 2) for limb in LIMBS)
        if part_at(side, *spot) == part
    )
