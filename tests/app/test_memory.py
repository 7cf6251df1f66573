"""After a lock nothing of the open laptop is left in its memory (F11): a real process, looked into before and after."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MARKER = "Pat-smelled-of-drink"


def copies(pid: int, *sought: str) -> int:
    """How often these texts stand in what a process has written to its memory, one byte a letter or two, as Qt keeps them."""
    found = 0
    patterns = [text.encode(encoding) for text in sought for encoding in ("ascii", "utf-16-le")]
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in re.findall(
            r"^(\w+)-(\w+) rw\S+ (?!.*\[v)", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE
        ):
            memory.seek(int(start, 16))
            held = memory.read(int(end, 16) - int(start, 16))
            found += sum(held.count(pattern) for pattern in patterns)
    return found


@pytest.mark.slow
def test_no_word_and_no_key_is_left_in_memory_after_a_lock(tmp_path: Path):
    """F11: the process keeps its number; what it knew is gone."""
    laptop = subprocess.Popen(
        [sys.executable, "-m", "tests.app.lockable", str(tmp_path / "vault"), MARKER.replace("-", "_")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert laptop.stdin is not None
    assert laptop.stdout is not None
    _open, key = laptop.stdout.readline().split()
    open_words, open_keys = copies(laptop.pid, MARKER), copies(laptop.pid, key)

    laptop.stdin.write("lock\n")
    laptop.stdin.flush()
    said = laptop.stdout.readline()
    left = copies(laptop.pid, MARKER, key)
    laptop.communicate("over\n")

    assert open_words > 0
    assert open_keys > 0
    assert (said, left) == ("locked\n", 0)
