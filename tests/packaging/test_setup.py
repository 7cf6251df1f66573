"""The set-up of a machine on which packages are missing, and of one that has everything."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_TOOLS = ("sh", "cat", "cksum", "dirname", "find", "id", "uname")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone on a machine with a bare Python and no right to install anything."""
    for name in ("packaging/setup.sh", "requirements-dev.lock"):
        copy = tmp_path / "clone" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in _TOOLS:
        (tools / tool).symlink_to(shutil.which(tool) or "")
    bare = tools / "python3"
    bare.write_text("#!/bin/sh\nexit 1\n")
    bare.chmod(0o755)
    return tmp_path / "clone"


def set_up(clone: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(clone.parent / "tools")}
    return subprocess.run(
        [clone / "packaging" / "setup.sh"], check=False, capture_output=True, text=True, env=environment
    )


def test_what_only_root_may_install_is_told_with_the_command_and_status_3(clone: Path):
    tried = set_up(clone)

    first, command = tried.stderr.splitlines()
    assert tried.returncode == 3
    assert first == "setup: these system packages are missing. Run this once, then try again:"
    assert command.startswith("    sudo apt-get install --no-install-recommends ")
    assert command.endswith(" python3-venv")
    assert tried.stdout == ""
    assert not (clone / ".venv").exists()


def test_a_second_set_up_only_compares_a_stamp(clone: Path):
    parts = [(clone / name).read_bytes() for name in ("requirements-dev.lock", "packaging/setup.sh")]
    stamp = subprocess.run(["cksum"], input=b"".join(parts), check=True, capture_output=True).stdout.strip()
    (clone / ".venv").mkdir()
    (clone / ".venv" / ".stamp").write_bytes(stamp)

    again = set_up(clone)

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
