"""The material of `resources/demo`, read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[3] / "resources" / "demo"


@cache
def material(name: str) -> Any:
    """One of the files: stories, names, places, families, answers, hartley_okoro. Not to be changed."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


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
