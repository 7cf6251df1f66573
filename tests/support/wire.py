"""A laptop with nothing but the protocol: it signs requests and seals change sets by hand, so that tests can also send wrong ones."""

import itertools
import os
import time
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID, uuid4

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw

from sync.protocol import codec, commitment, crypto
from sync.protocol.canonical import encode
from sync.protocol.certificate import Certificate
from sync.protocol.change_set import ALGORITHM, FORMAT, ChangeSet, Group, Head
from sync.protocol.codes import EnrolmentCode
from sync.protocol.messages import (
    EnrolmentRequest,
    Evidence,
    Have,
    Manifest,
    NewStream,
    PullLine,
    PullRequest,
    PushLine,
    Resume,
    Set,
    Verdict,
)
from sync.protocol.problems import ProblemDetail
from sync.protocol.signing import Message, sign
from sync.records.ids import id_text, stream_id
from sync.server.access import begin_streams, beginnable, caller_of
from tests.support.central import Central

T = TypeVar("T")
MADE_AT = "2026-10-06T10:42:00Z"


def an_id() -> str:
    """An id that nothing has had before. Like those of UUIDv7 it never begins with a hyphen."""
    return id_text(UUID(int=uuid4().int >> 8))


def problem(answer: httpx.Response) -> ProblemDetail:
    """The details of an answer that is not a success."""
    assert answer.headers["content-type"] == "application/problem+json"
    detail = msgspec.json.decode(answer.content, type=ProblemDetail)
    assert detail.status == answer.status_code
    return detail


def line_of(line: bytes) -> PullLine:
    """A line of a pull's answer."""
    message: PullLine = msgspec.json.decode(line, type=PullLine)
    return message


class Wire:
    """One enrolled laptop of one person."""

    def __init__(self, central: Central, user: str | None = None) -> None:
        self.central = central
        self.user = user or central.a_user()
        self.device = an_id()
        self.key = Ed25519PrivateKey.generate()
        self.numbers = itertools.count(1)
        self.http = central.http
        self.number = central.a_device(self.user, self.device, self.key)

    def enrolment(self, code: str, recovery: str = "{}") -> EnrolmentRequest:
        """The request that lets this laptop in."""
        public = commitment.text(crypto.public_bytes(self.key))
        return EnrolmentRequest(EnrolmentCode.read(code).secret, self.device, public, recovery, "laptop")

    def signed(self, method: str, target: str, body: bytes = b"", *, late: int = 0, nonce: str = "") -> dict[str, str]:
        """The headers of a signed request."""
        covered = None if target.startswith("/v1/push") else body
        message = Message(method, f"127.0.0.1:{self.central.port}", target, covered)
        return sign(message, self.device, self.key, int(time.time()) + late, nonce or os.urandom(12).hex())

    def get(self, target: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.get(target, headers=self.signed("GET", target) | named)

    def post(self, target: str, body: bytes, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(target, content=body, headers=self.signed("POST", target, body) | named)

    def manifest(self) -> Manifest:
        return msgspec.json.decode(self.get("/v1/manifest").content, type=Manifest)

    def ask_pull(self, *streams: Have, devices: Iterable[int] = ()) -> httpx.Response:
        body = msgspec.json.encode(PullRequest(list(streams), list(devices)))
        return self.post("/v1/pull", body, content_type="application/json")

    def pull(
        self,
        stream: str,
        revision: int = 0,
        sealed: Iterable[int] = (),
        *,
        log: bool = False,
        resume: Resume | None = None,
    ) -> list[PullLine]:
        """The lines about one stream, but for certificates."""
        answer = self.ask_pull(Have(stream, revision, {self.number: dict.fromkeys(sealed, "")}, log, resume))
        return [line for line in pulled(answer) if not isinstance(line, Certificate)]

    def ask_push(self, *lines: PushLine) -> httpx.Response:
        page = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        body = b"".join(codec.pack([page], codec.ZSTD))
        return self.post("/v1/push", body, content_encoding=codec.ZSTD, accept_encoding="zstd")

    def push(self, *lines: PushLine) -> list[Verdict]:
        answer = self.ask_push(*lines)
        assert answer.status_code == 200, answer.content
        return verdicts_of(answer)

    def push_one(self, *lines: PushLine) -> Verdict:
        """The only verdict."""
        (verdict,) = self.push(*lines)
        return verdict

    def begin(self, compartment: str = "team") -> tuple[str, NewStream]:
        """A new family's stream, and the line that begins it."""
        family = an_id()
        stream = stream_id(family, compartment)
        return stream, NewStream(family, compartment)

    def a_stream(self, compartment: str = "team") -> str:
        """A stream of this laptop's own with nothing in it."""
        return self.begun(self.begin(compartment)[1])

    def begun(self, line: NewStream) -> str:
        """A stream begun, with nothing in it yet. Its id."""
        with self.central.session() as connection:
            caller = caller_of(connection, self.device)
            assert caller is not None
            assert beginnable(connection, caller, [line]) == [line]
            begin_streams(connection, caller, [line], MADE_AT)
        return line.stream

    def head(self, stream: str, **changed: object) -> Head:
        """The head of this laptop's next set."""
        plain = Head(FORMAT, ALGORITHM, self.central.council, stream, self.number, 0, self.user, MADE_AT)
        if "n" not in changed:
            changed["n"] = next(self.numbers)
        return msgspec.structs.replace(plain, **changed)

    def sealed(self, head: Head, *groups: Group) -> ChangeSet:
        return commitment.seal(head, list(groups), os.urandom(16), self.key)

    def set(self, stream: str, *groups: Group, **head: object) -> Set:
        """A push line of this laptop's next set."""
        return as_line(self.sealed(self.head(stream, **head), *groups))


def verdicts_of(answer: httpx.Response) -> list[Verdict]:
    """The verdicts of an answer to a push, behind what signs them."""
    _stamp, *lines = answer.content.splitlines()
    return [msgspec.json.decode(line, type=Verdict) for line in lines]


def pulled(answer: httpx.Response) -> list[PullLine]:
    """The lines of an answer to a pull."""
    assert answer.status_code == 200, answer.content
    return [line_of(line) for line in answer.content.splitlines()]


def as_line(change_set: ChangeSet) -> Set:
    return Set(Raw(encode(change_set)))


def as_evidence(line: Set) -> Evidence:
    return Evidence(line.set)


def a_note(text: str, record: str | None = None, base: int = 0) -> Group:
    """A note's text."""
    return Group("note", record or an_id(), base, {"text": text})
