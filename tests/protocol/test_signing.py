"""What a request's signature covers (F16). How the server judges one is tested in tests/server/test_requests.py."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

from sync.protocol.signing import BadSignature, Message, Signed, sign, verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PLAIN = Message("POST", "central.example.org", "/v1/push?a=1", b"body")


def find(device: str):
    return KEY.public_key() if device == "laptop" else None


def signed(message: Message = PLAIN, **changed) -> Message:
    said: dict[str, Any] = {"device": "laptop", "key": KEY, "created": 1_790_000_000, "nonce": "n1"} | changed
    return replace(message, headers=sign(replace(message, headers={}), **said))


def test_a_good_signature_says_who_when_and_which():
    assert verify(signed(), find) == Signed("laptop", 1_790_000_000, "n1")


def test_three_headers_are_added_and_no_more():
    assert set(signed().headers) == {"content-digest", "signature-input", "signature"}


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "GET"},
        {"authority": "other.example.org"},
        {"target": "/v1/pull?a=1"},
        {"target": "/v1/push?a=2"},
        {"target": "/v1/push"},
        {"body": b"other"},
        {"body": b""},
        {"headers": {}},
    ],
    ids=str,
)
def test_a_request_changed_after_it_was_signed_is_not_believed(changed):
    with pytest.raises(BadSignature):
        verify(replace(signed(), **changed), find)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (";created=1790000000", ""),
        (";created=1790000000", ";created=1790000001"),
        (';nonce="n1"', ""),
        (';tag="doorstep/1"', ""),
        (';tag="doorstep/1"', ';tag="other"'),
        (';alg="ed25519"', ';alg="hmac-sha256"'),
        (' "content-digest"', ""),
        ("device=", "other="),
    ],
)
def test_a_signature_of_another_shape_is_not_believed(old, new):
    message = signed()
    assert old in message.headers["signature-input"]
    message.headers["signature-input"] = message.headers["signature-input"].replace(old, new)

    with pytest.raises(BadSignature):
        verify(message, find)


@pytest.mark.parametrize("changed", [{"device": "nobody"}, {"key": Ed25519PrivateKey.generate()}, {"nonce": "n" * 65}])
def test_a_signature_by_nobody_known_is_not_believed(changed):
    with pytest.raises(BadSignature):
        verify(signed(**changed), find)


def test_two_signatures_are_one_too_many():
    message = signed()
    for name in ("signature", "signature-input"):
        message.headers[name] += ", " + message.headers[name].replace("device=", "second=")

    with pytest.raises(BadSignature):
        verify(message, find)


class OnTheLine(Message):
    """A request as another's implementation of RFC 9421 reads it."""

    @property
    def url(self) -> str:
        return f"https://{self.authority}{self.target}"


class OneKey(HTTPSignatureKeyResolver):
    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return KEY


@pytest.mark.parametrize("target", ["/v1/push?a=1&b=2", "/v1/manifest", "/v1/blobs/a-b_c/0f"])
@pytest.mark.parametrize("body", [b"", b"body", None])
def test_another_implementation_of_the_standard_signs_the_same(target, body):
    message = OnTheLine("POST", "central.example.org", target, body)
    covered = ("@method", "@authority", "@path", "@query", *(() if body is None else ("content-digest",)))

    HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=OneKey()).sign(
        message,
        key_id="laptop",
        created=datetime.fromtimestamp(1_790_000_000, UTC),
        nonce="n1",
        label="device",
        tag="doorstep/1",
        covered_component_ids=covered,
        body=body,
    )

    theirs = {name.lower(): value for name, value in message.headers.items()}
    assert theirs == sign(replace(message, headers={}), "laptop", KEY, 1_790_000_000, "n1")
