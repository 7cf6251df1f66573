"""One-time codes (F5): used, wrong, expired, void, of somebody else; and an answer that was lost."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import update

from sync.protocol import trust
from sync.protocol.codes import SIGNS, EnrolmentCode
from sync.protocol.messages import CodeQuestion, Enrolled, EnrolmentRequest, Greeting
from sync.records.types import instant_text
from sync.server.tables import enrolment_code
from tests.support.central import Central
from tests.support.wire import Wire, an_id, problem


@pytest.fixture
def user(central: Central) -> str:
    return central.a_user(name="Jo Ellery", team="North")


@pytest.fixture
def laptop(central) -> Wire:
    """Some laptop, whose way of asking these tests borrow."""
    return Wire(central)


def ask(central: Central, secret: str) -> httpx.Response:
    body = msgspec.json.encode(CodeQuestion(secret))
    return central.http.post("/v1/enrolment/question", content=body, headers={"content-type": "application/json"})


def enrol(central: Central, request: EnrolmentRequest) -> httpx.Response:
    body = msgspec.json.encode(request)
    return central.http.post("/v1/enrolment", content=body, headers={"content-type": "application/json"})


def as_another(laptop: Wire) -> None:
    """The same hands on another laptop."""
    laptop.device, laptop.key = an_id(), Ed25519PrivateKey.generate()


def secret_of(code: str) -> str:
    return EnrolmentCode.read(code).secret


def wrong(secret: str) -> str:
    """The code that somebody meant, with its last sign misread."""
    return secret[:-1] + SIGNS[(SIGNS.index(secret[-1]) + 1) % 32]


def test_a_code_says_whom_it_is_for_and_carries_a_bundle_that_its_fingerprint_vouches_for(central, user):
    code = EnrolmentCode.read(central.a_code(user))

    greeting = msgspec.json.decode(ask(central, code.secret).content, type=Greeting)

    assert (greeting.user, greeting.user_name, greeting.team, greeting.families) == (user, "Jo Ellery", "North", 0)
    assert trust.verify(greeting.bundle.encode(), code.fingerprint).council == greeting.council == "northmere"


def test_asking_uses_nothing_up(central, user):
    secret = secret_of(central.a_code(user))

    answers = [ask(central, secret).status_code for _ in range(7)]

    assert answers == [200] * 7


def test_a_lost_answer_is_given_again_to_the_same_laptop(central, user, laptop):
    as_another(laptop)
    request = laptop.enrolment(central.a_code(user))

    first, again = enrol(central, request), enrol(central, request)

    assert first.content == again.content
    assert msgspec.json.decode(first.content, type=Enrolled).number > laptop.number


def test_a_used_code_lets_no_other_laptop_in(central, user, laptop):
    code = central.a_code(user)
    as_another(laptop)
    enrol(central, laptop.enrolment(code))
    as_another(laptop)

    assert problem(enrol(central, laptop.enrolment(code))).code == "code_used"
    assert problem(ask(central, secret_of(code))).code == "code_used"


def test_a_laptop_belongs_to_the_person_whom_its_code_was_made_for(central, user):
    jo = Wire(central, user)
    stream = jo.a_stream()

    other = Wire(central)

    assert other.manifest().streams == []
    assert [head.stream for head in jo.manifest().streams] == [stream]


@pytest.mark.parametrize("secret", ["", "0000000000", "ABC", "é" * 10, "\0" * 10, "0" * 32])
def test_a_code_that_nobody_made_is_unknown(central, secret):
    assert problem(ask(central, secret)).code == "code_unknown"


def test_the_sixth_try_is_void_even_when_right(central, user, laptop):
    code = central.a_code(user)
    secret = secret_of(code)

    wrong_tries = [problem(ask(central, wrong(secret))).code for _ in range(5)]
    as_another(laptop)

    assert wrong_tries == ["code_unknown"] * 5
    assert problem(ask(central, secret)).code == "code_void"
    assert problem(enrol(central, laptop.enrolment(code))).code == "code_void"


def test_a_wrong_try_leaves_the_right_code_working(central, user):
    secret = secret_of(central.a_code(user))

    for _ in range(4):
        ask(central, wrong(secret))

    assert ask(central, secret).status_code == 200


def test_an_expired_code_is_said_to_be_and_only_to_who_has_it_right(central, user, laptop):
    code = central.a_code(user)
    passed = update(enrolment_code).where(enrolment_code.c.user == user)
    with central.session() as connection:
        connection.execute(passed.values(expires_at=instant_text(datetime.now(UTC) - timedelta(seconds=1))))
    as_another(laptop)

    assert problem(ask(central, secret_of(code))).code == "code_expired"
    assert problem(enrol(central, laptop.enrolment(code))).code == "code_expired"
    assert problem(ask(central, wrong(secret_of(code)))).code == "code_unknown"


def test_an_enrolled_laptops_id_or_key_is_not_enrolled_again(central, user, laptop):
    assert problem(enrol(central, laptop.enrolment(central.a_code(user)))).code == "device_taken"

    laptop.device = an_id()

    assert problem(enrol(central, laptop.enrolment(central.a_code(user)))).code == "device_taken"


@pytest.mark.parametrize(
    "changed",
    [{"device": "laptop"}, {"public_key": "AAAA"}, {"name": "a\0b"}, {"recovery": "x" * 20_000}, {"name": 5}],
    ids=lambda changed: next(iter(changed)),
)
def test_an_enrolment_that_is_not_sound_is_refused_and_uses_nothing_up(central, user, laptop, changed):
    code = central.a_code(user)
    as_another(laptop)
    sound = laptop.enrolment(code)

    refused = central.http.post("/v1/enrolment", json=msgspec.to_builtins(sound) | changed)

    assert problem(refused).code == "malformed"
    assert enrol(central, sound).status_code == 200
