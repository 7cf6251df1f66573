"""The day of `make demo`, lived by the tests: by mouse and keys, and by keys alone, on real processes, over a line that is cut and put back."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("hand", [[], ["--keys"]], ids=["by mouse", "by keyboard alone"])
def test_a_day_from_the_living_room_to_the_council_and_a_colleague(tmp_path: Path, hand: list[str]):
    day = tmp_path / "day"

    lived = subprocess.run(
        [sys.executable, "packaging/demo", *hand, "--families", "4", "--out", str(day)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert lived.returncode == 0, lived.stderr[-2000:]
    diary = (day / "day.md").read_text()
    assert "not one can be read" in diary
    assert "0 wrong" in diary
    assert len(list(day.glob("*.png"))) >= 20
    assert len(list((day / "prints").glob("*.pdf"))) == 2
