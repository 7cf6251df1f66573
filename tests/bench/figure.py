"""One figure: what was measured, against what in the same run, and whether that is good enough."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class NotRight(Exception):
    """What was measured did not do what it is for, so that its figure would mean nothing."""


@dataclass(frozen=True)
class Goal:
    """What a figure must not exceed: a ratio to what it stands against, a value of its own, or both. Or what it must reach."""

    ratio: float | None = None
    value: float | None = None
    least: float | None = None

    def words(self, unit: str) -> str:
        parts = [] if self.ratio is None else [f"<= {self.ratio:g} x"]
        parts += [] if self.value is None else [f"<= {self.value:g} {unit}"]
        parts += [] if self.least is None else [f">= {self.least:g} {unit}"]
        return " and ".join(parts) or "none"


@dataclass(frozen=True)
class Figure:
    """A measure. `n` says of how many things of which kind; `against` names the floor or peer of the same run."""

    name: str
    value: float
    unit: str
    n: Mapping[str, int]
    against: str
    against_value: float
    goal: Goal

    @property
    def ratio(self) -> float:
        return self.value / self.against_value

    @property
    def met(self) -> bool:
        within_ratio = self.goal.ratio is None or self.ratio <= self.goal.ratio
        within_value = self.goal.value is None or self.value <= self.goal.value
        return within_ratio and within_value and (self.goal.least is None or self.value >= self.goal.least)

    def line(self) -> str:
        """One object of results.jsonl."""
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 4),
                "unit": self.unit,
                "n": dict(self.n),
                "against": self.against,
                "against_value": round(self.against_value, 4),
                "ratio": round(self.ratio, 3),
                "goal": self.goal.words(self.unit),
                "met": self.met,
            }
        )

    def row(self) -> str:
        """One line of the printed table."""
        counted = ", ".join(f"{count:,} {what}" for what, count in self.n.items())
        return (
            f"{'met   ' if self.met else 'MISSED'} {self.name}\n"
            f"       {self.value:,.2f} {self.unit} (goal {self.goal.words(self.unit)}), {self.ratio:.2f} x"
            f" {self.against} of {self.against_value:,.2f} {self.unit}; {counted}"
        )


def percentile(values: Sequence[float], per_cent: float) -> float:
    """The smallest value that so many per cent do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -int(-len(ranked) * per_cent // 100) - 1)]
