"""The published forms on a laptop: a record opens with the version that it was begun with, whatever was published since."""

import hashlib
import shutil
from pathlib import Path

import pytest

from desktop.casework.library import FormMissing, Library

EHA = Path(__file__).parents[2] / "resources" / "forms" / "eha.xml"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with two versions of a form: the one that new records begin with, and the one before."""
    shutil.copyfile(EHA, tmp_path / "eha-before.xml")
    (tmp_path / "eha.xml").write_bytes(EHA.read_bytes() + b"<!-- later -->")
    return tmp_path


def test_new_records_begin_with_the_latest(forms: Path):
    assert Library(forms).latest("eha").digest == hashlib.sha256((forms / "eha.xml").read_bytes()).hexdigest()


def test_an_earlier_version_is_found_by_its_digest(forms: Path):
    digest = hashlib.sha256(EHA.read_bytes()).hexdigest()

    assert Library(forms).get("eha", digest).digest == digest


def test_a_version_that_is_not_here_is_said_to_be_missing(forms: Path):
    with pytest.raises(FormMissing):
        Library(forms).get("eha", "0" * 64)


@pytest.mark.parametrize("name", ["../eha", "*", "", "/etc/eha", "e?a"])
def test_f18_a_name_in_a_record_leads_to_no_other_file(forms: Path, name: str):
    folder = forms / "forms"
    folder.mkdir()
    digest = hashlib.sha256(EHA.read_bytes()).hexdigest()
    for here in (folder, forms):
        with pytest.raises(FormMissing):
            Library(here).get(name, digest)
