"""The help desk: two of three shares give a code for one laptop, and nothing else."""

import os

import pytest
from msgspec.structs import replace

from sync.protocol import canonical, crypto, recovery
from sync.protocol.codes import read_recovery_code

MASTER = bytes(range(32))
PUBLIC = recovery.public_key(MASTER)
SECRET = bytes(range(16))


def a_copy(council: str = "northmere", device: str = "laptop-1") -> recovery.RecoveryCopy:
    sealed = recovery.seal_secret(PUBLIC, SECRET, council, device)
    return recovery.RecoveryCopy(council, device, recovery.key_id(PUBLIC), sealed, b"")


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (2, 1)])
def test_any_two_of_three_shares_give_the_master_back(pair):
    shares = recovery.split(MASTER)

    assert recovery.combine([shares[place] for place in pair]) == MASTER
    assert {len(share.split()) for share in shares} == {33}


def test_one_share_gives_nothing():
    with pytest.raises(recovery.WrongShares):
        recovery.combine(recovery.split(MASTER)[:1])


@pytest.mark.parametrize(
    "shares",
    [
        pytest.param([], id="none"),
        pytest.param(recovery.split(MASTER), id="all three"),
        pytest.param([recovery.split(MASTER)[0], recovery.split(MASTER)[1]], id="of two splittings"),
        pytest.param(recovery.split(bytes(16))[:2], id="of something shorter"),
        pytest.param(["lantern orbit", "gravel meadow"], id="other words"),
    ],
)
def test_shares_that_do_not_belong_together_are_refused_without_being_quoted(shares):
    with pytest.raises(recovery.WrongShares) as caught:
        recovery.combine(shares)
    assert caught.value.args == ()


def test_the_master_opens_the_laptops_secret_as_a_code():
    code = recovery.open_code(MASTER, canonical.encode(a_copy()))

    assert read_recovery_code(code) == SECRET


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(replace(a_copy(), device="laptop-2"), id="moved to another laptop"),
        pytest.param(replace(a_copy(), council="southmere"), id="moved to another council"),
        pytest.param(replace(a_copy(), sealed=os.urandom(1152)), id="noise"),
        pytest.param(replace(a_copy(), sealed=b""), id="empty"),
        pytest.param({"council": "northmere"}, id="half a copy"),
    ],
)
def test_a_slot_that_was_moved_or_damaged_is_refused(copy):
    with pytest.raises(recovery.WrongSlot):
        recovery.open_code(MASTER, canonical.encode(copy))


def test_the_key_always_follows_from_the_master():
    assert recovery.public_key(MASTER) == PUBLIC
    assert recovery.key_id(PUBLIC) == recovery.key_id(recovery.public_key(MASTER))
    assert recovery.key_id(PUBLIC) != recovery.key_id(recovery.public_key(bytes(32)))


def test_what_is_sealed_for_one_purpose_does_not_open_for_another():
    key = crypto.hybrid_key(MASTER, "doorstep/test-key/1")
    sealed = crypto.seal(crypto.hybrid_public(MASTER, "doorstep/test-key/1"), b"words", b"one purpose")

    assert crypto.open_sealed(key, sealed, b"one purpose") == b"words"
    with pytest.raises(crypto.SealBroken):
        crypto.open_sealed(key, sealed, b"another")
