"""Signed requests (F16): what was signed for one request opens no other, and the server's clock alone decides what is fresh."""

import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.signing import Message, sign
from tests.support.wire import Wire, an_id, problem

TEN_YEARS = 10 * 365 * 24 * 3600


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


def test_a_request_without_a_signature_is_not_answered(central):
    assert problem(central.http.get("/v1/manifest")).code == "signature"


def test_a_request_sent_twice_is_answered_once(jo):
    headers = jo.signed("GET", "/v1/manifest")

    first, again = (jo.http.get("/v1/manifest", headers=headers) for _ in range(2))

    assert first.status_code == 200
    assert problem(again).code == "replayed"


def test_two_devices_may_think_of_the_same_nonce(jo):
    other = Wire(jo.central)
    nonce = an_id()

    answers = [
        wire.http.get("/v1/manifest", headers=wire.signed("GET", "/v1/manifest", nonce=nonce)) for wire in (jo, other)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize(
    ("method", "target", "body", "host"),
    [
        pytest.param("POST", "/v1/push", b"x", None, id="another route"),
        pytest.param("POST", "/v1/pull", b"y", None, id="another body"),
        pytest.param("POST", "/v1/pull?x=1", b"x", None, id="another query"),
        pytest.param("POST", "/v1/pull", b"x", "central.example.org", id="another host"),
    ],
)
def test_a_signature_opens_no_other_request(jo, method, target, body, host):
    headers = jo.signed("POST", "/v1/pull", b"x") | ({"host": host} if host else {})

    answer = jo.http.request(method, target, content=body, headers=headers)

    assert problem(answer).code == "signature"


def test_a_request_for_another_council_is_not_answered_even_when_well_signed(jo):
    message = Message("GET", "central.example.org", "/v1/manifest", b"")
    headers = sign(message, jo.device, jo.key, int(time.time()), "n") | {"host": "central.example.org"}

    assert problem(jo.http.get("/v1/manifest", headers=headers)).code == "signature"


@pytest.mark.parametrize("late", [TEN_YEARS, -TEN_YEARS, 400, -400])
def test_a_laptop_whose_clock_is_off_learns_the_servers_time_and_signs_again_with_it(jo, late):
    refused = problem(jo.http.get("/v1/manifest", headers=jo.signed("GET", "/v1/manifest", late=late)))
    clock = int(time.time()) + late

    assert refused.code == "clock"
    assert refused.server_time is not None
    offset = refused.server_time - clock
    again = jo.http.get("/v1/manifest", headers=jo.signed("GET", "/v1/manifest", late=late + offset))

    assert again.status_code == 200


def test_a_replay_is_stale_by_the_time_its_nonce_is_forgotten(jo):
    """Nonces are kept for the window in which the request that bore them would be fresh, and no longer."""
    early = jo.signed("GET", "/v1/manifest", late=250)
    assert jo.http.get("/v1/manifest", headers=early).status_code == 200

    for _ in range(3):
        jo.manifest()

    assert problem(jo.http.get("/v1/manifest", headers=early)).code == "replayed"


def test_another_devices_key_does_not_sign_for_this_one(jo):
    other = Wire(jo.central)
    jo.key = other.key

    assert problem(jo.get("/v1/manifest")).code == "signature"


@pytest.mark.parametrize("device", ["", "nobody", "\u20ac" * 5, "A" * 22])
def test_a_device_that_nobody_enrolled_is_as_good_as_unsigned(jo, device):
    unknown, forged = jo.device, Ed25519PrivateKey.generate()
    headers = jo.signed("GET", "/v1/manifest")
    headers["signature-input"] = headers["signature-input"].replace(unknown, device)
    jo.key = forged

    answer = jo.http.get("/v1/manifest", headers={name: value.encode() for name, value in headers.items()})

    assert problem(answer).code == "signature"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("signature-input", "nonsense ("),
        ("signature-input", 'device=("@method");created=1;keyid="x";tag="doorstep/1"'),
        ("signature", "device=:AAAA:"),
        ("signature", "device=:" + "A" * 86 + "==:"),
        ("content-digest", "sha-256=:AAAA:"),
        ("content-digest", "md5=:AAAA:"),
    ],
)
def test_headers_that_are_not_as_agreed_are_as_good_as_unsigned(jo, header, value):
    headers = jo.signed("GET", "/v1/manifest") | {header: value}

    assert problem(jo.http.get("/v1/manifest", headers=headers)).code == "signature"


def test_a_revoked_device_is_not_answered_from_its_next_request_on(central):
    jo = Wire(central)
    assert jo.get("/v1/manifest").status_code == 200

    central.run("revoke", jo.device)

    assert problem(jo.get("/v1/manifest")).code == "revoked"


@pytest.mark.parametrize(
    ("method", "target", "code"),
    [
        ("GET", "/v2/manifest", "not_found"),
        ("DELETE", "/v1/manifest", "not_allowed"),
        ("GET", "/v1/push", "not_allowed"),
    ],
)
def test_addresses_that_there_are_not_are_problems_too(central, method, target, code):
    assert problem(central.http.request(method, target)).code == code


def test_the_signature_of_a_push_speaks_of_everything_but_its_body(jo):
    """Its lines are signed themselves (`docs/decisions/0041-pushes-are-signed-line-by-line.md`)."""
    digested = Message("POST", f"127.0.0.1:{jo.central.port}", "/v1/push", b"")
    as_a_pull = sign(digested, jo.device, jo.key, int(time.time()), an_id())

    assert problem(jo.http.post("/v1/push", headers=as_a_pull)).code == "signature"
    assert jo.http.post("/v1/push", headers=jo.signed("POST", "/v1/push")).status_code == 200
