"""Letting a laptop in with a one-time code, against a real council (F5)."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.engine.enrolment import enrol, question
from sync.engine.errors import CodeUnknown, CodeUsed, WrongCouncil
from sync.engine.transport import Transport
from sync.protocol.codes import EnrolmentCode
from tests.support.central import Central
from tests.sync.conftest import NewLaptop


def test_a_code_lets_one_laptop_in_and_may_be_used_again_by_it(council: Central, a_laptop: NewLaptop):
    first = a_laptop()
    code = council.a_code(first.user)
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    device = first.desk.new_id()

    with Transport(council.url) as transport:
        number = enrol(code, transport, device, key, "{}").number
        again = enrol(code, transport, device, key, "{}").number
        with pytest.raises(CodeUsed):
            enrol(code, transport, first.desk.new_id(), other, "{}")

    assert again == number


def test_a_code_of_another_council_does_not_trust_this_one(council: Central):
    code = EnrolmentCode.read(council.a_code(council.a_user()))
    elsewhere = EnrolmentCode(code.secret, "0" * 10)

    with Transport(council.url) as transport, pytest.raises(WrongCouncil):
        question(str(elsewhere), transport)


@pytest.mark.parametrize("code", ["", "hello", "00000-00000-00000-00000"])
def test_what_is_no_code_lets_nobody_in(council: Central, code: str):
    with Transport(council.url) as transport, pytest.raises(CodeUnknown):
        question(code, transport)
