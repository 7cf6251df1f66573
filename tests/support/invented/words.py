"""The material of `resources/demo`, read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_RESOURCES = Path(__file__).parents[3] / "resources"


@cache
def material(name: str) -> Any:
    """One of the files: stories, names, places, families, answers. Not to be changed."""
    return json.loads((_RESOURCES / "demo" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def first_family() -> list[dict[str, Any]]:
    """The family of the mockups, which is that of practice too. Not to be changed."""
    told: list[dict[str, Any]] = json.loads((_RESOURCES / "practice" / "family.json").read_text(encoding="utf-8"))
    return told


def theme(name: str) -> dict[str, Any]:
    """What may happen in a family under one heading, such as sleep or money."""
    found: dict[str, Any] = material("stories")["themes"][name]
    return found


def themes() -> list[str]:
    return list(material("stories")["themes"])


def suits(name: str, youngest: int, eldest: int) -> bool:
    """Whether a theme may be told of children of these ages."""
    low, high = theme(name)["ages"]
    return bool(low <= youngest and eldest <= high)
