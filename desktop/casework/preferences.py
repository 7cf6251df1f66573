"""How the worker at this laptop likes to read and to lock it: kept in the vault, never sent, within the council's bounds."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from desktop.casework import council
from desktop.casework.desk import Desk
from sync.rules.frameworks import Bound, Bounds

PREFERENCES = "preferences"
"""A setting: what was chosen, by the names below."""

THEMES = ("system", "light", "dark", "contrast")


@dataclass(frozen=True)
class Preferences:
    """`theme` is one of `THEMES`; `loose` sets letters wider; `still` is without movement. `text_percent` and `idle_minutes` are what
    was chosen, or the council's usual."""

    text_percent: int
    idle_minutes: int
    theme: str = "system"
    loose: bool = False
    system_font: bool = False
    still: bool = False


@dataclass(frozen=True)
class Chosen:
    """What holds, and between what it can be chosen."""

    preferences: Preferences
    text_percent: Bound
    idle_minutes: Bound


class Own:
    """The preferences of this worker."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self) -> Chosen:
        """As they hold now: a choice made under other bounds is brought within those of today, what cannot be read is the usual."""
        bounds = council.in_force(self._desk).bounds
        return Chosen(_within(self._kept(), bounds), bounds.text_percent, bounds.idle_minutes)

    def choose(self, **changes: str | bool | int) -> Chosen:
        """Keep these, leave the others as they are.

        Raises:
            NotSaved: they could not be kept.
        """
        chosen = self.read()
        preferences = replace(chosen.preferences, **changes)  # type: ignore[arg-type]  # checked by `_within`
        self._desk.store.put_setting(PREFERENCES, asdict(preferences))
        return self.read()

    def _kept(self) -> dict[str, Any]:
        kept = self._desk.store.setting(PREFERENCES)
        return kept if isinstance(kept, dict) else {}


def _within(kept: dict[str, Any], bounds: Bounds) -> Preferences:
    usual = Preferences(bounds.text_percent.usual, bounds.idle_minutes.usual)
    names = {field.name: getattr(usual, field.name) for field in fields(usual)}
    known = {name: kept[name] for name, value in names.items() if type(kept.get(name)) is type(value)}
    found = replace(usual, **known)
    return replace(
        found,
        text_percent=bounds.text_percent.within(found.text_percent),
        idle_minutes=bounds.idle_minutes.within(found.idle_minutes),
        theme=found.theme if found.theme in THEMES else usual.theme,
    )
