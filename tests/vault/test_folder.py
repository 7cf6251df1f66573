"""Where vaults are put, and what the unlock page can see of them."""

from pathlib import Path

import pytest

from desktop.ids import seeded
from desktop.vault import folder as places
from desktop.vault.errors import NotWritten, UnsafeFolder
from tests.vault.vaults import make

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
35 21 0:30 / /home/sa/council\\040share rw - cifs //files/team rw
36 21 0:31 / /mnt/team rw shared:9 - nfs4 files:/team rw
37 36 8:2 / /mnt/team/disk rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "/home/sa/.local/share/Doorstep"),
        ("linux", {"XDG_DATA_HOME": "/home/sa/data"}, "/home/sa/data/Doorstep"),
        ("darwin", {}, "/home/sa/Library/Application Support/Doorstep"),
        ("win32", {"LOCALAPPDATA": "/c/local"}, "/c/local/Doorstep"),
        ("win32", {}, "/home/sa/AppData/Local/Doorstep"),
    ],
)
def test_vaults_live_in_the_systems_place_for_local_data(platform, environment, expected):
    assert places.data_root(platform, environment, Path("/home/sa")) == Path(expected)


def test_a_vaults_folder_tells_the_council_and_nothing_else(tmp_path):
    folder = places.new_folder(tmp_path / "Doorstep", "northmere", seeded(1))

    assert folder.parent == tmp_path / "Doorstep" / "northmere"
    assert len(folder.name) == 16
    assert folder.stat().st_mode & 0o777 == 0o700


def test_two_people_on_one_laptop_are_told_apart_by_initials(tmp_path):
    one, two = (places.new_folder(tmp_path, "northmere", seeded(seed)) for seed in (1, 2))
    make(one)
    make(two)
    (two / "header.json").write_bytes(b"damaged")

    found = [places.found(folder) for folder in places.folders(tmp_path)]

    assert places.Found(one, "northmere", "SA") in found
    assert places.Found(two, "northmere", "", "vault-damaged") in found


def test_a_database_that_lost_its_header_is_still_listed(tmp_path):
    folder = places.new_folder(tmp_path, "northmere", seeded(1))
    (folder / "vault.db").write_bytes(b"")

    assert [places.found(folder).problem for folder in places.folders(tmp_path)] == ["vault-damaged"]


def test_a_vault_of_a_later_release_is_listed_as_such(tmp_path):
    from tests.vault.test_header import sealed_again

    folder = places.new_folder(tmp_path, "northmere", seeded(1))
    (folder / "header.json").write_bytes(sealed_again({"magic": "doorstep-vault", "v": 9}))

    assert [places.found(folder).problem for folder in places.folders(tmp_path)] == ["header-too-new"]


def test_a_machine_without_vaults_has_none(tmp_path):
    assert places.folders(tmp_path / "nothing") == []


def test_a_council_folder_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "northmere").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UnsafeFolder):
        places.new_folder(tmp_path, "northmere", seeded(1))


def test_a_place_that_cannot_be_written_is_told_without_its_name(tmp_path):
    (tmp_path / "northmere").write_text("a file in the way")

    with pytest.raises(NotWritten) as caught:
        places.new_folder(tmp_path, "northmere", seeded(1))
    assert "northmere" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/sa/.local/share", False),
        ("/home/sa/council share/Doorstep", True),
        ("/mnt/team/Doorstep", True),
        ("/mnt/team/disk/Doorstep", False),
        ("/mnt/teamwork", False),
    ],
)
def test_a_network_disk_is_recognised(path, remote):
    assert places.is_remote(Path(path), MOUNTS) is remote
