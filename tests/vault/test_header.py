"""Attacks on the header: edited, cut, flipped, hostile, from the future."""

import hashlib
import json
import os
from typing import Any

import msgspec
import pytest

from desktop.vault import header as headers
from desktop.vault.errors import HeaderTooNew, NeedsKeyStore, VaultDamaged, VaultError, WrongPassphrase
from sync.protocol import canonical
from tests.vault.vaults import keys_in, make


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The bytes of a sound header, and the folder it opens."""
    folder = tmp_path_factory.mktemp("vault")
    make(folder)
    return folder, (folder / "header.json").read_bytes()


def sealed_again(fields: dict[str, Any]) -> bytes:
    """What an attacker writes: edited, with a check sum that agrees."""
    fields = {name: value for name, value in fields.items() if name != "check"}
    check = hashlib.sha256(canonical.encode(fields)).hexdigest()
    return canonical.encode({**fields, "check": check})


def places(fields: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(fields, dict):
        return [place for name, value in fields.items() for place in places(value, (*path, name))]
    return [path]


def edited(value: Any) -> Any:
    """Another value that still looks right."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return ("b" if value[:1] == "a" else "a") + value[1:]
    return {"days": 300, "met_at": "2026-03-02T09:30:00Z"} if value is None else ["x"]


@pytest.mark.slow
def test_no_edited_field_opens_unnoticed(sound):
    folder, data = sound
    told = {}

    for place in places(json.loads(data)):
        fields = json.loads(data)
        inner = fields
        for name in place[:-1]:
            inner = inner[name]
        inner[place[-1]] = edited(inner[place[-1]])
        (folder / "header.json").write_bytes(sealed_again(fields) if place != ("check",) else canonical.encode(fields))
        with pytest.raises(VaultError) as caught:
            keys_in(folder)
        (folder / "tries.json").unlink(missing_ok=True)
        told[".".join(place)] = caught.type
    (folder / "header.json").write_bytes(data)

    assert len(told) >= 24
    assert told.pop("v") is HeaderTooNew
    assert told.pop("facts.pepper") is NeedsKeyStore
    looks_like_another_passphrase = {
        "passphrase.stretching.salt",
        "passphrase.stretching.passes",
        "passphrase.stretching.memory_kib",
        "passphrase.key.proof",
        "passphrase.key.nonce",
    }
    assert {place for place, kind in told.items() if kind is WrongPassphrase} == looks_like_another_passphrase
    assert {kind for place, kind in told.items() if place not in looks_like_another_passphrase} == {VaultDamaged}


def test_every_flipped_byte_is_damage_never_a_wrong_passphrase(sound):
    _, data = sound

    for position in range(len(data)):
        flipped = bytearray(data)
        flipped[position] ^= 1 << position % 8
        with pytest.raises(VaultDamaged):
            headers.load(bytes(flipped))


def test_every_cut_is_damage(sound):
    _, data = sound

    for length in range(len(data)):
        with pytest.raises(VaultDamaged):
            headers.load(data[:length])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("memory_kib", 1024 * 1024 + 1, id="more than 1 GiB"),
        pytest.param("memory_kib", 2**40, id="all the memory there is"),
        pytest.param("memory_kib", 8, id="hardly any"),
        pytest.param("passes", 2, id="too few passes"),
        pytest.param("passes", 21, id="too many passes"),
        pytest.param("lanes", 10_000, id="lanes"),
        pytest.param("salt", "", id="no salt"),
    ],
)
def test_hostile_parameters_are_refused_before_anything_is_derived(sound, name, value):
    _, data = sound
    fields = json.loads(data)
    fields["passphrase"]["stretching"][name] = value

    with pytest.raises(VaultDamaged):
        headers.load(sealed_again(fields))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[" * 16_000, id="deep"),
        pytest.param(b"{}", id="empty"),
        pytest.param(b"[]", id="a list"),
        pytest.param(sealed_again({"magic": "somebody else's", "v": 1}), id="another program's"),
        pytest.param(sealed_again({"magic": "doorstep-vault", "v": "one"}), id="version of words"),
        pytest.param(b"\xff" * 200, id="noise"),
    ],
)
def test_what_is_no_header_is_damage(data):
    with pytest.raises(VaultDamaged):
        headers.load(data)


def test_a_huge_file_is_refused_unread(sound):
    folder, data = sound
    os.truncate(folder / "header.json", 2**40)

    with pytest.raises(VaultDamaged):
        keys_in(folder)
    (folder / "header.json").write_bytes(data)


def test_base64_that_only_means_the_same_is_refused(sound):
    _, data = sound
    fields = json.loads(data)
    salt = fields["passphrase"]["stretching"]["salt"]
    fields["passphrase"]["stretching"]["salt"] = salt[:21] + chr(ord(salt[21]) + 1) + "=="

    with pytest.raises(VaultDamaged):
        headers.load(sealed_again(fields))


def test_a_header_of_a_later_release_is_told_apart_from_damage(sound):
    _, data = sound
    later = {**json.loads(data), "v": 2, "new_field": 1}

    with pytest.raises(HeaderTooNew) as caught:
        headers.load(sealed_again(later))
    assert caught.value.version == 2


def test_nothing_is_written_that_could_not_be_read(sound):
    _, data = sound
    header = headers.load(data)

    with pytest.raises(msgspec.ValidationError):
        headers.dump(msgspec.structs.replace(header, epoch=0))
    with pytest.raises(VaultDamaged):
        headers.dump(msgspec.structs.replace(header, former=(header.passphrase.key,) * 200))


def test_a_header_is_small(sound):
    _, data = sound

    assert len(data) < 4096
