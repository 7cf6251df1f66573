"""`python -m tests.forms.conformance CASES`: how many of the recorded facts in that folder our engine agrees with."""

import json
import sys
from collections import Counter
from pathlib import Path

from desktop.forms import FormError
from tests.forms.conformance.rows import passes
from tests.forms.conformance.scenarios import Disagreement, Interview

SCENARIOS_WANTED = 168


def _scenarios(folder: Path) -> tuple[int, dict[str, str]]:
    """The cases that fail, each with why."""
    failed: dict[str, str] = {}
    cases = [json.loads(path.read_text()) for path in sorted(folder.glob("wf-*.json"))]
    for case in cases:
        try:
            Interview(case).play()
        except (Disagreement, FormError) as why:
            failed[case["id"]] = f"{case['name']}: {why!r}"
    return len(cases), failed


def _rows(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """By tier, how many rows agree and how many there are."""
    agreed: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for group in json.loads((folder / "xpath-webforms.json").read_text()):
        for row in group["rows"]:
            counted[row["tier"]] += 1
            agreed[row["tier"]] += bool(passes(row, group["tz"]))
    for row in json.loads((folder / "xpath-javarosa.json").read_text()):
        counted["javarosa"] += 1
        agreed["javarosa"] += bool(passes(row))
    return agreed, counted


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    count, failed = _scenarios(folder)
    for case, why in failed.items():
        sys.stdout.write(f"{case}  {why[:300]}\n")
    sys.stdout.write(f"scenarios {count - len(failed)}/{count}\n")
    agreed, counted = _rows(folder)
    for tier in sorted(counted.keys() - {"contested"}):
        sys.stdout.write(f"{tier} {agreed[tier]}/{counted[tier]}\n")
    return 0 if count - len(failed) >= SCENARIOS_WANTED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
