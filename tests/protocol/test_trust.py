"""Attacks on the trust bundle: another root, an older bundle, an edit, a signature made for something else."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from sync.protocol import canonical, crypto, trust
from sync.protocol.codes import fingerprint
from tests.support.councils import a_council

COUNCIL = a_council()
OTHER = a_council(2, "southmere")
PINNED = fingerprint(COUNCIL.bundle.root)


def test_the_bundle_is_believed_by_the_fingerprint_in_the_code():
    assert trust.verify(COUNCIL.json, PINNED) == COUNCIL.bundle


def test_the_same_bundle_is_the_same_bytes():
    assert trust.sign(COUNCIL.bundle, COUNCIL.root) == COUNCIL.json
    assert trust.digest(COUNCIL.json) == trust.digest(trust.sign(COUNCIL.bundle, COUNCIL.root))
    assert COUNCIL.json.decode()


def test_another_councils_root_is_refused():
    with pytest.raises(trust.WrongRoot):
        trust.verify(OTHER.json, PINNED)
    with pytest.raises(trust.WrongRoot):
        trust.verify(OTHER.json, COUNCIL.bundle)


def test_a_phishing_server_that_signs_our_root_with_its_own_is_refused():
    forged = trust.sign(replace(COUNCIL.bundle, servers=("https://elsewhere.example.org",)), OTHER.root)

    with pytest.raises(trust.BadSignature):
        trust.verify(forged, PINNED)
    with pytest.raises(trust.BadSignature):
        trust.verify(trust.sign(COUNCIL.later(), OTHER.root), COUNCIL.bundle)


def test_every_edited_field_is_refused():
    signed = json.loads(COUNCIL.json)
    for name in signed["bundle"]:
        edited = json.loads(COUNCIL.json)
        edited["bundle"][name] = OTHER_FIELDS[name]

        with pytest.raises(trust.BundleRefused):
            trust.verify(canonical.encode(edited), PINNED)


OTHER_FIELDS = {
    **json.loads(OTHER.json)["bundle"],
    "n": 7,
    "v": 2,
    "servers": ["https://elsewhere.example.org"],
    "pins": ["00"],
    "phones": [],
    "minimum_version": "9",
}


def test_a_later_bundle_by_the_same_root_is_believed():
    later = COUNCIL.later(servers=("https://new.example.org",))

    assert trust.verify(trust.sign(later, COUNCIL.root), COUNCIL.bundle) == later


def test_the_bundle_already_held_may_be_met_again():
    assert trust.verify(COUNCIL.json, COUNCIL.bundle) == COUNCIL.bundle


def test_an_older_bundle_replayed_is_refused():
    with pytest.raises(trust.OlderBundle):
        trust.verify(COUNCIL.json, COUNCIL.later())


def test_two_bundles_of_one_number_are_refused():
    twin = replace(COUNCIL.bundle, servers=("https://elsewhere.example.org",))

    with pytest.raises(trust.OlderBundle):
        trust.verify(trust.sign(twin, COUNCIL.root), COUNCIL.bundle)


def test_a_new_root_is_vouched_for_by_the_old_one_and_by_itself():
    root = Ed25519PrivateKey.generate()
    later = COUNCIL.later(root=crypto.public_bytes(root))
    raw = trust.sign(later, COUNCIL.root, root)

    assert trust.verify(raw, COUNCIL.bundle) == later
    assert trust.verify(raw, fingerprint(later.root)) == later


def test_a_new_root_that_only_vouches_for_itself_is_refused():
    root = Ed25519PrivateKey.generate()
    later = COUNCIL.later(root=crypto.public_bytes(root))

    with pytest.raises(trust.BadSignature):
        trust.verify(trust.sign(later, root), COUNCIL.bundle)


def test_a_signature_made_for_another_purpose_is_refused():
    body = canonical.encode(COUNCIL.bundle)
    elsewhere = crypto.sign(COUNCIL.root, "doorstep/something-else/1", body)
    raw = canonical.encode({"bundle": COUNCIL.bundle, "signatures": [elsewhere]})

    with pytest.raises(trust.BadSignature):
        trust.verify(raw, PINNED)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html>", id="another page"),
        pytest.param(COUNCIL.json + b" ", id="a space"),
        pytest.param(COUNCIL.json[:-1], id="cut"),
        pytest.param(b"[" * 30_000, id="deep"),
        pytest.param(b" " * 40_000, id="huge"),
        pytest.param(canonical.encode({"bundle": COUNCIL.bundle, "signatures": []}), id="unsigned"),
    ],
)
def test_what_is_no_bundle_is_refused(raw):
    with pytest.raises(trust.BundleUnreadable):
        trust.verify(raw, PINNED)
    with pytest.raises(trust.BundleUnreadable):
        trust.read(raw)


@pytest.mark.parametrize("council", ["../etc", "Northmere", "", "a b", "x" * 41])
def test_a_council_whose_name_could_lead_elsewhere_is_refused(council):
    raw = trust.sign(replace(COUNCIL.bundle, council=council), COUNCIL.root)

    with pytest.raises(trust.BundleUnreadable):
        trust.verify(raw, PINNED)


def test_a_key_of_the_wrong_length_signs_nothing():
    assert not crypto.is_signed(b"short", "doorstep/test/1", b"data", bytes(64))
