"""A drawing as plain parts, for the screen, for a picture file and for paper: points at text scale 1, y downwards.

Tones are tokens. Whoever paints it cuts words to their room.
"""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A line through points, with round ends. `dash` is lengths of ink and gap, in widths."""

    points: tuple[Point, ...]
    tone: str = "line"
    width: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A closed shape with straight sides, filled; its edge too where `edge` is a tone."""

    points: tuple[Point, ...]
    fill: str
    edge: str = ""
    width: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Round:
    """A circle, or a box with round corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str = ""
    edge: str = ""
    line: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """One line of text whose middle is at (x, y), or which begins there; `style` is a type style."""

    x: float
    y: float
    text: str
    style: str = "meta"
    tone: str = "text"
    room: float = 0
    """The width it may take; 0 for as much as it needs."""
    at: Literal["middle", "start"] = "middle"


Part = Stroke | Filled | Round | Words


@dataclass(frozen=True)
class Drawing:
    """Parts from the back to the front, between the corners (`left`, `top`) and (`right`, `bottom`)."""

    parts: tuple[Part, ...] = ()
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top
