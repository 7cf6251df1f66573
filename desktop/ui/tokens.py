"""The design tokens of `resources/tokens.json`: every colour, size and status icon of the interface.

Sizes are device-independent pixels at text scale 1.0; `Theme.px` scales those that follow the text.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

RESOURCES = Path(__file__).parents[2] / "resources"


class TypeStyle(NamedTuple):
    """One step of the type scale: pixels high, pixels a line, weight 400 to 700."""

    px: int
    line: int
    weight: int


class Status(NamedTuple):
    """How one status is shown: an icon's name and a colour token. Its word is said beside it, always."""

    icon: str
    tone: str


@cache
def tokens() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((RESOURCES / "tokens.json").read_text(encoding="utf-8"))
    return read


def colours(theme: str) -> dict[str, str]:
    """Token name to "#RRGGBB", for the theme "light", "dark" or "contrast"."""
    found: dict[str, str] = tokens()["color"][theme]
    return found


def themes() -> tuple[str, ...]:
    return tuple(tokens()["color"])


def scale_steps() -> tuple[float, ...]:
    return tuple(tokens()["type"]["scaleSteps"])


@cache
def type_style(name: str) -> TypeStyle:
    style = tokens()["type"]["styles"][name]
    return TypeStyle(style["px"], style["line"], style["weight"])


def type_styles() -> tuple[str, ...]:
    return tuple(tokens()["type"]["styles"])


def size(name: str) -> int:
    """A plain pixel count such as `controlHeight`."""
    return int(tokens()["size"][name])


def radius(name: str) -> int:
    return int(tokens()["radius"][name])


def status(family: str, name: str) -> Status:
    """The icon and tone of, say, `status("section", "needsAnswer")`."""
    return Status(*tokens()["status"][family][name])


def statuses(family: str) -> dict[str, Status]:
    return {name: Status(*shown) for name, shown in tokens()["status"][family].items()}


def status_families() -> tuple[str, ...]:
    return tuple(tokens()["status"])
