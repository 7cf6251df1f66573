"""The council's command line: keys, people, codes, recovery, and who did what (F4, P13, P14)."""

import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from sync.protocol import crypto, recovery, trust
from sync.protocol.canonical import encode
from sync.protocol.codes import EnrolmentCode, read_recovery_code
from sync.server.tables import device, operator_act
from tests.support.central import Central, Refused
from tests.support.wire import Wire, a_note, an_id

OPERATORS_OWN = 0o600


@pytest.fixture
def council(a_central) -> Central:
    made: Central = a_central()
    return made


def test_a_councils_keys_are_files_that_only_their_owner_reads(council):
    keys = sorted((council.folder / "keys").iterdir())

    assert [path.name for path in keys] == [
        *("council.json", "forms.key", "ingest.key", "order.key", "receipt.key", "root.key"),
    ]
    assert {path.stat().st_mode & 0o777 for path in (*keys, *council.shares.iterdir())} == {OPERATORS_OWN}


def test_the_bundle_is_signed_by_the_root_key_in_the_folder_and_names_its_fingerprint(council):
    root = Ed25519PrivateKey.from_private_bytes(bytes.fromhex((council.folder / "keys" / "root.key").read_text()))
    code = EnrolmentCode.read(council.a_code(council.a_user()))

    bundle = trust.verify((council.folder / "keys" / "council.json").read_bytes(), code.fingerprint)

    assert bundle.root == crypto.public_bytes(root)
    assert bundle.servers == (council.url,)


def test_a_council_is_made_once(council):
    before = (council.folder / "keys" / "council.json").read_bytes()

    with pytest.raises(Refused):
        council.run("council", "elsewhere", "--name", "Elsewhere", "--server", "https://central.example.org")

    assert (council.folder / "keys" / "council.json").read_bytes() == before


def test_no_key_and_no_share_lies_in_the_database(council):
    secrets = [path.read_text().strip() for path in (council.folder / "keys").glob("*.key")]
    secrets += [path.read_text().strip() for path in council.shares.iterdir()]

    with council.session() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM council").all()

    assert len(secrets) == 5 + 3
    assert not any(secret in str(row) for secret in secrets for row in rows)


def test_nobody_is_enrolled_who_is_not_known(council):
    with pytest.raises(Refused):
        council.run("enrol", "nobody")


@pytest.mark.slow
def test_two_people_with_a_share_each_read_a_worker_their_code(council):
    council.start()
    jo = Wire(council)
    secret = os.urandom(16)
    master = recovery.combine([share.read_text().strip() for share in sorted(council.shares.iterdir())[:2]])
    sealed = recovery.seal_secret(recovery.public_key(master), secret, "northmere", jo.device)
    copy = recovery.RecoveryCopy("northmere", jo.device, council.bundle.recovery[0].key_id, sealed, b"header")
    with council.session() as connection:
        connection.execute(device.update().values(recovery=encode(copy).decode()))

    code = council.run("recover", jo.device, stdin="".join(read(council, 1, 3)))

    assert read_recovery_code(code.strip()) == secret


@pytest.mark.slow
@pytest.mark.parametrize("stdin", ["", "one word\nanother\n"], ids=["no shares", "no words of a share"])
def test_a_recovery_without_two_shares_is_refused(council, stdin):
    council.start()
    jo = Wire(council)

    with pytest.raises(Refused):
        council.run("recover", jo.device, stdin=stdin)


def test_one_share_twice_is_not_two(council):
    council.start()
    jo = Wire(council)

    with pytest.raises(Refused):
        council.run("recover", jo.device, stdin="".join(read(council, 1, 1)))


@pytest.mark.parametrize(
    "command",
    [
        ("revoke", "A" * 22),
        ("allocate", "A" * 22, "jo"),
        ("allocate", "A" * 22, "jo", "--remove"),
        ("recover", "A" * 22),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_refused(council, command):
    council.run("user", "jo", "--name", "Jo Ellery", "--team", "North")

    with pytest.raises(Refused):
        council.run(*command, stdin="".join(read(council, 1, 2)))


def test_what_operators_do_is_noted_with_their_name_and_ids_only(council):
    council.start()
    council.run("user", "jo", "--name", "Blodwyn Marker", "--team", "North", "--role", "practitioner")
    council.a_code("jo")
    jo = Wire(council, "jo")
    stream, begins = jo.begin()
    jo.push(begins, jo.set(stream, a_note("Marker.")))
    council.run("allocate", begins.family, council.a_user())
    council.run("revoke", jo.device)

    with council.session() as connection:
        acts = connection.execute(select(operator_act).order_by(operator_act.c.id)).all()

    assert [act.act for act in acts] == ["user", "enrol", "user", "allocate", "revoke"]
    assert {act.operator for act in acts} == {"tests"}
    assert acts[-1].subject == jo.device
    assert not any("Marker" in str(act) for act in acts)


def test_an_act_that_was_refused_is_not_noted(council):
    with pytest.raises(Refused):
        council.run("revoke", an_id())

    with council.session() as connection:
        assert connection.execute(select(operator_act)).all() == []


@pytest.mark.slow
def test_a_served_council_survives_a_pulled_plug(council):
    council.start()
    jo = Wire(council)
    stream, begins = jo.begin()
    line = jo.set(stream, a_note("Kept."))
    applied = jo.push_one(begins, line)

    council.kill()
    council.start()

    assert jo.push_one(line) == applied


def read(council: Central, *numbers: int) -> list[str]:
    """What people with these shares type."""
    return [(council.shares / f"share-{number}.txt").read_text() for number in numbers]
