"""A forgotten passphrase, the help desk's code, and turning the key without losing the database."""

import pytest

from desktop.vault.errors import NotWritten, VaultDamaged, VaultError, WrongPassphrase, WrongRecoveryCode
from sync.protocol import recovery, trust
from tests.support.councils import a_council
from tests.vault.vaults import (
    COUNCIL,
    NEW,
    PASSPHRASE,
    FailingDisk,
    PlugPulled,
    code_for,
    keys_in,
    make,
    opened,
)

REPLACEMENT = range(2, 7)
"""The five acts of replacing the header. The first act on the disk is unlocking's: forgetting wrong tries."""
BUNDLE = range(2, 13)
"""Two replacements, and the removal of the old bundle."""


def test_two_of_three_shares_open_a_laptop_whose_passphrase_is_forgotten(tmp_path):
    keys = make(tmp_path)
    first, _, third = recovery.split(COUNCIL.master)
    with opened(tmp_path) as vault:
        kept_by_the_council = vault.recovery_copy()

    code = recovery.open_code(recovery.combine([first, third]), kept_by_the_council)
    with opened(tmp_path) as vault:
        opened_keys = vault.recover(code, NEW)

    assert opened_keys.former == (keys.database,)
    assert keys_in(tmp_path, NEW) == opened_keys


def test_after_recovery_passphrase_code_key_and_epoch_are_new(tmp_path):
    keys = make(tmp_path)
    with opened(tmp_path) as vault:
        code = code_for(vault)
        turned = vault.recover(code, NEW)

        with pytest.raises(WrongRecoveryCode):
            vault.recover(code, NEW)
        assert vault.epoch == 2
        assert code_for(vault) != code
    assert turned.database != keys.database
    with pytest.raises(WrongPassphrase):
        keys_in(tmp_path, PASSPHRASE)


def test_another_laptops_code_is_refused(tmp_path):
    make(tmp_path / "one", device="laptop-1")
    make(tmp_path / "two", device="laptop-2")
    with opened(tmp_path / "one") as vault:
        code = code_for(vault)

    with opened(tmp_path / "two") as vault, pytest.raises(WrongRecoveryCode):
        vault.recover(code, NEW)


def test_a_misheard_letter_is_refused_and_the_right_one_still_opens(tmp_path):
    make(tmp_path)
    with opened(tmp_path) as vault:
        code = code_for(vault)
        misheard = ("B" if code[0] != "B" else "P") + code[1:]

        with pytest.raises(WrongRecoveryCode):
            vault.recover(misheard, NEW)
        assert vault.recover(code.lower().replace("-", " "), NEW)


def test_the_database_keeps_a_key_that_opens_it_until_it_is_settled(tmp_path):
    first = make(tmp_path)
    with opened(tmp_path) as vault:
        second = vault.recover(code_for(vault), NEW)
    with opened(tmp_path) as vault:
        third = vault.rotate(NEW)

    assert third.former == (second.database, first.database)
    assert keys_in(tmp_path, NEW) == third


def test_a_settled_vault_forgets_the_former_keys(tmp_path):
    make(tmp_path)
    with opened(tmp_path) as vault:
        turned = vault.rotate(PASSPHRASE)

        settled = vault.settle(turned)

    assert settled.former == ()
    assert keys_in(tmp_path) == settled
    assert settled.database == turned.database


def test_an_old_header_put_back_does_not_open_the_turned_database(tmp_path):
    make(tmp_path)
    old = (tmp_path / "header.json").read_bytes()
    with opened(tmp_path) as vault:
        turned = vault.settle(vault.rotate(PASSPHRASE))

    (tmp_path / "header.json").write_bytes(old)

    assert turned.database not in (keys_in(tmp_path).database, *keys_in(tmp_path).former)


def test_a_damaged_bundle_stops_recovery_before_anything_is_written(tmp_path):
    keys = make(tmp_path)
    [path] = tmp_path.glob("council-*")
    path.write_bytes(b"{}")

    with opened(tmp_path) as vault, pytest.raises(VaultDamaged):
        vault.recover(code_for(vault), NEW)
    assert keys_in(tmp_path) == keys


@pytest.mark.slow
@pytest.mark.parametrize("failure", [OSError(28, "full"), PlugPulled()], ids=["full disk", "plug pulled"])
@pytest.mark.parametrize("at", REPLACEMENT)
def test_a_passphrase_change_cut_short_leaves_one_passphrase_that_opens(tmp_path, at, failure):
    keys = make(tmp_path)

    with opened(tmp_path, disk=FailingDisk(at, failure)) as vault, pytest.raises((NotWritten, PlugPulled)):
        vault.change_passphrase(PASSPHRASE, NEW)

    assert that_opens(tmp_path) == keys.database


@pytest.mark.slow
@pytest.mark.parametrize("at", REPLACEMENT)
def test_a_rotation_cut_short_leaves_a_header_that_opens_the_database(tmp_path, at):
    keys = make(tmp_path)

    with opened(tmp_path, disk=FailingDisk(at, PlugPulled())) as vault, pytest.raises(PlugPulled):
        vault.rotate(PASSPHRASE)

    found = keys_in(tmp_path)
    assert keys.database in (found.database, *found.former)


@pytest.mark.slow
@pytest.mark.parametrize("at", REPLACEMENT)
def test_settling_cut_short_keeps_the_present_key(tmp_path, at):
    make(tmp_path)
    with opened(tmp_path) as vault:
        turned = vault.rotate(PASSPHRASE)

    with opened(tmp_path, disk=FailingDisk(at, PlugPulled())) as vault, pytest.raises(PlugPulled):
        vault.settle(vault.unlock(PASSPHRASE))

    assert keys_in(tmp_path).database == turned.database


@pytest.mark.slow
@pytest.mark.parametrize("at", BUNDLE)
def test_a_new_bundle_cut_short_leaves_one_that_is_believed(tmp_path, at):
    keys = make(tmp_path)
    later = COUNCIL.later()

    with opened(tmp_path, disk=FailingDisk(at, PlugPulled())) as vault, pytest.raises(PlugPulled):
        vault.keep_bundle(trust.sign(later, COUNCIL.root), vault.unlock(PASSPHRASE))

    with opened(tmp_path) as vault:
        assert vault.bundle() in (COUNCIL.bundle, later)
        assert vault.unlock(PASSPHRASE) == keys


def that_opens(folder) -> bytes:
    for passphrase in (PASSPHRASE, NEW):
        try:
            return keys_in(folder, passphrase).database
        except WrongPassphrase:
            continue
    raise AssertionError


def test_the_help_desks_copy_is_of_no_use_to_another_council(tmp_path):
    make(tmp_path)

    with opened(tmp_path) as vault, pytest.raises(recovery.WrongSlot):
        code_for(vault, master=a_council(2).master)


@pytest.mark.parametrize("code", ["", "A" * 28, "not a code", "0" * 27, "é" * 28])
def test_nonsense_is_a_wrong_code(tmp_path, code):
    make(tmp_path)

    with opened(tmp_path) as vault, pytest.raises(VaultError) as caught:
        vault.recover(code, NEW)
    assert caught.type is WrongRecoveryCode
