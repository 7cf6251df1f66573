"""Codes read aloud: forgiving of how they are said, strict about what they say."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.codes import SIGNS, EnrolmentCode, WrongCode, fingerprint, read_recovery_code, recovery_code

ROOT = bytes(range(32))


def test_an_enrolment_code_is_twenty_signs_in_groups_of_five():
    code = EnrolmentCode.new(ROOT, os.urandom)

    assert [len(group) for group in str(code).split("-")] == [5, 5, 5, 5]
    assert set(str(code)) <= {*SIGNS, "-"}
    assert code.fingerprint == fingerprint(ROOT)


def test_an_enrolment_code_reads_back():
    code = EnrolmentCode.new(ROOT, os.urandom)

    assert EnrolmentCode.read(str(code)) == code


@pytest.mark.parametrize(
    "said",
    [
        "abcde-01234-fghjk-56789",
        "ABCDE 01234 FGHJK 56789",
        "abcdeO1234fghjk56789",
        "  abcde–oi234—fghjk.56789\n",
        "abcde\u00a0oL234 fghjk 56789",
    ],
)
def test_case_spaces_hyphens_and_lookalikes_do_not_matter(said):
    assert str(EnrolmentCode.read(said)) == "ABCDE-01234-FGHJK-56789"


@pytest.mark.parametrize("said", ["", "ABCDE", "A" * 19, "A" * 21, "A" * 19 + "!", "Ä" * 20, "🙂" * 20])
def test_what_cannot_be_a_code_is_refused_without_being_quoted(said):
    with pytest.raises(WrongCode) as caught:
        EnrolmentCode.read(said)
    assert caught.value.args == ()


def test_the_secret_half_does_not_show_in_what_is_printed_by_accident():
    code = EnrolmentCode.new(ROOT, os.urandom)

    assert code.secret not in repr(code)


def test_another_root_has_another_fingerprint():
    assert fingerprint(ROOT) != fingerprint(ROOT[::-1])


@given(st.binary(min_size=16, max_size=16))
def test_every_recovery_secret_reads_back(secret):
    code = recovery_code(secret)

    assert [len(group) for group in code.split("-")] == [4] * 7
    assert read_recovery_code(code.lower().replace("-", " ")) == secret


def test_one_wrong_sign_in_a_recovery_code_is_noticed():
    code = recovery_code(bytes(range(16))).replace("-", "")
    unnoticed = 0
    for place in range(len(code)):
        for sign in set(SIGNS) - {code[place]}:
            try:
                read_recovery_code(code[:place] + sign + code[place + 1 :])
                unnoticed += 1
            except WrongCode:
                pass

    assert unnoticed <= 2  # of 868, by a check of 12 bits


@pytest.mark.parametrize("said", ["", "A" * 27, "A" * 29, "ABCDE-01234-FGHJK-56789", "A" * 27 + "*"])
def test_what_is_no_recovery_code_is_refused(said):
    with pytest.raises(WrongCode):
        read_recovery_code(said)
