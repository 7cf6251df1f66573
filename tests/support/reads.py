"""A laptop's log of reads by hand, so that tests can also tell of wrong ones."""

import msgspec
from msgspec import Raw

from sync.protocol.canonical import encode
from sync.protocol.codec import IDENTITY
from sync.protocol.messages import PushLine, Verdict
from sync.protocol.reads import NO_LINK, Read, Reads, ReadsHeld, link, seal
from tests.support.wire import MADE_AT, Wire


class Log:
    """What one laptop notes, from the first read on. A copy of it goes on by itself, as that of a copied vault does."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.read: list[bytes] = []
        self.links = [NO_LINK]

    def copy(self) -> "Log":
        other = Log(self.wire)
        other.read, other.links = list(self.read), list(self.links)
        return other

    def note(self, family: str | None = None, act: str = "view", at: str = MADE_AT, **more: object) -> None:
        """One more read."""
        read = Read(n=len(self.read) + 1, at=at, act=act, kind="family" if family else "today", family=family)
        self.read.append(encode(msgspec.to_builtins(read) | more))
        self.links.append(link(self.links[-1], Raw(self.read[-1])))

    def batch(self, first: int = 1, last: int | None = None) -> Reads:
        """Some of it, signed."""
        n = last or len(self.read)
        wire = self.wire
        read = self.read[first - 1 : n]
        return seal(wire.central.council, wire.device, self.links[first - 1], read, (n, self.links[n]), wire.key)


def post(wire: Wire, batch: Reads) -> ReadsHeld:
    """The answer to a batch that no push carries."""
    answer = wire.post("/v1/reads", msgspec.json.encode(batch), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return msgspec.json.decode(answer.content, type=ReadsHeld)


def push(wire: Wire, *lines: PushLine) -> tuple[ReadsHeld, list[Verdict]]:
    """The answer to a push whose first line is a batch."""
    body = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    answer = wire.post("/v1/push", body, accept_encoding=IDENTITY)
    assert answer.status_code == 200, answer.content
    _stamp, held, *verdicts = answer.content.splitlines()
    return msgspec.json.decode(held, type=ReadsHeld), [msgspec.json.decode(line, type=Verdict) for line in verdicts]
