"""Creating, opening, changing the passphrase; one process a vault."""

import subprocess
import sys

import pytest
from msgspec.structs import replace

from desktop.errors import DoorstepError
from desktop.vault import header as headers
from desktop.vault.errors import (
    AlreadyOpen,
    NeedsKeyStore,
    NotWritten,
    NoVault,
    UnsafeFolder,
    VaultDamaged,
    VaultExists,
    WrongPassphrase,
)
from desktop.vault.instance import Instance
from desktop.vault.vault import Vault
from sync.protocol import trust
from tests.support.councils import a_council
from tests.vault.vaults import COUNCIL, NEW, PASSPHRASE, FailingDisk, create, keys_in, make, means, opened


def test_the_passphrase_opens_what_was_created(tmp_path):
    keys = create(tmp_path)

    assert keys_in(tmp_path) == keys
    assert len(keys.database) == 32
    assert keys.former == ()


def test_another_passphrase_does_not(tmp_path):
    make(tmp_path)

    with pytest.raises(WrongPassphrase):
        keys_in(tmp_path, PASSPHRASE + " ")


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path):
    make(tmp_path)
    with opened(tmp_path) as vault:
        vault.change_passphrase(PASSPHRASE, "caf\u00e9 with a long enough end")

    assert keys_in(tmp_path, "cafe\u0301 with a long enough end")


def test_a_changed_passphrase_keeps_the_key_and_ends_the_old_one(tmp_path):
    keys = make(tmp_path)

    with opened(tmp_path) as vault:
        vault.change_passphrase(PASSPHRASE, NEW)

    assert keys_in(tmp_path, NEW) == keys
    with pytest.raises(WrongPassphrase):
        keys_in(tmp_path, PASSPHRASE)


def test_a_locked_vault_tells_only_public_facts(tmp_path):
    make(tmp_path)

    with opened(tmp_path) as vault:
        assert (vault.facts.council, vault.facts.user, vault.facts.initials) == ("northmere", "worker-1", "SA")
        assert vault.epoch == 1
        assert vault.bundle() == COUNCIL.bundle
        assert vault.database == tmp_path / "vault.db"


def test_an_empty_folder_has_no_vault(tmp_path):
    with pytest.raises(NoVault):
        Vault.open(tmp_path, means())


def test_a_database_without_its_header_is_damage_and_is_never_created_over(tmp_path):
    (tmp_path / "vault.db").write_bytes(b"sealed work")

    with pytest.raises(VaultDamaged):
        Vault.open(tmp_path, means())
    with pytest.raises(VaultExists):
        create(tmp_path)
    assert (tmp_path / "vault.db").read_bytes() == b"sealed work"


def test_a_vault_is_never_created_over_another(tmp_path):
    keys = make(tmp_path)

    with pytest.raises(VaultExists):
        create(tmp_path)
    assert keys_in(tmp_path) == keys


def test_a_second_copy_of_the_program_is_told_so(tmp_path):
    make(tmp_path)

    with opened(tmp_path), pytest.raises(AlreadyOpen):
        Vault.open(tmp_path, means())


def test_a_copy_that_was_killed_leaves_no_stale_claim(tmp_path):
    make(tmp_path)
    holder = "import sys, pathlib; from desktop.vault.instance import Instance; Instance(pathlib.Path(sys.argv[1]) / 'lock'); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(AlreadyOpen):
            Vault.open(tmp_path, means())

        other.kill()
        other.wait()

        assert keys_in(tmp_path)


def test_a_disk_that_takes_no_lock_file_is_told_without_its_path(tmp_path):
    with pytest.raises(NotWritten) as caught:
        Instance(tmp_path / "northmere" / "lock")
    assert "northmere" not in str(caught.value)


def test_a_folder_reached_by_a_link_is_refused(tmp_path):
    make(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    with pytest.raises(UnsafeFolder):
        Vault.open(tmp_path / "link", means())


def test_a_header_that_is_a_link_is_refused(tmp_path):
    make(tmp_path)
    (tmp_path / "header.json").rename(tmp_path / "elsewhere")
    (tmp_path / "header.json").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(VaultDamaged):
        Vault.open(tmp_path, means())


def test_files_and_folder_are_the_owners_alone(tmp_path):
    folder = tmp_path / "vault"
    make(folder)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_full_disk_at_enrolment_leaves_a_folder_that_can_be_tried_again(tmp_path):
    with pytest.raises(NotWritten) as caught:
        create(tmp_path, disk=FailingDisk(7, OSError(28, "No space left on device", "northmere/header.json")))

    assert caught.value.errno == 28
    assert "northmere" not in str(caught.value)
    assert create(tmp_path) == keys_in(tmp_path)


def test_a_vault_with_a_key_store_is_never_tried_without_it(tmp_path):
    keys = make(tmp_path)
    header = headers.load((tmp_path / "header.json").read_bytes())
    peppered = replace(header, facts=replace(header.facts, pepper=True))
    (tmp_path / "header.json").write_bytes(headers.dump(headers.with_mac(peppered, keys.database)))

    with pytest.raises(NeedsKeyStore):
        keys_in(tmp_path)


def test_keys_do_not_show_in_what_is_printed(tmp_path):
    keys = make(tmp_path)

    assert repr(keys) == "DatabaseKeys()"


def test_errors_are_known_to_the_interface_by_their_code():
    assert (WrongPassphrase.code, NoVault.code, AlreadyOpen.code) == ("wrong-passphrase", "no-vault", "already-open")
    assert DoorstepError.code == "doorstep-error"


def test_a_later_bundle_of_the_same_council_is_kept(tmp_path):
    make(tmp_path)
    later = COUNCIL.later(minimum_version="2")

    with opened(tmp_path) as vault:
        keys = vault.unlock(PASSPHRASE)
        vault.keep_bundle(trust.sign(later, COUNCIL.root), keys)

    with opened(tmp_path) as vault:
        assert vault.bundle() == later
        assert vault.unlock(PASSPHRASE) == keys
    assert len(list(tmp_path.glob("council-*"))) == 1


def test_another_councils_bundle_is_not_kept(tmp_path):
    make(tmp_path)

    with opened(tmp_path) as vault:
        keys = vault.unlock(PASSPHRASE)
        with pytest.raises(trust.WrongRoot):
            vault.keep_bundle(a_council(2, "southmere").json, keys)

        assert vault.bundle() == COUNCIL.bundle


@pytest.mark.parametrize("harm", ["flip", "remove"])
def test_a_damaged_bundle_is_noticed_and_put_back(tmp_path, harm):
    make(tmp_path)
    [path] = tmp_path.glob("council-*")
    path.write_bytes(path.read_bytes()[:-1]) if harm == "flip" else path.unlink()

    with opened(tmp_path) as vault:
        keys = vault.unlock(PASSPHRASE)
        with pytest.raises(VaultDamaged):
            vault.bundle()

        vault.keep_bundle(COUNCIL.json, keys)

        assert vault.bundle() == COUNCIL.bundle


def test_the_unlock_page_needs_neither_sql_nor_qt_nor_http():
    heavy = "import sys, desktop.vault.vault, desktop.vault.folder, desktop.vault.passphrase; print(sorted({m.split('.')[0] for m in sys.modules} & {'sqlalchemy', 'PySide6', 'httpx', 'zxcvbn', 'shamir_mnemonic', 'sqlcipher3'}))"

    shown = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"
