"""What somebody who clones the repository gets: no addresses of ours, nothing without a licence, nothing unexplained."""

import re
from itertools import chain

import pytest

from tests.house.sources import ROOT, tracked

_TEXT = (
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".lock",
    ".sh",
    ".json",
    ".service",
    ".spec",
    ".cfg",
    ".yml",
    ".xml",
    "Makefile",
    ".ci/run",
)
# A machine's own folders. The folder in the marker family of F14 is part of its name.
_MACHINE = re.compile(r"(?<![\w.)'\"])/(work/(main|shared)|root/\.|tmp/brief)")
_REGISTRY = re.compile(
    r"(pypi\.org/simple|pythonhosted\.org|registry\.npmjs|index-url|artifactory|find-links)", re.IGNORECASE
)
_ASSETS = {
    "resources/fonts/": "resources/fonts/LICENSE_FONT",
    "resources/icons/": "resources/icons/LICENSE-lucide",
    "resources/dictionaries/": "resources/dictionaries/LICENSE",
}
_MADE_HERE = (
    "resources/tokens.json",
    "resources/demo/",
    "resources/practice/",
    "resources/forms/",
    "resources/frameworks/",
)
_REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)

TEXTS = [name for name in tracked() if name.endswith(_TEXT) and not name.startswith("tests/house/")]


def requirements() -> list[str]:
    """Every distribution that is asked for by name."""
    lines = chain.from_iterable(
        (ROOT / name).read_text().splitlines() for name in ("requirements.in", "requirements-dev.in")
    )
    return [found.group(1).lower() for line in lines if (found := _REQUIREMENT.match(line))]


def test_no_file_knows_the_machine_it_was_written_on():
    assert [name for name in TEXTS if _MACHINE.search((ROOT / name).read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "name", [name for name in TEXTS if name.startswith("requirements") or name.endswith((".toml", ".sh"))]
)
def test_where_packages_come_from_is_the_installers_business(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if _REGISTRY.search(line) and not re.search(r"--no-emit-\S*", line)] == []


def test_every_locked_package_has_its_hash():
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text())
        pinned = [entry for entry in entries if "==" in entry.split("\n")[0]]

        assert pinned
        assert [entry.split("\n")[0] for entry in pinned if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", [name for name in tracked() if name.startswith("resources/")])
def test_what_is_shipped_and_not_ours_has_its_licence(name):
    licence = next((licence for folder, licence in _ASSETS.items() if name.startswith(folder)), None)

    assert name.startswith(_MADE_HERE) or (licence is not None and (ROOT / licence).is_file())


@pytest.mark.parametrize("name", requirements())
def test_every_dependency_is_explained(name):
    rows = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().splitlines()

    assert any(row.startswith(f"| `{name}`") for row in rows)


def test_nothing_is_explained_that_is_no_longer_there():
    rows = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().splitlines()
    explained = {found.group(1) for row in rows if (found := re.match(r"\| `([a-z0-9._-]+)`", row))}

    assert explained == set(requirements())
