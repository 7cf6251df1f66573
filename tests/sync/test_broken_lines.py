"""Twelve lines of the product, each of which keeps a rule, broken one by one in a copy of it: the rule's own test must go red.

Each is replaced as text and must be there exactly once, so that a line that moved is noticed here.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("desktop", "sync", "tests", "resources", "pyproject.toml")
RED = 1  # pytest's status where tests ran and failed


@dataclass(frozen=True)
class Broken:
    """A line that keeps a rule, what it is broken to, and the tests that must see it."""

    rule: str
    file: str
    line: str
    to: str
    tests: str
    named: str


LINES = (
    Broken(
        "S1: a pulled set of one's own is a receipt",
        "desktop/store/applying.py",
        "if made.signature in self._own:",
        "if made.signature in self._own and not made:",
        "tests/store/test_outbox.py",
        "s1",
    ),
    Broken(
        "S2: answers that were lost are settled first",
        "desktop/store/applying.py",
        "for answer in () if is_anew else opening.settled:",
        "for answer in () if is_anew else opening.settled[:0]:",
        "tests/store/test_outbox.py",
        "s2",
    ),
    Broken(
        "S3: other bytes under a known id are told apart",
        "sync/server/judging.py",
        "if known is not None and known.digest != line.digest:",
        "if known is not None and known.digest != known.digest:",
        "tests/server/test_push.py",
        "other_bytes and sqlite",
    ),
    Broken(
        "S5: a known id is looked up before access",
        "sync/server/judging.py",
        'if known is not None and known.fate != "evidence":',
        'if known is not None and known.fate != "evidence" and self._branches[head.stream].standing is Standing.MEMBER:',
        "tests/server/test_access.py",
        "applied_before and sqlite",
    ),
    Broken(
        "S6: only the next set of a log is applied",
        "desktop/store/applying.py",
        "if line.revision == revision + 1 or (jumps",
        "if line.revision >= revision or (jumps",
        "tests/store/test_outbox.py tests/store/test_applying.py tests/store/test_replica.py",
        "twice or again or s6 or position",
    ),
    Broken(
        "S8: a set whose need was not applied is held",
        "sync/server/judging.py",
        "if not self._has_all_it_needs(line):",
        "if not line:",
        "tests/server/test_push.py",
        "holds_back and sqlite",
    ),
    Broken(
        "S13: a decision stands on the content that was shown",
        "sync/server/objections.py",
        "return content_hash(shown.kind, shown.record, state.fields) != shown.sha256",
        "return content_hash(shown.kind, shown.record, state.fields) == ''",
        "tests/server/test_decisions.py",
        "content_that_was_shown and sqlite",
    ),
    Broken(
        "S14: a change to what was deleted meanwhile is stale",
        "sync/server/objections.py",
        "if state.fields.get(DELETED) is not None:",
        "if state.fields.get(DELETED) is True:",
        "tests/server/test_decisions.py",
        "deleted_meanwhile and sqlite",
    ),
    Broken(
        "S18: a save carries what its editor showed",
        "desktop/store/capture.py",
        "if to_wire(current) != to_wire(shown):",
        "if to_wire(current) != to_wire(current):",
        "tests/store/test_capture.py",
        "s18",
    ),
    Broken(
        "F2: a set is taken only as its device signed it",
        "desktop/store/devices.py",
        "if not is_theirs or not commitment.is_signed(digest, made.signature, device.key):",
        "if not is_theirs:",
        "tests/store/test_known_devices.py",
        "f2",
    ),
    Broken(
        "F6: only what the council signed is received",
        "desktop/store/stamps.py",
        "if not is_stamped(receipts, stamp, bundle.receipt):",
        "if not receipts:",
        "tests/store/test_receipts.py",
        "answer",
    ),
    Broken(
        "S24: what follows late work goes aside too",
        "sync/server/late.py",
        'known.fate == "aside" for needed',
        'known.fate == "asides" for needed',
        "tests/server/test_access.py",
        "goes_aside_too and sqlite",
    ),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product and its tests."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def status_of(copy: Path, broken: Broken) -> int:
    """The status of a line's tests, run on the copy alone."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            *broken.tests.split(),
            "-k",
            broken.named,
        ],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


@contextmanager
def breaking(copy: Path, broken: Broken) -> Iterator[None]:
    """The line is broken for as long as the block lasts."""
    file = copy / broken.file
    whole = file.read_text()
    assert whole.count(broken.line) == 1, broken
    file.write_text(whole.replace(broken.line, broken.to))
    try:
        yield
    finally:
        file.write_text(whole)


@pytest.mark.slow
@pytest.mark.parametrize("broken", LINES, ids=lambda broken: broken.rule.partition(":")[0])
def test_a_broken_line_turns_the_test_of_its_rule_red(copy: Path, broken: Broken):
    with breaking(copy, broken):
        assert status_of(copy, broken) == RED


@pytest.mark.slow
@pytest.mark.parametrize("whole", [LINES[0], LINES[-1]], ids=["laptop", "council"])
def test_the_copy_with_no_line_broken_is_green(copy: Path, whole: Broken):
    assert status_of(copy, whole) == 0
