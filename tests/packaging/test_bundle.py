"""The laptop's package: built once, started once, and looked through for what must not be in it (P15)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "package"
_ABSENT = (
    "sync.server",
    "desktop.publishing",
    "tests",
    "litestar",
    "uvicorn",
    "psycopg",
    "pyxform",
    "openpyxl",
    "pytest",
)

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def bundle() -> Path:
    """The folder that is installed."""
    subprocess.run([sys.executable, ROOT / "packaging" / "build.py"], check=True, capture_output=True)
    return BUILT / "doorstep"


@pytest.fixture(params=["folder", "package"])
def installed(request: pytest.FixtureRequest, bundle: Path, tmp_path: Path) -> Path:
    """The program, as it was built and as the package puts it on a disk."""
    if request.param == "folder":
        return bundle
    if sys.platform != "linux":
        pytest.skip("other systems have packages of their own")
    (package,) = BUILT.glob("doorstep_*.deb")
    subprocess.run(["dpkg-deb", "--extract", package, tmp_path / "disk"], check=True)
    return tmp_path / "disk" / "opt" / "doorstep"


def modules(bundle: Path) -> set[str]:
    """Every Python module in the program."""
    archive = CArchiveReader(str(bundle / "doorstep"))
    return set(archive.open_embedded_archive("PYZ.pyz").toc)


def test_the_installed_program_tests_itself_and_has_nothing_to_say(installed: Path, tmp_path: Path):
    vaults = tmp_path / "vaults"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "/nowhere"}

    tested = subprocess.run(
        [installed / "doorstep", "--self-test", vaults], check=False, capture_output=True, env=environment
    )

    assert tested.stderr == b""
    assert tested.returncode == 0
    assert list(vaults.glob("*/*/vault.db"))


def test_neither_server_nor_tools_nor_tests_are_shipped(bundle: Path):
    shipped = modules(bundle)

    assert "desktop.app" in shipped
    assert [name for name in shipped if any(name == part or name.startswith(f"{part}.") for part in _ABSENT)] == []


def test_nothing_of_the_demonstration_or_of_the_workbooks_is_shipped(bundle: Path):
    files = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]

    assert any(name.endswith("resources/forms/eha.xml") for name in files)
    assert [name for name in files if "resources/demo" in name or name.endswith(".xlsx")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have packages of their own")
def test_the_debian_package_puts_the_program_on_the_path(bundle: Path):
    (package,) = BUILT.glob("doorstep_*.deb")

    listed = subprocess.run(["dpkg-deb", "--contents", package], check=True, capture_output=True, text=True).stdout

    assert "./usr/bin/doorstep -> /opt/doorstep/doorstep" in listed
    assert "./usr/share/applications/doorstep.desktop" in listed
    assert "./usr/share/icons/hicolor/scalable/apps/doorstep.svg" in listed
    assert " root/root " in listed.splitlines()[0]
